import type { EstateGraph } from '../graph/port.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { EstateEdge, EstateNode } from '../model/estate.ts';
import { isSettled, SEVERITIES, type Finding } from '../model/finding.ts';
import type { NodeId } from '../model/id.ts';

/** One side of a comparison. */
export interface Side {
  readonly graph: EstateGraph;
  readonly nodes: readonly EstateNode[];
  readonly edges: readonly EstateEdge[];
  readonly findings: readonly Finding[];
  /** What of it could not be read. */
  readonly unread: Unread;
  readonly owner: (node: EstateNode) => string | null;
}

/** By reason and by place below what was scanned. */
export type Unread = ReadonlyMap<string, Diagnostic>;

/** The errors of a scan. Two folders are compared, so the folder that was scanned is no part of a place. */
export function unreadOf(diagnostics: readonly Diagnostic[], scanned = ''): Unread {
  const root = `${scanned.replace(/\/+$/u, '')}/`;
  const below = (file: string): string => (file.startsWith(root) ? file.slice(root.length) : file);
  return new Map(
    diagnostics.filter(({ level }) => level === 'error').map((one) => [`${one.code} ${below(one.place.file)}`, one]),
  );
}

export interface ReachChange {
  readonly identity: NodeId;
  readonly jewels: readonly NodeId[];
}

/** What is different in B. Every list is in id order; findings in the order of their scan. */
export interface Difference {
  readonly nodes: { readonly appeared: readonly EstateNode[]; readonly gone: readonly EstateNode[] };
  readonly edges: { readonly appeared: readonly EstateEdge[]; readonly gone: readonly EstateEdge[] };
  readonly owners: readonly { readonly id: NodeId; readonly before: string | null; readonly after: string | null }[];
  readonly reach: { readonly gained: readonly ReachChange[]; readonly lost: readonly ReachChange[] };
  /** Of those that stayed or appeared: which somebody accepted or excepted now, and which count for less than before. */
  readonly findings: {
    readonly appeared: readonly Finding[];
    readonly gone: readonly Finding[];
    readonly settled: readonly Finding[];
    readonly eased: readonly { readonly finding: Finding; readonly before: Finding['severity'] }[];
  };
  /** What was at stake before, is still there, and is no longer called so: findings may be gone for that alone. */
  readonly jewels: { readonly gone: readonly NodeId[] };
  /** Findings may be gone only because their file could not be read. */
  readonly unread: { readonly appeared: readonly Diagnostic[]; readonly gone: readonly Diagnostic[] };
}

export function difference(a: Side, b: Side): Difference {
  const nodesBefore = byId(a.nodes);
  const [reachBefore, reachAfter] = [jewelsOf(a.graph), jewelsOf(b.graph)];
  return {
    nodes: { appeared: without(b.nodes, a.nodes), gone: without(a.nodes, b.nodes) },
    edges: { appeared: without(b.edges, a.edges), gone: without(a.edges, b.edges) },
    owners: b.nodes.flatMap((node) => {
      const known = nodesBefore.get(node.id);
      if (known === undefined) return [];
      const [before, after] = [a.owner(known), b.owner(node)];
      return before === after ? [] : [{ id: node.id, before, after }];
    }),
    reach: { gained: more(reachBefore, reachAfter), lost: more(reachAfter, reachBefore) },
    findings: { appeared: without(b.findings, a.findings), gone: without(a.findings, b.findings), ...softer(a, b) },
    jewels: {
      gone: a.nodes.flatMap(({ id, jewel }) => {
        const now = jewel && b.graph.node(id);
        return now !== undefined && now.jewel === undefined ? [id] : [];
      }),
    },
    unread: { appeared: only(b.unread, a.unread), gone: only(a.unread, b.unread) },
  };
}

const only = (these: Unread, others: Unread): readonly Diagnostic[] =>
  [...these].flatMap(([key, one]) => (others.has(key) ? [] : [one]));

/** Findings that people took on, or that count for less, since A. */
function softer(a: Side, b: Side): Pick<Difference['findings'], 'settled' | 'eased'> {
  const before = a.findings === b.findings ? undefined : byId(a.findings);
  return {
    settled: before
      ? b.findings.filter((one) => {
          const known = before.get(one.id);
          return isSettled(one) && (known === undefined || !isSettled(known));
        })
      : [],
    eased: b.findings.flatMap((finding) => {
      const was = before?.get(finding.id)?.severity ?? finding.severity;
      return SEVERITIES.indexOf(finding.severity) > SEVERITIES.indexOf(was) ? [{ finding, before: was }] : [];
    }),
  };
}

/** Whether nothing at all is different. */
export function same({ nodes, edges, owners, reach, findings, jewels, unread }: Difference): boolean {
  const lists = [nodes, edges, reach, findings, jewels, unread].flatMap(
    (one): readonly unknown[][] => Object.values(one) as unknown[][],
  );
  return owners.length === 0 && lists.every((list) => list.length === 0);
}

/** What was found of a list or a graph, for as long as it is held: in a watch each is compared twice. */
const KNOWN_IDS = new WeakMap<readonly unknown[], ReadonlyMap<string, unknown>>();
const KNOWN_REACH = new WeakMap<EstateGraph, ReadonlyMap<NodeId, ReadonlySet<NodeId>>>();

function byId<T extends { readonly id: string }>(all: readonly T[]): ReadonlyMap<string, T> {
  const known = KNOWN_IDS.get(all) as ReadonlyMap<string, T> | undefined;
  if (known) return known;
  const made = new Map(all.map((one) => [one.id, one]));
  KNOWN_IDS.set(all, made);
  return made;
}

/** Those of the one list that the other has not. Both are mostly in order and mostly the same: then one pass over both finds them. */
function without<T extends { readonly id: string }>(all: readonly T[], others: readonly T[]): readonly T[] {
  const left: T[] = [];
  let at = 0;
  for (const one of all) {
    while (at < others.length && (others[at] as T).id < one.id) at++;
    const other = others[at];
    if (other === one || other?.id === one.id) at++;
    else left.push(one);
  }
  // Out of order something may have been passed by.
  const known = left.length === 0 ? undefined : byId(others);
  return known ? left.filter(({ id }) => !known.has(id)) : left;
}

function jewelsOf(graph: EstateGraph): ReadonlyMap<NodeId, ReadonlySet<NodeId>> {
  const seen = KNOWN_REACH.get(graph);
  if (seen) return seen;
  const reach = new Map<NodeId, Set<NodeId>>();
  for (const { identity, jewel } of graph.exposureColumns()) {
    const known = reach.get(identity);
    if (known) known.add(jewel);
    else reach.set(identity, new Set([jewel]));
  }
  KNOWN_REACH.set(graph, reach);
  return reach;
}

/** What each identity of `after` reaches that it did not before; one that is new gains all that it reaches. */
function more(
  before: ReadonlyMap<NodeId, ReadonlySet<NodeId>>,
  after: ReadonlyMap<NodeId, ReadonlySet<NodeId>>,
): readonly ReachChange[] {
  const changes: ReachChange[] = [];
  for (const [identity, jewels] of after) {
    const known = before.get(identity);
    const fresh = [...jewels].filter((jewel) => known?.has(jewel) !== true).sort();
    if (fresh.length > 0) changes.push({ identity, jewels: fresh });
  }
  return changes.sort((a, b) => (a.identity < b.identity ? -1 : 1));
}
