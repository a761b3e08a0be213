import type { Question } from '../question/question.ts';
import { and, MAYBE, NO, not, or, YES, type Truth } from '../truth.ts';
import type { Candidate } from './candidate.ts';
import type { Concerned } from './policy.ts';
import { EVERY, named, nameAs, NOBODY, type Names, type Naming } from './principal.ts';

const ALL_NAMES: Names = YES << 4;

/** Whether a statement of a policy without principals applies; one that names principals would not have been accepted. */
export function applies(candidate: Candidate, question: Question): Truth {
  const truth = candidate.holds(question);
  return candidate.names ? and(truth, MAYBE) : truth;
}

/** The names under which a statement of a resource's policy allows the caller, of those that count. One without principal names nobody. */
export function namesToAllow({ statement }: Candidate, { caller }: Question, counting = EVERY): Names {
  const { principals, notPrincipals } = statement;
  if (principals !== undefined) return principals.names(caller, counting);
  if (notPrincipals === undefined) return NOBODY;
  return not(named(notPrincipals.names(caller))) << 4;
}

/** Whether a statement of a resource's policy denies the caller. */
export function refuses(candidate: Candidate, question: Question): Truth {
  const who = namesToDeny(candidate, question);
  return who === NO ? NO : and(who, candidate.holds(question));
}

/**
 * NotPrincipal spares only whom it names in full, account and role included, and nobody who has a boundary (IAM user guide, "AWS JSON policy
 * elements: NotPrincipal").
 */
export function namesToDeny({ statement }: Candidate, { caller, layers }: Question): Truth {
  const { principals, notPrincipals } = statement;
  if (principals !== undefined) return named(principals.names(caller));
  if (notPrincipals === undefined) return NO;
  const { type } = caller;
  if (layers.boundary && (type === 'role' || type === 'user')) return YES;
  return not(notPrincipals.namesAll(caller));
}

/** RCPs name everybody. */
export const controls = (candidate: Candidate, question: Question): Truth =>
  candidate.names ? refuses(candidate, question) : candidate.holds(question);

/** Whether some of the statements, of policies without principals, applies. */
export function someApplies(candidates: readonly Candidate[], question: Question): Truth {
  let truth: Truth = NO;
  for (const candidate of candidates) {
    truth = or(truth, applies(candidate, question));
    if (truth === YES) return YES;
  }
  return truth;
}

export function someRefuses(candidates: readonly Candidate[], question: Question): Truth {
  let truth: Truth = NO;
  for (const candidate of candidates) {
    truth = or(truth, refuses(candidate, question));
    if (truth === YES) return YES;
  }
  return truth;
}

export function someControls(candidates: readonly Candidate[], question: Question): Truth {
  let truth: Truth = NO;
  for (const candidate of candidates) {
    truth = or(truth, controls(candidate, question));
    if (truth === YES) return YES;
  }
  return truth;
}

export const allows = ({ always, allows: candidates }: Concerned, question: Question): Truth =>
  always ? YES : someApplies(candidates, question);

/** The names under which statements of the resource's policy allow the caller, each with its truth; those that count only. */
export function granted(candidates: readonly Candidate[], question: Question, counting: Names): Names {
  let all = NOBODY;
  for (const candidate of candidates) {
    const names = namesToAllow(candidate, question, counting) & counting;
    if (names === NOBODY) continue;
    const truth = candidate.holds(question);
    if (truth === NO) continue;
    all = truth === YES ? strongest(all, names) : strongest(all, weakened(names));
    if (all === ALL_NAMES) return all;
  }
  return all;
}

/** Each naming at its greater truth. */
function strongest(a: Names, b: Names): Names {
  if (a === NOBODY) return b;
  return (Math.max(a >> 4, b >> 4) << 4) | (Math.max((a >> 2) & 3, (b >> 2) & 3) << 2) | Math.max(a & 3, b & 3);
}

/** Every yes becomes a maybe. */
const weakened = (names: Names): Names =>
  (Math.min(names >> 4, MAYBE) << 4) | (Math.min((names >> 2) & 3, MAYBE) << 2) | Math.min(names & 3, MAYBE);

/** One name of a statement, with what is asked. */
export const nameToAllow = (candidate: Candidate, question: Question, naming: Naming): Truth =>
  nameAs(namesToAllow(candidate, question), naming);
