import { describe, expect, it } from 'vitest';
import { TestEstate } from '../testing/estate.ts';
import { reusedSecret } from './reused-secret.ts';

describe('reused-secret', () => {
  it('fires for equal values in two holders, higher across environments', () => {
    const estate = new TestEstate();
    for (const name of ['a', 'b'])
      estate.credential(estate.node('K8sSecret', 'Secret', `ml/${name}`), 'password', { digest: 'same' });
    expect(estate.judge(reusedSecret)).toMatchObject([
      { severity: 'medium', title: 'secret ml/a and secret ml/b hold one and the same credential' },
    ]);
    const across = new TestEstate();
    for (const environment of ['prod', 'dev'] as const)
      across.credential(across.node('K8sSecret', 'Secret', 'ml/a', { realm: environment, environment }), 'password', {
        digest: 'same',
        line: 7,
      });
    expect(across.judge(reusedSecret)).toMatchObject([{ severity: 'high' }]);
  });

  it('stays quiet for different values, for one file included twice, and for defaults', () => {
    const estate = new TestEstate();
    estate.credential(estate.node('K8sSecret', 'Secret', 'ml/a'), 'password', { digest: 'one' });
    estate.credential(estate.node('K8sSecret', 'Secret', 'ml/b'), 'password', { digest: 'two' });
    for (const realm of ['x', 'y'])
      estate.credential(estate.node('K8sSecret', 'Secret', 'ml/c', { realm }), 'password', {
        digest: 'three',
        line: 7,
      });
    for (const name of ['d', 'e'])
      estate.credential(estate.node('K8sSecret', 'Secret', `ml/${name}`), 'password', {
        digest: 'four',
        defaultOf: 'MinIO',
      });
    expect(estate.judge(reusedSecret)).toEqual([]);
  });
});
