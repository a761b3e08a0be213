import type { EstateGraph } from '../graph/port.ts';
import { weaker, type Confidence } from '../model/evidence.ts';
import type { EstateEdge } from '../model/estate.ts';
import type { NodeId } from '../model/id.ts';
import type { EdgeKind } from '../model/kinds.ts';
import { AI_VERBS, type AiVerb, type AiVerbName, type NativeRight } from './ai-verbs.ts';
import { Holders } from './holders.ts';

/** Who may do an AI verb to a thing, by which native right. */
export interface AiHolder {
  readonly identity: NodeId;
  /** What the last step into the thing comes from: the right itself. */
  readonly via: NodeId;
  readonly target: NodeId;
  readonly right: NativeRight;
  readonly steps: readonly EstateEdge[];
  readonly confidence: Confidence;
}

/** Everybody who holds a native right for the verb over one of the targets, sorted by identity; the shortest way of each. */
export function whoCanAi(graph: EstateGraph, verb: AiVerbName, targets: readonly NodeId[]): readonly AiHolder[] {
  const table: AiVerb = AI_VERBS[verb];
  const kinds = new Set<EdgeKind>(table.rights.flatMap(({ edges }) => edges));
  const holders = new Holders(graph);
  const found = new Map<string, AiHolder>();
  for (const target of standIns(graph, table, targets))
    for (const { identity, steps } of holders.of(target, kinds)) {
      const last = steps.at(-1);
      const right = table.rights.find(({ edges }) => last !== undefined && edges.includes(last.kind));
      if (last === undefined || right === undefined) continue;
      const key = `${identity}\n${last.from}\n${right.right}`;
      if (found.has(key)) continue;
      const confidence = steps.map((one) => one.confidence).reduce(weaker);
      found.set(key, { identity, via: last.from, target, right, steps, confidence });
    }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, holder]) => holder);
}

/** The things themselves, their parts, and what stands for them by the table. */
function standIns(graph: EstateGraph, table: AiVerb, targets: readonly NodeId[]): ReadonlySet<NodeId> {
  const all = new Set(targets);
  const parts = new Set<EdgeKind>(['CONTAINS', 'SPAWNS', ...table.also]);
  const before = new Set<EdgeKind>(table.before);
  // A set that grows is walked to its end: parts of parts are parts.
  for (const id of all) {
    for (const { kind, to } of graph.outgoing(id)) if (parts.has(kind)) all.add(to);
    for (const { kind, from } of graph.incoming(id))
      if (before.has(kind) && graph.node(from)?.kind === 'Endpoint') all.add(from);
  }
  return all;
}
