import { mergeEvidence } from '../../../model/builder.ts';
import type { Evidence } from '../../../model/evidence.ts';
import type { NodeId } from '../../../model/id.ts';
import type { EdgeKind } from '../../../model/kinds.ts';
import { both, either, PROVED, type Certainty } from '../rbac/certainty.ts';
import type { Grant } from '../rbac/grants.ts';
import { rulesFor, type Scope } from '../rbac/rights.ts';
import type { Target } from './access-index.ts';
import type { Edges } from './surroundings.ts';

/** Whatever has an estate to tell. */
interface ToEdges {
  readonly estate: Edges;
}

/** An edge with its certainty taken apart. */
export function link(
  access: ToEdges,
  kind: EdgeKind,
  from: NodeId,
  to: NodeId,
  certainty: Certainty,
  evidence: readonly Evidence[],
): void {
  access.estate.edge({ kind, from, to, ...certainty, evidence });
}

/**
 * A right of a grant becomes an edge: proved by the rules that give it and the binding that gives them, as sure as the weakest of
 * rules, binding, target and what else it needs.
 */
export function grantLink(
  access: ToEdges,
  kind: EdgeKind,
  grant: Grant,
  to: Pick<Target, 'id' | 'certainty'>,
  rules: readonly number[],
  needs: Certainty = PROVED,
): void {
  const certainty = both(grant.certainty, sureness(grant, rules), to.certainty, needs);
  link(access, kind, grant.node, to.id, certainty, proofOf(grant, rules));
}

/** A permission set as the end of an edge. */
export const setTarget = ({ node, certainty }: Grant): Pick<Target, 'id' | 'certainty'> => ({ id: node, certainty });

/** Rules that are all needed: `create` of one thing and `bind` of another. */
export const together = (...parts: readonly (readonly number[])[]): readonly number[] => [...new Set(parts.flat())];

function sureness(grant: Grant, rules: readonly number[]): Certainty {
  if (rules.length === 1) return grant.rules[rules[0] ?? 0]?.certainty ?? PROVED;
  return either(rules.flatMap((index) => grant.rules[index]?.certainty ?? []));
}

const proofs = new WeakMap<Grant, Map<string, readonly Evidence[]>>();

/** One array for all edges of the same proof: a wide grant has thousands of edges. */
export function proofOf(grant: Grant, rules: readonly number[]): readonly Evidence[] {
  let known = proofs.get(grant);
  if (!known) proofs.set(grant, (known = new Map<string, readonly Evidence[]>()));
  const key = rules.join(' ');
  let proof = known.get(key);
  if (!proof) {
    proof = rules
      .map((index) => grant.rules[index]?.rule.evidence ?? [])
      .concat([grant.evidence])
      .reduce(mergeEvidence, []);
    known.set(key, proof);
  }
  return proof;
}

/** Edges to those of the targets that the scope covers by their exact name. */
export function linkNamed(
  access: ToEdges,
  kind: EdgeKind,
  grant: Grant,
  targets: readonly Target[],
  scope: Scope,
  needs: Certainty = PROVED,
): void {
  if (!scope.any) return;
  for (const target of targets) {
    const rules = rulesFor(scope, target.name);
    if (rules.length > 0) grantLink(access, kind, grant, target, rules, needs);
  }
}
