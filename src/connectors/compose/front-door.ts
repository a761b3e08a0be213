import type { NodeId } from '../../model/id.ts';
import { gatewayKey } from '../../model/keys.ts';
import { vendorOfKey } from '../../products/vendors.ts';
import { whole, type Service } from './service.ts';
import { also, type Telling } from './telling.ts';
import { variablesOf } from './variables.ts';
import { interpolate } from './interpolate.ts';

/**
 * A gateway in a service. Where its configuration file is read by another connector, the door is told there and gets the keys of the
 * service; otherwise it is one of its own.
 */
export function frontDoor(telling: Telling, service: Service, endpoint: NodeId, configs: readonly string[]): void {
  const { estate } = telling;
  const evidence = service.layers.map(({ entry }) => entry.evidence);
  const own = telling.id('FrontDoor', service.name);
  if (configs.length === 0) {
    telling.node(own, 'FrontDoor', service.name, evidence);
    estate.edge({ kind: 'ROUTES_TO', from: endpoint, to: own, ...service.known, evidence });
  }
  const known = also(service.known, 'the gateway lends the key to every caller');
  for (const { name, value, entry } of variablesOf(whole(service), 'environment')) {
    if (vendorOfKey(name) === undefined) continue;
    const [variable] = value === undefined ? [name] : interpolate(value, () => undefined).variables;
    const key = variable === undefined ? telling.id('ApiKey', service.name, name) : telling.id('ApiKey', variable);
    if (!estate.has(key)) continue;
    const edge = { kind: 'GATEWAY_FORWARDS_AS', ...known, evidence: [entry.evidence] } as const;
    if (configs.length === 0) estate.edge({ ...edge, from: own, to: key });
    for (const path of configs) estate.refer({ ...edge, node: key, side: 'to', key: gatewayKey(path) });
  }
}
