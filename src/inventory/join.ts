import type { EstateBuilder, Reference } from '../model/builder.ts';
import { parseId, type NodeId } from '../model/id.ts';

/**
 * Joins what one file refers to with what another declares, by their keys alone. A key that several things answer to is `possible`,
 * unless one of them is in the realm of who refers; one that nothing answers to leads to the named unknown that the reference brings.
 */
export function join(estate: EstateBuilder): void {
  for (const reference of estate.allReferences()) resolve(estate, reference);
  sameCredentials(estate);
  sameClusters(estate);
}

function resolve(estate: EstateBuilder, reference: Reference): void {
  const { node, otherwise } = reference;
  const all = [...(estate.allKeys().get(reference.key) ?? [])].filter((one) => one !== node && estate.has(one)).sort();
  const realm = estate.get(node)?.realm;
  const near = all.filter((one) => estate.get(one)?.realm === realm);
  const kindOf = (one: NodeId): string | undefined => estate.get(one)?.kind;
  const meant = near.length > 0 ? near : all;
  if (meant.length === 0) {
    if (otherwise) link(estate, reference, estate.node(otherwise));
    return;
  }
  const alike = new Map<string | undefined, number>();
  for (const one of meant) alike.set(kindOf(one), (alike.get(kindOf(one)) ?? 0) + 1);
  for (const one of meant) {
    // A Service and the agent that is described as standing behind it answer to one host: they are one thing told twice, not a choice.
    const count = alike.get(kindOf(one)) ?? 1;
    link(estate, count > 1 && !MANY.has(reference.kind) ? oneOf(reference, count) : reference, one);
  }
}

/** Kinds whose reference means everything that answers, not one of them. */
const MANY: ReadonlySet<string> = new Set(['BUILDS_IMAGE', 'SAME_CREDENTIAL', 'OWNED_BY', 'TOOL_ACTS_AS']);

function oneOf(reference: Reference, count: number): Reference {
  const which = `${reference.key} means this one of ${count}`;
  const precondition = reference.precondition === undefined ? which : `${reference.precondition}; ${which}`;
  return { ...reference, confidence: 'possible', precondition };
}

function link(estate: EstateBuilder, reference: Reference, other: NodeId): void {
  const { kind, node, side, confidence, precondition, evidence } = reference;
  const [from, to] = side === 'from' ? [node, other] : [other, node];
  estate.edge({ kind, from, to, confidence, ...(precondition === undefined ? {} : { precondition }), evidence });
}

/** Equal values are one credential: a ring through all that hold it, so that each leads to each with as few edges as there are places. */
function sameCredentials(estate: EstateBuilder): void {
  for (const [key, nodes] of [...estate.allKeys()].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!key.startsWith('credential:')) continue;
    const all = [...nodes].filter((one) => estate.has(one)).sort();
    if (all.length < 2) continue;
    all.forEach((from, index) => {
      const to = all[(index + 1) % all.length] ?? from;
      const evidence = [...(estate.get(from)?.evidence ?? []), ...(estate.get(to)?.evidence ?? [])];
      if (from !== to) estate.edge({ kind: 'SAME_CREDENTIAL', from, to, confidence: 'configured', evidence });
    });
  }
}

const CLOUDS: ReadonlySet<string | undefined> = new Set(['aws', 'gcp', 'azure']);

/** A cluster as its cloud knows it is the cluster of that name: the realm of the files that are applied to it. */
function sameClusters(estate: EstateBuilder): void {
  for (const [key, nodes] of [...estate.allKeys()].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!key.startsWith('cluster:')) continue;
    const all = [...nodes].filter((one) => estate.has(one)).sort();
    const managed = all.filter((one) => CLOUDS.has(parseId(one)?.source));
    const inside = all.filter((one) => parseId(one)?.source === 'k8s');
    for (const from of managed)
      for (const to of inside) {
        const evidence = [...(estate.get(from)?.evidence ?? []), ...(estate.get(to)?.evidence ?? [])];
        const sure = managed.length === 1 && inside.length === 1;
        const precondition = `${key} means this one of ${String(managed.length)}`;
        estate.edge({
          kind: 'IS_CLUSTER', from, to, evidence, ...(sure ? { confidence: 'configured' } : { confidence: 'possible', precondition }),
        }); // prettier-ignore
      }
  }
}
