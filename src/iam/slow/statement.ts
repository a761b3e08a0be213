import type { AwsPolicy, AwsPrincipals, AwsStatement } from '../../model/aws-policy.ts';
import type { Caller, Request } from '../port.ts';
import { holds } from './condition.ts';
import type { Values } from './context.ts';
import { glob, tokens } from './glob.ts';
import { replaced } from './variables.ts';

/** Whether action, resource and conditions of a statement apply. */
export function matches(statement: AwsStatement, policy: AwsPolicy, request: Request, values: Values): boolean {
  const { actions, notActions, resources, notResources } = statement;
  const action = (pattern: string): boolean =>
    (pattern.includes(':') || /^\*+$/u.test(pattern)) &&
    glob(tokens(pattern.toLowerCase()), request.action.toLowerCase());
  const resource = (pattern: string): boolean => {
    const whole = replaced(pattern, policy.version, values);
    return whole !== undefined && glob(whole, request.resource);
  };
  if (actions ? !actions.some(action) : (notActions ?? []).some(action)) return false;
  if (resources && !resources.some(resource)) return false;
  if (notResources?.some(resource) === true) return false;
  return statement.conditions.every((condition) => holds(condition, policy.version, values));
}

/** The words by which a Principal element may name a caller: the account's, the role's, and its own. */
export interface Words {
  readonly account: readonly string[];
  readonly role: readonly string[];
  readonly itself: readonly string[];
}

export function wordsOf(caller: Caller): Words {
  const none = { account: [], role: [], itself: [] };
  const account = 'account' in caller ? [caller.account, `arn:aws:iam::${caller.account}:root`] : [];
  switch (caller.type) {
    case 'role': {
      const name = caller.arn.split('/').at(-1) ?? '';
      const session = `arn:aws:sts::${caller.account}:assumed-role/${name}/${caller.session ?? ''}`;
      return { account, role: [caller.arn], itself: [session] };
    }
    case 'user':
    case 'federated-user':
      return { account, role: [], itself: [caller.arn] };
    case 'root':
      return { account: [], role: [], itself: account };
    case 'service':
      return { ...none, itself: [caller.name] };
    case 'web-identity':
    case 'saml':
      return { ...none, itself: [caller.provider] };
    case 'anonymous':
      return none;
  }
}

/** Whether an element names one of the words, or everybody. */
export const names = (principals: AwsPrincipals, caller: Caller, words: readonly string[]): boolean =>
  listFor(principals, caller).some((name) => words.includes(name));

export const namesEveryone = ({ aws }: AwsPrincipals): boolean => aws.includes('*');

function listFor({ aws, service, federated }: AwsPrincipals, { type }: Caller): readonly string[] {
  if (type === 'service') return service;
  return type === 'web-identity' || type === 'saml' ? federated : aws;
}
