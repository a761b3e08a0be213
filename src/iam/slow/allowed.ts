import type { AwsPolicy, AwsStatement } from '../../model/aws-policy.ts';
import { rcpCovers } from '../catalogue/services.ts';
import type { CompiledPolicy, Layers, Request } from '../port.ts';
import { contextOf, type Values } from './context.ts';
import { matches, names, namesEveryone, wordsOf } from './statement.ts';

interface Found {
  readonly statement: AwsStatement;
  readonly policy: AwsPolicy;
}

/**
 * Whether a request with these values for its unknown keys is allowed: "Policy evaluation logic" read from top to bottom. Obvious and slow:
 * the yardstick of the compiled evaluator, with which it shares only the parser and the list of services under RCPs.
 */
export function allowed(request: Request, layers: Layers, filled: ReadonlyMap<string, readonly string[]>): boolean {
  const action = request.action.toLowerCase();
  if (action === 'sts:getcalleridentity') return true;
  const { caller } = request;
  const values = contextOf(request, filled);
  const matching = matcher(request, values);
  const own = caller.type === 'role' || caller.type === 'user' || caller.type === 'federated-user';
  const session =
    caller.type === 'federated-user' ? (layers.session ?? []) : caller.type === 'role' ? layers.session : undefined;
  const boundary = own && layers.boundary ? [layers.boundary] : undefined;
  const identity = own ? layers.identity : [];
  const linked = caller.type === 'role' && caller.serviceLinked === true;
  const scps = linked || layers.callerInManagement === true || !('account' in caller) ? undefined : layers.scps;
  const restricted = rcpCovers(action.split(':')[0] ?? '') && action !== 'kms:retiregrant';
  const rcps = linked || layers.resourceInManagement === true || !restricted ? [] : (layers.rcps ?? []).flat();
  const resource = layers.resource ? matching([layers.resource]) : [];

  const plain = [...identity, ...(boundary ?? []), ...(session ?? []), ...(scps ?? []).flat()];
  if (matching(plain).some(denies)) return false;
  if ([...matching(rcps), ...resource].some((found) => denies(found) && isDenied(found, request, layers))) return false;

  const allows = (policies: readonly CompiledPolicy[]): boolean =>
    matching(policies).some(({ statement }) => statement.effect === 'Allow');
  if (scps?.some((level) => !allows(level)) === true) return false;
  const grants = resource
    .filter(({ statement }) => statement.effect === 'Allow')
    .map(({ statement }) => grantTo(statement, request));
  const withinBoundary = boundary === undefined || allows(boundary);
  const within = withinBoundary && (session === undefined || allows(session));
  if (!('account' in caller)) return grants.includes('itself');
  const some = grants.some((grant) => grant !== undefined);
  const stranger = caller.account !== (request.resourceAccount ?? caller.account);
  const must = mustAllow(action, request.resource);
  if (caller.type === 'root') return some || (!stranger && !must);
  if (stranger) return some && allows(identity) && within;
  if (grants.includes('itself') && (withinBoundary || !isTrust(action))) return true;
  if (grants.includes('role') && within) return true;
  return (some || !must) && allows(identity) && within;
}

const denies = ({ statement }: Found): boolean => statement.effect === 'Deny';

const matcher =
  (request: Request, values: Values) =>
  (policies: readonly CompiledPolicy[]): readonly Found[] =>
    policies.flatMap(({ policy }) =>
      policy.statements
        .filter((one) => matches(one, policy, request, values))
        .map((statement) => ({ statement, policy })),
    );

const isTrust = (action: string): boolean =>
  action.startsWith('sts:assumerole') || action === 'sts:tagsession' || action === 'sts:setsourceidentity';

const mustAllow = (action: string, resource: string): boolean =>
  isTrust(action) || (action.startsWith('kms:') && resource !== '*' && !resource.includes(':alias/'));

/** The strongest name by which an Allow of a resource's policy reaches the caller. */
function grantTo(
  { principals, notPrincipals }: AwsStatement,
  { caller }: Request,
): 'itself' | 'role' | 'account' | undefined {
  const words = wordsOf(caller);
  if (principals) {
    if (namesEveryone(principals) || names(principals, caller, words.itself)) return 'itself';
    if (names(principals, caller, words.role)) return 'role';
    return names(principals, caller, words.account) ? 'account' : undefined;
  }
  if (!notPrincipals || namesEveryone(notPrincipals)) return undefined;
  return names(notPrincipals, caller, Object.values(words).flat()) ? undefined : 'itself';
}

/** Whether a Deny of a resource's policy or an RCP reaches the caller. */
function isDenied({ statement }: Found, { caller }: Request, { boundary, rcps }: Layers): boolean {
  const { principals, notPrincipals } = statement;
  const words = wordsOf(caller);
  if (principals) return namesEveryone(principals) || names(principals, caller, Object.values(words).flat());
  if (!notPrincipals) return rcps?.flat().some(({ policy }) => policy.statements.includes(statement)) === true;
  if (boundary && (caller.type === 'user' || caller.type === 'role')) return true;
  if (namesEveryone(notPrincipals)) return false;
  const every = [words.itself, words.role, words.account].filter((list) => list.length > 0);
  return every.length === 0 || !every.every((list) => names(notPrincipals, caller, list));
}
