import { policyOf } from '../compile.ts';
import type { CompiledPolicy, Levels } from '../port.ts';
import type { Question } from '../question/question.ts';
import { and, MAYBE, NO, not, or, YES, type Truth } from '../truth.ts';
import { Policy, type Candidate } from './policy.ts';
import { ACCOUNT, ITSELF, ROLE, type Naming } from './principal.ts';

export const asPolicy = (compiled: CompiledPolicy): Policy =>
  compiled instanceof Policy ? compiled : policyOf(compiled.policy);

/** Whether a statement of a policy without principals applies; one that names principals would not have been accepted. */
export function applies({ statement, sure }: Candidate, question: Question): Truth {
  const truth = statement.holds(question);
  const doubt = !sure || statement.principals !== undefined || statement.notPrincipals !== undefined;
  return doubt ? and(truth, MAYBE) : truth;
}

/** Whether a statement of a resource's policy allows the caller under this name. One without principal names nobody. */
export function grants(candidate: Candidate, question: Question, naming: Naming): Truth {
  const named = namesToAllow(candidate, question, naming);
  if (named === NO) return NO;
  return sureOnly(candidate, and(named, candidate.statement.holds(question)));
}

export function namesToAllow({ statement }: Candidate, { caller }: Question, naming: Naming): Truth {
  const { principals, notPrincipals } = statement;
  if (principals) return principals.names(caller, naming);
  return notPrincipals && naming === ITSELF ? not(notPrincipals.namesAny(caller)) : NO;
}

/** Whether a statement of a resource's policy denies the caller. */
export function refuses(candidate: Candidate, question: Question): Truth {
  const named = namesToDeny(candidate, question);
  if (named === NO) return NO;
  return sureOnly(candidate, and(named, candidate.statement.holds(question)));
}

/**
 * NotPrincipal spares only whom it names in full, account and role included, and nobody who has a boundary (IAM user guide, "AWS JSON policy
 * elements: NotPrincipal").
 */
export function namesToDeny({ statement }: Candidate, { caller, layers }: Question): Truth {
  const { principals, notPrincipals } = statement;
  if (principals) return principals.namesAny(caller);
  if (!notPrincipals) return NO;
  const { type } = caller.caller;
  if (layers.boundary && (type === 'role' || type === 'user')) return YES;
  return not(notPrincipals.namesAll(caller));
}

/** RCPs name everybody. */
export function controls(candidate: Candidate, question: Question): Truth {
  return candidate.statement.principals || candidate.statement.notPrincipals
    ? refuses(candidate, question)
    : sureOnly(candidate, candidate.statement.holds(question));
}

const sureOnly = ({ sure }: Candidate, truth: Truth): Truth => (sure ? truth : and(truth, MAYBE));

type Judge = (candidate: Candidate, question: Question) => Truth;

export function deniesOf(policy: CompiledPolicy, question: Question, judge: Judge): Truth {
  let truth: Truth = NO;
  for (const candidate of asPolicy(policy).concerned(question.action).denies) {
    truth = or(truth, judge(candidate, question));
    if (truth === YES) return YES;
  }
  return truth;
}

export function allDenies(policies: readonly CompiledPolicy[], question: Question, judge: Judge): Truth {
  let truth: Truth = NO;
  for (const policy of policies) {
    truth = or(truth, deniesOf(policy, question, judge));
    if (truth === YES) return YES;
  }
  return truth;
}

export function allowsOf(policy: CompiledPolicy, question: Question): Truth {
  let truth: Truth = NO;
  for (const candidate of asPolicy(policy).concerned(question.action).allows) {
    truth = or(truth, applies(candidate, question));
    if (truth === YES) return YES;
  }
  return truth;
}

export function anyAllows(policies: readonly CompiledPolicy[], question: Question): Truth {
  let truth: Truth = NO;
  for (const policy of policies) {
    truth = or(truth, allowsOf(policy, question));
    if (truth === YES) return YES;
  }
  return truth;
}

/** An allow is needed at every level. */
export function everyLevelAllows(levels: Levels, question: Question): Truth {
  let truth: Truth = YES;
  for (const level of levels) {
    truth = and(truth, anyAllows(level, question));
    if (truth === NO) return NO;
  }
  return truth;
}

/** What the resource's policy allows the caller under one of its names. */
export function granted(question: Question, naming: Naming): Truth {
  const { resource } = question.layers;
  if (resource === undefined) return NO;
  let truth: Truth = NO;
  for (const candidate of asPolicy(resource).concerned(question.action).allows) {
    truth = or(truth, grants(candidate, question, naming));
    if (truth === YES) return YES;
  }
  return truth;
}

export function grantedAnyhow(question: Question): Truth {
  let truth = granted(question, ITSELF);
  if (truth !== YES) truth = or(truth, granted(question, ROLE));
  return truth === YES ? YES : or(truth, granted(question, ACCOUNT));
}
