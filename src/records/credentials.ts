import { createHash } from 'node:crypto';
import type { Estate } from '../model/estate.ts';
import type { Evidence } from '../model/evidence.ts';
import type { CredentialFact, TokenFact } from '../model/facts.ts';
import type { NodeId } from '../model/id.ts';
import { IDENTITY_KINDS, type EdgeKind } from '../model/kinds.ts';
import { clean } from './text.ts';

/** A credential that an identity holds: that it is there and where. Its value is nowhere in an estate. */
export interface SeenCredential {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly place: { readonly node: NodeId; readonly where: string; readonly evidence: Evidence | null };
}

/** Along these holding the one is holding the other. */
const HOLDING: ReadonlySet<EdgeKind> = new Set<EdgeKind>([
  'MOUNTS',
  'MOUNTS_SECRET',
  'HOLDS',
  'WORKFLOW_SECRET',
  'NOTEBOOK_HOLDS_CRED',
]);
/** What runs as an identity, seen from what runs. */
const RUNNING: ReadonlySet<EdgeKind> = new Set<EdgeKind>(['RUNS_AS', 'USES_SERVICE_ACCOUNT']);
/** The steps from what runs to what it holds: a volume of a container, a secret of the volume. */
const STEPS = 3;
/** Of one identity, and identities of one thing: more is the same told again. */
const MOST = 200;

/** Credentials by the identity that holds them. */
export function credentialsIn(estate: Estate): ReadonlyMap<NodeId, readonly SeenCredential[]> {
  const holders = holdersIn(estate);
  const keys = keysIn(estate);
  const found = new Map<NodeId, Map<string, SeenCredential>>();
  for (const fact of estate.facts) {
    if (fact.fact !== 'credential' && fact.fact !== 'long-lived-token') continue;
    const own =
      fact.fact === 'credential' ? keys.get(fact.node)?.filter((id) => id.endsWith(`/${fact.key}`)) : [fact.of];
    for (const identity of new Set([...(own ?? []), ...(holders.get(fact.node) ?? [])])) {
      const credential = credentialOf(fact, identity);
      const all = found.get(identity) ?? new Map<string, SeenCredential>();
      if (all.size < MOST) found.set(identity, all.set(credential.id, credential));
    }
  }
  return new Map([...found].map(([identity, all]) => [identity, [...all.values()]]));
}

function credentialOf(fact: CredentialFact | TokenFact, identity: NodeId): SeenCredential {
  const [name, where] = fact.fact === 'credential' ? [fact.key, fact.where] : [nameOf(fact.node), 'secret'];
  const place = { node: fact.node, where, evidence: fact.evidence[0] ?? null };
  const digest = createHash('sha256').update(JSON.stringify([identity, fact.node, fact.kind, where, name]));
  return { id: `c:${digest.digest('hex').slice(0, 32)}`, kind: fact.kind, name: clean(name), place };
}

const nameOf = (id: NodeId): string => id.slice(id.lastIndexOf('/') + 1);

/** Who holds each thing: an identity itself, or what runs as it. */
function holdersIn({ nodes, edges }: Estate): ReadonlyMap<NodeId, ReadonlySet<NodeId>> {
  const holders = new Map<NodeId, Set<NodeId>>();
  const add = (thing: NodeId, identity: NodeId): void => {
    const all = holders.get(thing) ?? new Set<NodeId>();
    if (all.size < MOST) holders.set(thing, all.add(identity));
  };
  for (const { id, kind } of nodes) if (IDENTITY_KINDS.has(kind)) add(id, id);
  for (const { kind, from, to } of edges) if (RUNNING.has(kind)) add(from, to);
  const holding = edges.filter(({ kind }) => HOLDING.has(kind));
  for (let step = 0; step < STEPS; step++)
    for (const { from, to } of holding) for (const identity of holders.get(from) ?? []) add(to, identity);
  return holders;
}

/** Keys that are identities of their own, by the thing that holds them. */
function keysIn({ nodes, edges }: Estate): ReadonlyMap<NodeId, readonly NodeId[]> {
  const keys = new Set(nodes.flatMap(({ id, kind }) => (kind === 'ApiKey' ? [id] : [])));
  const found = new Map<NodeId, NodeId[]>();
  for (const { kind, from, to } of edges)
    if ((kind === 'SECRET_IS_CRED_FOR' || kind === 'HOLDS') && keys.has(to))
      found.set(from, [...(found.get(from) ?? []), to]);
  return found;
}
