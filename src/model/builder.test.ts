import { describe, expect, it } from 'vitest';
import { EstateBuilder } from './builder.ts';
import type { EstateNode } from './estate.ts';
import { nodeId } from './id.ts';
import type { Key } from './keys.ts';

const PASSWORD = 'Vx83kQpl29ZsRtWm';
const key = 'host:a' as Key;
const evidence = [{ file: 'a', line: 1 }];

function node(id: string): EstateNode {
  return { id, kind: 'Workload', name: id, realm: 'r', environment: 'unknown', evidence };
}

describe('what is told of things whose names hold credentials', () => {
  // A whole address as one name, and cut at its slashes as paths of repositories are.
  it.each([
    ['as one name', nodeId('net', 'Host', 'r', `https://a:${PASSWORD}@b.test/x?token=${PASSWORD}`)],
    ['cut at slashes', nodeId('net', 'Host', 'r', ...`https://a:${PASSWORD}@b.test/x?token=${PASSWORD}`.split('/'))],
    ['made elsewhere', `net:Host:r/https://a:${PASSWORD}@b.test`],
  ])('stays together and shows none: %s', (_, id) => {
    const estate = new EstateBuilder();
    const told = estate.node(node(id));
    estate.node(node('net:Host:r/other'));
    estate.edge({ kind: 'CALLS', from: 'net:Host:r/other', to: id, confidence: 'configured', evidence });
    estate.edge({ kind: 'CALLS', from: id, to: told, confidence: 'configured', precondition: `token=${PASSWORD}`, evidence });
    estate.known(id, key);
    estate.refer({ kind: 'CALLS', node: id, side: 'from', key, confidence: 'configured', evidence, otherwise: node(id) });
    expect(estate.has(id)).toBe(true);
    expect(estate.get(id)).toBe(estate.get(told));
    const built = estate.build();
    expect(built.edges).toHaveLength(2);
    const all = [built, [...estate.allKeys().values()].map((one) => [...one]), estate.allReferences()];
    expect(JSON.stringify(all)).not.toContain(PASSWORD);
  }); // prettier-ignore
});

describe('a node that is told again', () => {
  const all = (...told: readonly EstateNode[]): EstateNode | undefined => {
    const estate = new EstateBuilder();
    for (const one of told) estate.node(one);
    return estate.get('a');
  };
  const other = [{ file: 'b', line: 1 }];

  it.each<readonly [string, EstateNode, EstateNode, Partial<EstateNode>]>([
    ['implied by the second only', node('a'), { ...node('a'), implied: true }, {}],
    ['implied by the first only', { ...node('a'), implied: true }, node('a'), {}],
    ['implied by both', { ...node('a'), implied: true }, { ...node('a'), implied: true }, { implied: true }],
    ['with an environment', node('a'), { ...node('a'), environment: 'prod' }, { environment: 'prod' }],
    ['with a field more', node('a'), { ...node('a'), namespace: 'n' }, { namespace: 'n' }],
    ['with an owner', node('a'), { ...node('a'), declared: { owner: 'o' } }, { declared: { owner: 'o' } }],
    ['at another place', node('a'), { ...node('a'), evidence: other }, { evidence: [...evidence, ...other] }],
  ])('has what both say: %s', (_, first, second, more) => {
    expect(all(first, second)).toEqual({ ...node('a'), ...more });
    expect(all(first, second, second, first)).toEqual({ ...node('a'), ...more });
  });

  it('stays the same object when it adds nothing', () => {
    const first = node('a');
    expect(all(first, { ...node('a'), name: 'b' }, { ...node('a'), implied: true })).toBe(first);
  });
});
