import { describe, expect, it } from 'vitest';
import { accessOf } from './testing/access-of.ts';
import { account, binding, node, pod, role, secret } from './testing/manifests.ts';

const times = (count: number, one: (index: number) => readonly string[]): readonly string[] =>
  Array.from({ length: count }, (_, index) => one(index)).flat();

describe('access of a large realm', () => {
  it('has as many edges as there are rights, not nodes x pods or admins x objects', () => {
    const spaces = 40;
    const { estate, edges } = accessOf([
      ...times(60, (index) => [node(`n${String(index)}`)]),
      role('root', '* | * | *'),
      ...times(50, (index) => [binding(`root${String(index)}`, 'ClusterRole/root', `sa ns0/a${String(index)}`)]),
      ...times(spaces, (index) => {
        const ns = `ns${String(index)}`;
        return [
          role(`${ns}/r`, 'get | core | secrets'),
          binding(`${ns}/b`, 'Role/r', `sa ${ns}/a0`),
          ...times(20, (n) => [
            account(`${ns}/a${String(n)}`),
            secret(`${ns}/s${String(n)}`),
            pod(`${ns}/p${String(n)}`),
          ]),
        ];
      }),
    ]);
    expect(edges('CLUSTER_ADMIN')).toHaveLength(50);
    expect(edges('READ_SECRET')).toHaveLength(spaces * 20);
    expect(edges('NODE_HOSTS')).toHaveLength(60 + spaces * 20);
    expect(estate.edges.length).toBeLessThan(12_000);
  });
});
