import { WritError } from '../model/errors.ts';
import { IDENTITY_KINDS } from '../model/kinds.ts';
import { stageOf } from '../questions/stages.ts';
import type { Scanned } from '../report/scanned.ts';
import { closest } from './closest.ts';
import { usage } from './usage.ts';

/**
 * An id as typed: the whole of it, or an end of it that only one node has (`team-a/trainer`, `trainer`). Where a workload and its
 * account end alike, the one identity is meant: questions are about identities.
 */
export function resolveNode({ graph }: Pick<Scanned, 'graph'>, typed: string): string {
  if (graph.node(typed) !== undefined) return typed;
  const places = graph.places();
  const found = [...places.all()].filter((place) => endsWith(places.id(place), typed));
  const identities = found.filter((place) => IDENTITY_KINDS.has(places.kind(place)));
  if (identities.length === 1 && identities[0] !== undefined) return places.id(identities[0]);
  const near = found.length > 0 ? found : places.all();
  const ids = Array.from(near, (place) => places.id(place));
  return unique(typed, ids, 'unknown-id', (id) => endsWith(id, typed));
}

/**
 * As `resolveNode`, for a question about services: of the nodes that end alike those that are a hop of a chain are meant, and of
 * these the one that calls, is called or serves by itself (a workload) before its front (a Service, an endpoint).
 */
export function resolveService(scanned: Pick<Scanned, 'graph'>, typed: string): string {
  const { graph } = scanned;
  if (graph.node(typed) !== undefined) return typed;
  const places = graph.places();
  const found = [...places.all()].filter((place) => endsWith(places.id(place), typed));
  const hops = found.filter((place) => stageOf(places, place) !== undefined);
  const workloads = hops.filter((place) => places.kind(place) === 'Workload');
  const meant = workloads.length > 0 ? workloads : hops;
  if (meant.length === 0) return resolveNode(scanned, typed);
  return unique(
    typed,
    meant.map((place) => places.id(place)),
    'unknown-id',
    () => true,
  );
}

export function resolveEdge({ graph, estate }: Pick<Scanned, 'graph' | 'estate'>, typed: string): string {
  if (graph.edge(typed) !== undefined) return typed;
  const text = typed.startsWith('e:') ? typed : `e:${typed}`;
  const ids = estate.edges.map((edge) => edge.id);
  return unique(typed, ids, 'unknown-edge', (id) => text.length >= 6 && id.startsWith(text));
}

/** A finding by its number in the table, its id, or the start of its id. */
export function resolveFinding({ findings }: Pick<Scanned, 'findings'>, typed: string): number {
  if (/^\d{1,9}$/u.test(typed)) {
    const number = Number(typed);
    if (number >= 1 && number <= findings.length) return number;
    const hint = findings.length === 0 ? 'There are no findings.' : `Findings are numbered 1 to ${findings.length}.`;
    throw new WritError('unknown-finding', typed, { hint });
  }
  const text = typed.startsWith('f:') ? typed : `f:${typed}`;
  const ids = findings.map((finding) => finding.id);
  const found = ids.includes(typed) ? typed : unique(typed, ids, 'unknown-finding', (id) => id.startsWith(text));
  return ids.indexOf(found) + 1;
}

/** An end of an id as it is written, or as it reads: ARNs have slashes, which ids escape. */
function endsWith(id: string, typed: string): boolean {
  return ends(id, typed) || (id.includes('%2F') && ends(id.replaceAll('%2F', '/'), typed.replaceAll('%2F', '/')));
}

function ends(text: string, typed: string): boolean {
  if (!text.endsWith(typed) || typed === '') return false;
  const before = text.at(-typed.length - 1);
  return before === '/' || before === ':';
}

type Unknown = 'unknown-id' | 'unknown-edge' | 'unknown-finding';

function unique(typed: string, ids: readonly string[], code: Unknown, fits: (id: string) => boolean): string {
  const found = ids.filter(fits);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  if (found.length > 1) {
    const rest = found.length > 5 ? `\n  and ${found.length - 5} more` : '';
    throw usage(`"${typed}" is the end of ${found.length} ids`, `Say which:\n${list(found.slice(0, 5))}${rest}`);
  }
  const near = closest(typed, ids);
  throw new WritError(code, `"${typed}"`, near.length === 0 ? undefined : { hint: `Did you mean\n${list(near)}` });
}

const list = (ids: readonly string[]): string => ids.map((id) => `  ${id}`).join('\n');
