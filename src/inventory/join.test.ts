import { describe, expect, it } from 'vitest';
import { EstateBuilder, type Reference } from '../model/builder.ts';
import type { EstateNode } from '../model/estate.ts';
import { join } from './join.ts';

const evidence = [{ file: 'f.yaml', line: 1 }];
const node = (id: string, realm = 'a'): EstateNode => ({
  id, kind: 'Endpoint', name: id, realm, environment: 'unknown', evidence,
}); // prettier-ignore
const asks = (over: Partial<Reference> = {}): Reference => ({
  kind: 'CALLS', node: 'x', side: 'from', key: 'host:m', confidence: 'configured', evidence, ...over,
}); // prettier-ignore

function joined(known: readonly (readonly [EstateNode, string])[], ...references: readonly Reference[]): string[] {
  const estate = new EstateBuilder();
  estate.node(node('x'));
  for (const [one, key] of known) estate.known(estate.node(one), key);
  for (const one of references) estate.refer(one);
  join(estate);
  return estate.build().edges.map((one) => `${one.kind} ${one.from}>${one.to} ${one.confidence}`);
}

describe('join', () => {
  it('leads to what answers to the key, in the direction that the reference says', () => {
    expect(joined([[node('m'), 'host:m']], asks())).toEqual(['CALLS x>m configured']);
    expect(joined([[node('m'), 'host:m']], asks({ side: 'to' }))).toEqual(['CALLS m>x configured']);
  });

  it('prefers the realm of who refers; of several elsewhere none is sure', () => {
    const two = [
      [node('m', 'b'), 'host:m'],
      [node('n', 'c'), 'host:m'],
    ] as const;
    expect(joined([...two, [node('o', 'a'), 'host:m']], asks())).toEqual(['CALLS x>o configured']);
    expect(joined(two, asks()).sort()).toEqual(['CALLS x>m possible', 'CALLS x>n possible']);
  });

  it('leads from a cluster of a cloud to the cluster that its files describe, surely where the name is one', () => {
    const k8s = [node('k8s:Cluster:ml', 'ml'), 'cluster:ml'] as const;
    const eks = (account: string): readonly [EstateNode, string] => [
      node(`aws:Cluster:${account}/c`, account),
      'cluster:ml',
    ];
    expect(joined([k8s, eks('1')])).toEqual(['IS_CLUSTER aws:Cluster:1/c>k8s:Cluster:ml configured']);
    expect(joined([k8s, eks('1'), eks('2')]).every((one) => one.endsWith('possible'))).toBe(true);
    expect(joined([k8s])).toEqual([]);
  });

  it('names the unknown where nothing answers, and nothing where there is no name', () => {
    expect(joined([], asks({ otherwise: node('?') }))).toEqual(['CALLS x>? configured']);
    expect(joined([], asks())).toEqual([]);
  });

  it('holders of one credential lead to each other', () => {
    const key = 'credential:d';
    expect(joined([[node('k'), key], [node('l'), key], [node('m'), key]]).sort()).toEqual([
      'SAME_CREDENTIAL k>l configured',
      'SAME_CREDENTIAL l>m configured',
      'SAME_CREDENTIAL m>k configured',
    ]); // prettier-ignore
  });
});
