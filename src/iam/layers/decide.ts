import type { Question } from '../question/question.ts';
import { and, MAYBE, NO, not, or, YES, type Truth } from '../truth.ts';
import type { Candidate } from './candidate.ts';
import { allows, granted, someApplies, someControls, someRefuses } from './grants.ts';
import { limitsOf, type Limited } from './limits.ts';
import { asPolicy, identitySet, PolicySet, rcpSet } from './policy-set.ts';
import { NONE, type Concerned } from './policy.ts';
import { ACCOUNT, EVERY, ITSELF, named, nameAs, NOBODY, OWN, ROLE, type Names } from './principal.ts';
import { boundaryOf, rcpsOf, resourceMustAllow, sameAccount } from './scope.ts';

/**
 * The answer of all layers, each part by itself ("Policy evaluation logic", IAM user guide). AWS looks for denies first; for the outcome the
 * order is nothing, so what most often says no is asked first. Maybe is a first answer: two parts that hang on one key are not yet looked
 * at together.
 */
export function decide(question: Question): Truth {
  const { action } = question;
  if (action.free) return YES;
  const limited = limitsOf(question).concerned(action);
  if (limited.never) return NO;
  const own = question.caller.hasPolicies ? ownSet(question).concerned(action) : NONE;
  let truth = mayDo(question, own, limited);
  if (truth === NO) return NO;
  truth = and(truth, each(limited.levels, question));
  if (truth === NO) return NO;
  truth = and(truth, not(someApplies(limited.denies, question)));
  if (truth === NO) return NO;
  truth = and(truth, not(someApplies(own.denies, question)));
  return truth === NO ? NO : and(truth, not(deniedThere(question)));
}

/** The denies of the resource's side. */
function deniedThere(question: Question): Truth {
  const { resource } = question.layers;
  let truth: Truth = NO;
  if (resource) truth = someRefuses(asPolicy(resource).concerned(question.action).denies, question);
  const rcps = truth === YES ? undefined : rcpsOf(question);
  return rcps ? or(truth, someControls(rcpSet(rcps).concerned(question.action).denies, question)) : truth;
}

/** Whether identity and resource policies allow, within boundary and session policy. */
function mayDo(question: Question, own: Concerned, limited: Limited): Truth {
  if (!question.caller.inAccount) return nameAs(grantsTo(question, OWN), ITSELF);
  const same = sameAccount(question);
  if (same === YES) return inAccount(question, own, limited);
  if (same === NO) return acrossAccounts(question, own, limited);
  const one = inAccount(question, own, limited);
  const other = acrossAccounts(question, own, limited);
  return one === other ? one : MAYBE;
}

/** The names under which the resource's policy allows the caller, of those that count. */
function grantsTo(question: Question, counting: Names): Names {
  const { resource } = question.layers;
  return resource ? granted(asPolicy(resource).concerned(question.action).allows, question, counting) : NOBODY;
}

/** A boundary limits who assumes a role even where the trust policy names the user (IAM user guide, "Update a role trust policy"). */
function inAccount(question: Question, own: Concerned, limited: Limited): Truth {
  const must = resourceMustAllow(question);
  if (!question.caller.hasPolicies) return must ? named(grantsTo(question, EVERY)) : YES;
  // A grant to the account leaves it to the identity's own policies, which need it only where the resource has to allow.
  const grants = grantsTo(question, must ? EVERY : OWN);
  let directly = nameAs(grants, ITSELF);
  const boundary = question.action.trust ? boundaryOf(question) : undefined;
  if (boundary && directly !== NO)
    directly = and(directly, allows(asPolicy(boundary).concerned(question.action), question));
  if (directly === YES) return YES;
  let within = nameAs(grants, ROLE);
  const byAccount = must ? nameAs(grants, ACCOUNT) : YES;
  if (within !== YES && byAccount !== NO) within = or(within, and(byAccount, allows(own, question)));
  return within === NO ? directly : or(directly, and(within, each(limited.within, question)));
}

function acrossAccounts(question: Question, own: Concerned, limited: Limited): Truth {
  const { hasPolicies } = question.caller;
  if (hasPolicies && own.allows.length === 0) return NO;
  const theirs = named(grantsTo(question, EVERY));
  if (theirs === NO || !hasPolicies) return theirs;
  const ours = allows(own, question);
  return ours === NO ? NO : and(theirs, and(ours, each(limited.within, question)));
}

/** Whether some statement of every list applies. */
function each(lists: readonly (readonly Candidate[])[], question: Question): Truth {
  let truth: Truth = YES;
  for (const candidates of lists) {
    truth = and(truth, someApplies(candidates, question));
    if (truth === NO) return NO;
  }
  return truth;
}

/** The caller keeps the set that was made of its policies. */
function ownSet({ caller, layers }: Question): PolicySet {
  if (caller.policies === layers.identity && caller.policySet instanceof PolicySet) return caller.policySet;
  const set = identitySet(layers.identity);
  caller.policies = layers.identity;
  caller.policySet = set;
  return set;
}
