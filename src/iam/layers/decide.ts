import type { CompiledPolicy } from '../port.ts';
import type { Question } from '../question/question.ts';
import { and, MAYBE, NO, not, or, YES, type Truth } from '../truth.ts';
import {
  allDenies,
  allowsOf,
  anyAllows,
  applies,
  controls,
  deniesOf,
  everyLevelAllows,
  granted,
  grantedAnyhow,
  refuses,
} from './grants.ts';
import { ACCOUNT, ITSELF, ROLE } from './principal.ts';
import {
  boundaryOf,
  hasPolicies,
  identityOf,
  rcpsOf,
  resourceMustAllow,
  sameAccount,
  scpsOf,
  sessionOf,
} from './scope.ts';

/**
 * The answer of all layers, each part by itself: explicit denies first, then what has to allow ("Policy evaluation logic", IAM user guide).
 * Maybe is a first answer: two parts that hang on one key are not yet looked at together.
 */
export function decide(question: Question): Truth {
  if (question.action.free) return YES;
  const denied = anyDeny(question);
  if (denied === YES) return NO;
  const scps = scpsOf(question);
  const limited = scps ? everyLevelAllows(scps, question) : YES;
  if (limited === NO) return NO;
  return and(and(not(denied), limited), mayDo(question));
}

/** The denies of every layer. */
function anyDeny(question: Question): Truth {
  let truth = allDenies(identityOf(question), question, applies);
  if (truth === YES) return YES;
  const boundary = boundaryOf(question);
  if (boundary) truth = or(truth, deniesOf(boundary, question, applies));
  const session = sessionOf(question);
  if (session && truth !== YES) truth = or(truth, allDenies(session, question, applies));
  const { resource } = question.layers;
  if (resource && truth !== YES) truth = or(truth, deniesOf(resource, question, refuses));
  const scps = scpsOf(question);
  if (scps) for (const level of scps) if (truth !== YES) truth = or(truth, allDenies(level, question, applies));
  const rcps = rcpsOf(question);
  if (rcps) for (const level of rcps) if (truth !== YES) truth = or(truth, allDenies(level, question, controls));
  return truth;
}

/** Whether identity and resource policies allow, within boundary and session policy. */
function mayDo(question: Question): Truth {
  if (!question.caller.inAccount) return granted(question, ITSELF);
  const same = sameAccount(question);
  if (same === YES) return inAccount(question);
  if (same === NO) return acrossAccounts(question);
  const one = inAccount(question);
  const other = acrossAccounts(question);
  return one === other ? one : MAYBE;
}

/** A boundary limits who assumes a role even where the trust policy names the user (IAM user guide, "Update a role trust policy"). */
function inAccount(question: Question): Truth {
  const must = resourceMustAllow(question);
  if (!hasPolicies(question)) return must ? grantedAnyhow(question) : YES;
  let directly = granted(question, ITSELF);
  const boundary = question.action.trust ? boundaryOf(question) : undefined;
  if (boundary && directly !== NO) directly = and(directly, allowsOf(boundary, question));
  if (directly === YES) return YES;
  const limit = limits(question);
  if (limit === NO) return directly;
  let within = granted(question, ROLE);
  if (within !== YES) {
    const own = anyAllows(identityOf(question), question);
    within = or(within, must && own !== NO ? and(own, granted(question, ACCOUNT)) : own);
  }
  return or(directly, and(limit, within));
}

function acrossAccounts(question: Question): Truth {
  const theirs = grantedAnyhow(question);
  if (theirs === NO || !hasPolicies(question)) return theirs;
  const ours = and(anyAllows(identityOf(question), question), limits(question));
  return and(theirs, ours);
}

/** Boundary and session policies, each of which has to allow. */
function limits(question: Question): Truth {
  const boundary = boundaryOf(question);
  const truth = boundary ? allowsOf(boundary, question) : YES;
  const session: readonly CompiledPolicy[] | undefined = sessionOf(question);
  return session && truth !== NO ? and(truth, anyAllows(session, question)) : truth;
}
