import type { EstateGraph } from '../graph/port.ts';
import type { Confidence, Evidence } from '../model/evidence.ts';
import { nodeId, parseId, type NodeId } from '../model/id.ts';
import type { EdgeKind } from '../model/kinds.ts';

export const AUTHORITIES = ['request', 'approve', 'revoke'] as const;
export type Authority = (typeof AUTHORITIES)[number];

/** One who may, and where that is written. */
export interface Authorised {
  readonly may: Authority;
  readonly who: NodeId;
  /** `declared`: people say so. `rights`: it can be done, whatever was agreed. */
  readonly by: 'declared' | 'rights';
  /** The thing for which it is written, where that is not the thing itself but what it is in. */
  readonly on?: NodeId;
  /** The rights that amount to it. */
  readonly via?: NodeId;
  readonly confidence: Confidence;
  readonly evidence: readonly Evidence[];
}

export interface AuthorityAnswer {
  readonly id: NodeId;
  readonly owners: readonly NodeId[];
  readonly authorised: readonly Authorised[];
  /** What nobody is written down for. Rights without an agreement fill no gap. */
  readonly gaps: readonly Authority[];
}

const KINDS: Readonly<Partial<Record<EdgeKind, Authority>>> = {
  MAY_REQUEST: 'request',
  MAY_APPROVE: 'approve',
  MAY_REVOKE: 'revoke',
};

/** What is declared of the thing itself and of what it is in; `rights` is what can be done, by whoever knows the source. */
export function authorityOf(graph: EstateGraph, id: NodeId, rights: readonly Authorised[]): AuthorityAnswer {
  const declared = [id, ...around(graph, id)].flatMap((on) =>
    graph.incoming(on).flatMap(({ kind, from, evidence, confidence }): Authorised[] => {
      const may = KINDS[kind];
      return may === undefined
        ? []
        : [{ may, who: from, by: 'declared', confidence, evidence, ...(on === id ? {} : { on }) }];
    }),
  );
  const owners = graph.outgoing(id).flatMap(({ kind, to }) => (kind === 'OWNED_BY' ? [to] : []));
  return {
    id,
    owners: [...new Set(owners)].sort(),
    authorised: [...declared, ...rights],
    gaps: AUTHORITIES.filter((may) => !declared.some((one) => one.may === may)),
  };
}

/** The namespace and the cluster that a thing of Kubernetes is in, nearest first. */
function around(graph: EstateGraph, id: NodeId): readonly NodeId[] {
  const parsed = parseId(id);
  if (parsed?.source !== 'k8s') return [];
  const [namespace] = parsed.path.length > 1 ? parsed.path : [];
  const wider = [
    ...(namespace === undefined ? [] : [nodeId('k8s', 'Namespace', parsed.realm, namespace)]),
    nodeId('k8s', 'Cluster', parsed.realm),
  ];
  return wider.filter((one) => one !== id && graph.node(one) !== undefined);
}
