import type { Candidate } from '../layers/candidate.ts';
import { identitySet } from '../layers/policy-set.ts';
import { ACCOUNT, ITSELF, ROLE } from '../layers/principal.ts';
import { hasPolicies, identityOf, resourceMustAllow, sameAccount } from '../layers/scope.ts';
import type { Determining, Layer } from '../port.ts';
import type { Question } from '../question/question.ts';
import { allowsLeft, deniesLeft, grantsLeft, limits } from '../residual/build.ts';
import { isFalse, isTrue, type Left } from '../residual/node.ts';
import { YES } from '../truth.ts';

const determining = (layer: Layer, { statement }: Candidate): Determining => ({
  layer,
  policy: statement.policy,
  statement: statement.source,
});

/** The statements that deny whatever the request is otherwise, in the order of the layers. */
export const denying = (question: Question): readonly Determining[] =>
  deniesLeft(question).flatMap(({ layer, left }) =>
    left.filter(({ node }) => isTrue(node)).map(({ candidate }) => determining(layer, candidate)),
  );

/**
 * The statements of identity and resource policies that grant: for an allow those that do so surely, else the possible ones too. A grant to the
 * account is one only where the resource's policy has to allow: else it leaves it to the identity's own policies, which count only within
 * boundary and session policy.
 */
export function granting(question: Question, sure: boolean): readonly Determining[] {
  const left = [...own(question), ...theirs(question)];
  const surely = sure ? left.filter(({ node }) => isTrue(node)) : [];
  return (surely.length > 0 ? surely : left).map(({ layer, candidate }) => determining(layer, candidate));
}

type Found = Left & { readonly layer: Layer };

const own = (question: Question): readonly Found[] =>
  isFalse(limits(question))
    ? []
    : allowsLeft(identitySet(identityOf(question)), question).map((left) => ({ ...left, layer: 'identity' as const }));

function theirs(question: Question): readonly Found[] {
  const same = question.caller.inAccount && sameAccount(question) === YES;
  const delegates = same && hasPolicies(question) && !resourceMustAllow(question);
  const found = new Map<Candidate['statement'], Found>();
  for (const naming of [ITSELF, ROLE, ACCOUNT] as const) {
    if (naming === ACCOUNT && delegates) continue;
    for (const left of grantsLeft(question, naming))
      if (!found.has(left.candidate.statement)) found.set(left.candidate.statement, { ...left, layer: 'resource' });
  }
  return [...found.values()];
}
