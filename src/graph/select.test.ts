import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ENVIRONMENTS } from '../model/kinds.ts';
import { worlds } from '../../test/graph/worlds.ts';
import { buildGraph } from './build.ts';
import type { Wanted } from './select.ts';

const sometimes = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(one, { nil: undefined });

it('chooses what a look at every node would', () => {
  const drawn = fc.record({
    kinds: sometimes(fc.subarray(['Pod', 'Agent', 'Cluster', 'K8sSecret'] as const)),
    environments: sometimes(fc.subarray([...ENVIRONMENTS])),
    leastTier: sometimes(fc.constantFrom(0, 1, 5, 13)),
    entry: sometimes(fc.constant(true as const)),
    realm: sometimes(fc.constantFrom('default', 'x')),
    prefix: sometimes(fc.constantFrom('', 'k', 'k8s:Pod:', 'k8s:Pod:default/n', 'z', 'k8s:Secret\u{10ffff}')),
    tested: fc.boolean(),
  });
  fc.assert(
    fc.property(worlds, drawn, (world, { kinds, environments, leastTier, entry, realm, prefix, tested }) => {
      const ends = (id: string): boolean => id.endsWith('a') || id.endsWith('c');
      const test = (id: string): boolean => id.startsWith(prefix ?? '') && ends(id);
      const wanted: Wanted = {
        ...(kinds ? { kinds } : {}),
        ...(environments ? { environments } : {}),
        ...(leastTier === undefined ? {} : { leastTier }),
        ...(entry ? { entry } : {}),
        ...(realm === undefined ? {} : { realm }),
        ...(prefix === undefined ? {} : { ids: { prefix, ...(tested ? { test } : {}) } }),
      };
      const batch = buildGraph(world).batch();
      const naive = world.nodes.filter(
        (node) =>
          (kinds?.some((kind) => kind === node.kind) ?? true) &&
          (environments?.includes(node.environment) ?? true) &&
          (node.jewel?.tier ?? 0) >= (leastTier ?? 0) &&
          (!entry || node.entry !== undefined) &&
          (realm === undefined || node.realm === realm) &&
          (prefix === undefined || (node.id.startsWith(prefix) && (!tested || ends(node.id)))),
      );
      const found = Array.from(batch.select(wanted), (place) => batch.id(place));
      expect(found).toEqual(naive.map(({ id }) => id).sort());
    }),
    { numRuns: 500 },
  );
});
