import type { Places } from '../graph/places.ts';
import type { EstateGraph } from '../graph/port.ts';
import { weaker, type Confidence } from '../model/evidence.ts';
import type { EstateEdge } from '../model/estate.ts';
import type { NodeId } from '../model/id.ts';
import type { EdgeKind } from '../model/kinds.ts';
import { AI_VERBS, type AiVerb, type AiVerbName, type NativeRight } from './ai-verbs.ts';
import { Holders, IS_WHOLE_OF, type Held } from './holders.ts';

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
  const places = graph.places();
  const rights = new Map<EdgeKind, NativeRight>();
  for (const right of table.rights) for (const kind of right.edges) if (!rights.has(kind)) rights.set(kind, right);
  const holders = new Holders(graph);
  const kinds = new Set(rights.keys());
  const found: Found[] = [];
  const seen = new Map<NativeRight['right'], Map<number, Set<number>>>();
  for (const target of standIns(places, table, targets))
    for (const held of holders.at(target, kinds)) {
      const last = held.steps.at(-1);
      const right = last === undefined ? undefined : rights.get(places.kindOf(last));
      if (last === undefined || right === undefined) continue;
      const via = places.from(last);
      const holding = inside(inside(seen, right.right, Map<number, Set<number>>), via, Set<number>);
      if (holding.has(held.identity)) continue;
      holding.add(held.identity);
      found.push({ held, via, target, right });
    }
  return found.sort(inOrder).map(({ held, via, target, right }) => {
    const { identity, steps } = holders.told(held);
    const confidence = steps.map((one) => one.confidence).reduce(weaker);
    return { identity, via: places.id(via), target: places.id(target), right, steps, confidence };
  });
}

interface Found extends Pick<AiHolder, 'right'> {
  readonly held: Held;
  readonly via: number;
  readonly target: number;
}

/** What stands under the key; made empty when nothing does. */
function inside<K, V>(map: Map<K, V>, key: K, Empty: new () => V): V {
  let found = map.get(key);
  if (found === undefined) map.set(key, (found = new Empty()));
  return found;
}

function inOrder(a: Found, b: Found): number {
  return a.held.identity - b.held.identity || a.via - b.via || (a.right.right < b.right.right ? -1 : 1);
}

/** The things themselves, their parts, and what stands for them by the table. */
function standIns(places: Places, table: AiVerb, targets: readonly NodeId[]): ReadonlySet<number> {
  const all = new Set(targets.map((id) => places.find(id)).filter((place) => place >= 0));
  const parts = new Set<EdgeKind>([...IS_WHOLE_OF, ...table.also]);
  const before = new Set<EdgeKind>(table.before);
  // A set that grows is walked to its end: parts of parts are parts.
  for (const place of all) {
    for (const edge of places.out(place)) if (parts.has(places.kindOf(edge))) all.add(places.to(edge));
    for (const edge of places.into(place)) {
      const from = places.from(edge);
      if (before.has(places.kindOf(edge)) && places.kind(from) === 'Endpoint') all.add(from);
    }
  }
  return all;
}
