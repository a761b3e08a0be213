import { asPolicy, identitySet, sessionSet } from '../layers/policy-set.ts';
import { ACCOUNT, ITSELF, ROLE } from '../layers/principal.ts';
import {
  boundaryOf,
  hasPolicies,
  identityOf,
  resourceMustAllow,
  sameAccount,
  scpsOf,
  sessionOf,
} from '../layers/scope.ts';
import type { Layer } from '../port.ts';
import type { Question } from '../question/question.ts';
import { allowsLeft, grantsLeft, partsOf } from '../residual/build.ts';
import { all, type Node } from '../residual/node.ts';
import { satisfiable } from '../residual/solve.ts';
import { NO, YES } from '../truth.ts';

/**
 * The layer whose missing allow denies, in the order in which AWS asks ("Policy evaluation logic"): SCPs, the resource's policy where it has
 * to allow, the identity's, its boundary, its session policy. Where each would allow some request but no request meets all, the first
 * that cannot be met together with those before it.
 */
export function implicitLayer(question: Question): Layer {
  const scps = scpsOf(question);
  if (scps?.some((level) => !allows(identitySet(level), question))) return 'scp';
  const grant = (...namings: readonly (typeof ACCOUNT | typeof ROLE | typeof ITSELF)[]): boolean =>
    namings.some((naming) => grantsLeft(question, naming).length > 0);
  if (!question.caller.inAccount) return grant(ITSELF) ? together(question) : 'resource';
  const stranger = sameAccount(question) === NO;
  const must = stranger || resourceMustAllow(question);
  if (must && !grant(ITSELF, ROLE, ACCOUNT)) return 'resource';
  if (!hasPolicies(question)) return together(question);
  const directly = !stranger && grant(ITSELF);
  const asRole = sameAccount(question) === YES && grant(ROLE);
  if (!asRole && !directly && !allows(identitySet(identityOf(question)), question)) return 'identity';
  const boundary = boundaryOf(question);
  if (directly && !(question.action.trust && boundary)) return together(question);
  if (boundary && !allows(asPolicy(boundary), question)) return 'boundary';
  const session = sessionOf(question);
  return session && !allows(sessionSet(session), question) ? 'session' : together(question);
}

const allows = (policies: Parameters<typeof allowsLeft>[0], question: Question): boolean =>
  allowsLeft(policies, question).length > 0;

function together(question: Question): Layer {
  const before: Node[] = [];
  for (const { layer, node } of partsOf(question)) {
    before.push(node);
    if (!satisfiable(all(before), true)) return layer;
  }
  return question.caller.inAccount ? 'identity' : 'resource';
}
