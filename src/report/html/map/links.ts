import type { Estate, EstateNode } from '../../../model/estate.ts';
import type { WorkloadFunction } from '../../../model/facts.ts';
import type { NodeId } from '../../../model/id.ts';
import type { EdgeKind } from '../../../model/kinds.ts';
import { edgeWords } from '../cards.ts';
import { HOLDS, hopOf, LEADS, type Hop } from './hops.ts';

export interface Lead {
  readonly to: NodeId;
  readonly by: string;
}

/** The estate as services see it: pods and containers are one thing with their workload, and only what leads on is kept. */
export interface Links {
  place(id: NodeId): Hop | undefined;
  readonly next: ReadonlyMap<NodeId, readonly Lead[]>;
  readonly before: ReadonlyMap<NodeId, readonly NodeId[]>;
  /** Credentials and identities in the hands of a place: what it does with them, and which. */
  readonly holds: ReadonlyMap<NodeId, readonly Lead[]>;
  /** The workload that a pod, container or endpoint is part of; itself otherwise. */
  whole(id: NodeId): NodeId;
}

export function linksOf({ nodes, edges, facts }: Estate): Links {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const functions = new Map<NodeId, readonly WorkloadFunction[]>();
  const whole = wholes(byId, edges);
  const next = new Lists<Lead>();
  const before = new Lists<NodeId>();
  const holds = new Lists<Lead>();
  const lead = (from: NodeId, to: NodeId, by: string): void => {
    if (from === to) return;
    next.add(from, { to, by }, `${from}\n${to}`);
    before.add(to, from, `${to}\n${from}`);
  };
  for (const fact of facts) {
    if (fact.fact === 'workload')
      functions.set(
        fact.node,
        fact.functions.map(({ is }) => is),
      );
    // A model endpoint is what its workload does, not a further hop.
    if (fact.fact === 'endpoint' && byId.get(fact.node)?.kind === 'ModelEndpoint')
      lead(whole(fact.workload), fact.node, 'answers as');
  }
  const opened = secretsOpen(edges);
  for (const { kind, from, to } of edges) {
    const holder = whole(from);
    const says = HOLDS[kind];
    if (says !== undefined) {
      holds.add(holder, { to, by: says }, `${holder}\n${to}\n${says}`);
      for (const store of opened.get(to) ?? []) lead(holder, store, 'has the key of');
    } else if (LEADS.has(kind)) lead(holder, whole(to), edgeWords(kind));
  }
  return {
    whole,
    next: next.all,
    before: before.all,
    holds: holds.all,
    place(id) {
      const node = byId.get(id);
      return node && hopOf(node, functions.get(id) ?? []);
    },
  };
}

const PARTS: ReadonlySet<EdgeKind> = new Set<EdgeKind>(['CONTAINS', 'SPAWNS']);
const INNER: ReadonlySet<EstateNode['kind']> = new Set<EstateNode['kind']>(['Pod', 'Container']);
/** Workload, pod, container; a controller above the workload. */
const DEEPEST = 6;

function wholes(byId: ReadonlyMap<NodeId, EstateNode>, edges: Estate['edges']): (id: NodeId) => NodeId {
  const above = new Map<NodeId, NodeId>();
  for (const { kind, from, to } of edges) {
    const part = byId.get(to)?.kind;
    if (PARTS.has(kind) && part !== undefined && INNER.has(part) && !above.has(to)) above.set(to, from);
  }
  return (id) => {
    let at = id;
    for (let step = 0; step < DEEPEST; step += 1) {
      const up = above.get(at);
      if (up === undefined) break;
      at = up;
    }
    return at;
  };
}

/** What a secret is the key of: who holds the one can open the other. */
function secretsOpen(edges: Estate['edges']): ReadonlyMap<NodeId, readonly NodeId[]> {
  const opens = new Lists<NodeId>();
  for (const { kind, from, to } of edges)
    if (kind === 'SECRET_IS_CRED_FOR' || kind === 'OPENS') opens.add(from, to, `${from}\n${to}`);
  return opens.all;
}

class Lists<T> {
  readonly all = new Map<NodeId, T[]>();
  private readonly seen = new Set<string>();

  add(id: NodeId, value: T, key: string): void {
    if (this.seen.has(key)) return;
    this.seen.add(key);
    const known = this.all.get(id);
    if (known) known.push(value);
    else this.all.set(id, [value]);
  }
}
