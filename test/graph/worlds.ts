import fc from 'fast-check';
import type { Confidence, Evidence } from '../../src/model/evidence.ts';
import type { EstateEdge, EstateNode } from '../../src/model/estate.ts';
import { edgeId } from '../../src/model/edge.ts';
import { ENTRY_KINDS, ENVIRONMENTS, type EdgeKind, type NodeKind } from '../../src/model/kinds.ts';
import type { World } from './naive.ts';

const KINDS: readonly NodeKind[] = ['K8sServiceAccount', 'Pod', 'PermissionSet', 'K8sSecret', 'Agent', 'Cluster'];
/** Costs 0, 1, 2, 3, 5, and one kind that does not carry. */
const LINKS: readonly EdgeKind[] = [
  'CONTAINS',
  'PART_OF',
  'RUNS_AS',
  'HAS_PERMISSION_SET',
  'POD_CREATE',
  'NET_REACH',
  'EXPLOITS_SERVICE',
  'IN_NAMESPACE',
];
const TIERS = [13, 8, 5, 3] as const;
const CONFIDENCE: readonly Confidence[] = ['proved', 'configured', 'possible'];
const HERE: readonly Evidence[] = [{ file: 'a.yaml', line: 1 }];

/** Small estates of every shape: dense and sparse, circles without cost, edges side by side, jewels that are identities. */
export const worlds: fc.Arbitrary<World> = fc
  .record({
    nodes: fc.array(
      fc.record({
        kind: fc.constantFrom(...KINDS),
        environment: fc.constantFrom(...ENVIRONMENTS),
        tier: fc.option(fc.constantFrom(...TIERS), { freq: 2 }),
        entry: fc.option(fc.constantFrom(...ENTRY_KINDS), { freq: 1 }),
      }),
      { minLength: 1, maxLength: 14 },
    ),
    edges: fc.array(
      fc.record({
        from: fc.nat(13),
        to: fc.nat(13),
        kind: fc.constantFrom(...LINKS),
        confidence: fc.constantFrom(...CONFIDENCE),
        precondition: fc.option(fc.constantFrom('a', 'b'), { freq: 3 }),
      }),
      { maxLength: 40 },
    ),
  })
  .map(({ nodes, edges }) => {
    const made = nodes.map(({ kind, environment, tier, entry }, place): EstateNode => {
      const name = `n${String.fromCharCode(97 + place)}`;
      return {
        id: `k8s:${kind}:default/${name}`,
        kind,
        name,
        realm: 'default',
        environment,
        evidence: HERE,
        ...(tier ? { jewel: { tier, name, confidence: 'possible' as const, reason: 'drawn' } } : {}),
        ...(entry ? { entry } : {}),
      };
    });
    const ids = made.map((node) => node.id);
    const links = new Map<string, EstateEdge>();
    for (const edge of edges) {
      const from = ids[edge.from % ids.length] ?? '';
      const to = ids[edge.to % ids.length] ?? '';
      const id = edgeId(edge.kind, from, to, edge.precondition ?? '');
      links.set(id, {
        id,
        kind: edge.kind,
        from,
        to,
        confidence: edge.confidence,
        ...(edge.precondition ? { precondition: edge.precondition } : {}),
        evidence: HERE,
      });
    }
    return { nodes: made, edges: [...links.values()] };
  });
