import type { EstateGraph, Path } from '../graph/port.ts';
import type { EstateNode } from '../model/estate.ts';
import type { NodeId } from '../model/id.ts';
import { pathRecord } from './paths-report.ts';
import { pathLines } from './path-line.ts';
import { count, nameIn } from './names.ts';
import { SCHEMA_VERSION, type JsonRecord } from './records.ts';
import { BLANK, paragraph, span, spread, type Line } from './screen.ts';

export interface ReachAnswer {
  readonly id: NodeId;
  readonly jewels: readonly { readonly node: EstateNode; readonly cost: number; readonly path: Path | undefined }[];
  readonly reachable: readonly { readonly node: EstateNode; readonly cost: number }[];
}

/** All of it: jewels by tier, then cost; everything else by cost, then id. */
export function askReach(graph: EstateGraph, id: NodeId): ReachAnswer {
  const costs = graph.reachable(id);
  const nodeOf = (one: NodeId): EstateNode[] => {
    const node = graph.node(one);
    return node === undefined ? [] : [node];
  };
  const reachable = [...costs]
    .filter(([one]) => one !== id)
    .flatMap(([one, cost]) => nodeOf(one).map((node) => ({ node, cost })))
    .sort((a, b) => a.cost - b.cost || (a.node.id < b.node.id ? -1 : 1));
  const jewels = graph
    .reach(id)
    .jewels.flatMap(nodeOf)
    .map((node) => ({ node, cost: costs.get(node.id) ?? 0, path: graph.cheapest(id, node.id) }));
  return { id, jewels, reachable };
}

export function reachJson({ id, jewels, reachable }: ReachAnswer): JsonRecord {
  return {
    schemaVersion: SCHEMA_VERSION,
    id,
    counts: { jewels: jewels.length, nodes: reachable.length, kinds: Object.fromEntries(byKind(reachable)) },
    jewels: jewels.map(({ node, cost, path }) => ({
      id: node.id,
      name: node.jewel?.name ?? node.name,
      tier: node.jewel?.tier ?? 0,
      cost,
      path: pathRecord(path),
    })),
    nodes: reachable.map(({ node, cost }) => ({ id: node.id, kind: node.kind, cost })),
  };
}

export function reachLines(answer: ReachAnswer, width: number, realm: string | undefined): readonly Line[] {
  const { id, jewels, reachable } = answer;
  const name = nameIn(id, realm);
  const total = `${name} reaches ${count(reachable.length, 'node')}, ${count(jewels.length, 'crown jewel')} among them.`;
  if (reachable.length === 0) return paragraph(`${name} reaches nothing else.`, width);
  return [
    ...paragraph(total, width, { style: 'strong' }),
    ...jewels.flatMap(({ node, cost, path }) => [
      BLANK,
      ...spread(
        [span(`tier ${String(node.jewel?.tier ?? 0).padStart(2)}  `), span(node.jewel?.name ?? node.name, 'strong')],
        [span(`cost ${cost}, ${path?.confidence ?? 'possible'}`)],
        width,
      ),
      ...(path === undefined ? [] : pathLines(path.edges, realm, width)),
    ]),
    BLANK,
    ...byKind(reachable).map(([kind, number]): Line => [span(`${String(number).padStart(7)}  ${kind}`)]),
  ];
}

function byKind(reachable: ReachAnswer['reachable']): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { node } of reachable) counts.set(node.kind, (counts.get(node.kind) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}
