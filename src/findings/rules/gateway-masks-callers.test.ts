import { describe, expect, it } from 'vitest';
import { TestEstate } from '../testing/estate.ts';
import { gatewayMasksCallers } from './gateway-masks-callers.ts';

describe('gateway-masks-callers', () => {
  function gateway(callers: number): TestEstate {
    const estate = new TestEstate();
    const door = estate.node('FrontDoor', 'FrontDoor', 'ml/gateway');
    estate.edge('GATEWAY_FORWARDS_AS', door, estate.node('ApiKey', 'ApiKey', 'openai'));
    for (let index = 0; index < callers; index++) estate.edge('ALLOWS_CALLER', estate.account(`ml/c${index}`), door);
    return estate;
  }

  it('fires for many callers behind one credential', () => {
    expect(gateway(3).judge(gatewayMasksCallers)).toMatchObject([
      { severity: 'medium', title: 'FrontDoor ml/gateway acts as ApiKey openai for 3 callers' },
    ]);
  });

  it.each([
    [2, 1],
    [1, 0],
  ])('counts %d who call the address of the gateway: %d', (callers, findings) => {
    const estate = new TestEstate();
    const door = estate.node('FrontDoor', 'FrontDoor', 'ml/gateway');
    const address = estate.node('Endpoint', 'Endpoint', 'ml/gateway');
    estate.edge('GATEWAY_FORWARDS_AS', door, estate.node('ApiKey', 'ApiKey', 'openai'));
    estate.edge('ROUTES_TO', address, door);
    for (let index = 0; index < callers; index++)
      estate.edge('CALLS', estate.node('Workload', 'Service', `ml/c${index}`), address);
    expect(estate.judge(gatewayMasksCallers)).toHaveLength(findings);
  });

  it('says what it does not know where no caller was read', () => {
    expect(gateway(0).judge(gatewayMasksCallers)).toMatchObject([
      {
        severity: 'low',
        confidence: 'possible',
        title: 'FrontDoor ml/gateway acts as ApiKey openai for callers that were not read',
      },
    ]);
  });

  it('stays quiet for one caller', () => {
    expect(gateway(1).judge(gatewayMasksCallers)).toEqual([]);
  });
});
