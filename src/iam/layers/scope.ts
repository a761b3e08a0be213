import type { CompiledPolicy, Levels } from '../port.ts';
import { accountOf } from '../question/account.ts';
import type { Question } from '../question/question.ts';
import { MAYBE, NO, YES, type Truth } from '../truth.ts';

/**
 * Which layers speak to a question: the tables of "Policy evaluation logic" (IAM user guide) and of SCPs and RCPs (Organizations user guide).
 */

const NO_POLICIES: readonly CompiledPolicy[] = [];

/** Whether the caller has policies of its own: a role, a user or a federated user. */
export const hasPolicies = ({ caller }: Question): boolean => caller.hasPolicies;

export const identityOf = (question: Question): readonly CompiledPolicy[] =>
  hasPolicies(question) ? question.layers.identity : NO_POLICIES;

export const boundaryOf = (question: Question): CompiledPolicy | undefined =>
  hasPolicies(question) ? question.layers.boundary : undefined;

export function sessionOf({ caller, layers }: Question): readonly CompiledPolicy[] | undefined {
  const { type } = caller;
  if (type === 'role') return layers.session;
  // Without a session policy a federated user has no permissions of its own.
  return type === 'federated-user' ? (layers.session ?? NO_POLICIES) : undefined;
}

/** SCPs restrict the principals of member accounts, root users among them; not service-linked roles. */
export function scpsOf({ caller, layers }: Question): Levels | undefined {
  if (layers.scps === undefined || layers.callerInManagement === true || !caller.inAccount) return undefined;
  return caller.serviceLinked ? undefined : layers.scps;
}

/** RCPs restrict what is done to resources of member accounts, by anybody but service-linked roles, for the services they cover. */
export function rcpsOf({ caller, layers, action }: Question): Levels | undefined {
  if (layers.rcps === undefined || layers.resourceInManagement === true || caller.serviceLinked) return undefined;
  return action.underRcp ? layers.rcps : undefined;
}

/** Whether the resource's policy has to allow, also inside its account: trust policies of roles, and key policies. */
export const resourceMustAllow = ({ action, key }: Question): boolean => action.trust || (key && action.kms);

/** Whether caller and resource are of one account; a caller without account is always a stranger. */
export function sameAccount({ caller, account }: Question): Truth {
  if (caller.account === account) return YES;
  if (caller.account === undefined || account === undefined) return NO;
  return caller.accountOpen || accountOf(account).open ? MAYBE : NO;
}
