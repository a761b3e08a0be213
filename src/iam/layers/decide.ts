import type { Question } from '../question/question.ts';
import { and, MAYBE, NO, not, or, YES, type Truth } from '../truth.ts';
import { allows, granted, someApplies, someControls, someRefuses } from './grants.ts';
import { asPolicy, identitySet, PolicySet, rcpSet, scpSet, sessionSet } from './policy-set.ts';
import { NONE } from './policy.ts';
import { ACCOUNT, ITSELF, named, nameAs, NOBODY, ROLE, type Names } from './principal.ts';
import { boundaryOf, rcpsOf, resourceMustAllow, sameAccount, scpsOf, sessionOf } from './scope.ts';

/**
 * The answer of all layers, each part by itself ("Policy evaluation logic", IAM user guide). AWS looks for denies first; for the outcome the
 * order is nothing, so what most often says no is asked first. Maybe is a first answer: two parts that hang on one key are not yet looked
 * at together.
 */
export function decide(question: Question): Truth {
  const { action } = question;
  if (action.free) return YES;
  const scps = scpsOf(question);
  const leveled = scps && scpSet(scps).concerned(action);
  if (leveled?.never) return NO;
  let truth = mayDo(question);
  if (truth === NO) return NO;
  if (leveled) {
    for (const level of leveled.allows) truth = and(truth, someApplies(level, question));
    if (truth !== NO) truth = and(truth, not(someApplies(leveled.denies, question)));
    if (truth === NO) return NO;
  }
  return and(truth, not(anyDeny(question)));
}

/** The denies of every layer but SCPs. */
function anyDeny(question: Question): Truth {
  const { action, layers } = question;
  let truth: Truth = NO;
  if (question.caller.hasPolicies) {
    truth = someApplies(ownSet(question).concerned(action).denies, question);
    if (truth === YES) return YES;
    const boundary = boundaryOf(question);
    if (boundary) truth = or(truth, someApplies(asPolicy(boundary).concerned(action).denies, question));
    const session = sessionOf(question);
    if (session) truth = or(truth, someApplies(sessionSet(session).concerned(action).denies, question));
    if (truth === YES) return YES;
  }
  if (layers.resource) truth = or(truth, someRefuses(asPolicy(layers.resource).concerned(action).denies, question));
  const rcps = rcpsOf(question);
  if (rcps) truth = or(truth, someControls(rcpSet(rcps).concerned(action).denies, question));
  return truth;
}

/** Whether identity and resource policies allow, within boundary and session policy. */
function mayDo(question: Question): Truth {
  const { resource } = question.layers;
  const theirs = resource ? asPolicy(resource).concerned(question.action) : NONE;
  const grants = theirs.allows.length === 0 ? NOBODY : granted(theirs, question);
  if (!question.caller.inAccount) return nameAs(grants, ITSELF);
  const same = sameAccount(question);
  if (same === YES) return inAccount(question, grants);
  if (same === NO) return acrossAccounts(question, grants);
  const one = inAccount(question, grants);
  const other = acrossAccounts(question, grants);
  return one === other ? one : MAYBE;
}

/** A boundary limits who assumes a role even where the trust policy names the user (IAM user guide, "Update a role trust policy"). */
function inAccount(question: Question, grants: Names): Truth {
  const must = resourceMustAllow(question);
  if (!question.caller.hasPolicies) return must ? named(grants) : YES;
  let directly = nameAs(grants, ITSELF);
  const boundary = question.action.trust ? boundaryOf(question) : undefined;
  if (boundary && directly !== NO)
    directly = and(directly, allows(asPolicy(boundary).concerned(question.action), question));
  if (directly === YES) return YES;
  let within = nameAs(grants, ROLE);
  const byAccount = must ? nameAs(grants, ACCOUNT) : YES;
  if (within !== YES && byAccount !== NO) within = or(within, and(byAccount, own(question)));
  return within === NO ? directly : or(directly, and(within, limits(question)));
}

function acrossAccounts(question: Question, grants: Names): Truth {
  const theirs = named(grants);
  if (theirs === NO || !question.caller.hasPolicies) return theirs;
  const ours = own(question);
  return ours === NO ? NO : and(theirs, and(ours, limits(question)));
}

const own = (question: Question): Truth => allows(ownSet(question).concerned(question.action), question);

/** The caller keeps the set that was made of its policies. */
function ownSet({ caller, layers }: Question): PolicySet {
  if (caller.policies === layers.identity && caller.policySet instanceof PolicySet) return caller.policySet;
  const set = identitySet(layers.identity);
  caller.policies = layers.identity;
  caller.policySet = set;
  return set;
}

/** Boundary and session policies, each of which has to allow. */
function limits(question: Question): Truth {
  const boundary = boundaryOf(question);
  const truth = boundary ? allows(asPolicy(boundary).concerned(question.action), question) : YES;
  const session = sessionOf(question);
  return session && truth !== NO ? and(truth, allows(sessionSet(session).concerned(question.action), question)) : truth;
}
