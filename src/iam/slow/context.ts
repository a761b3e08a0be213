import type { Request } from '../port.ts';

/** The values of a key in a request whose every key is known: undefined where it is missing. */
export type Values = (key: string) => readonly string[] | undefined;

/**
 * The request context: what is given, else what caller and resource say (IAM user guide, "AWS global condition context keys"). `filled` are
 * the values chosen for the unknown keys.
 */
export function contextOf(request: Request, filled: ReadonlyMap<string, readonly string[]>): Values {
  const given = new Map<string, readonly string[] | undefined>();
  for (const [key, value] of determined(request)) given.set(key, value);
  if (request.context.unknown !== 'all')
    for (const key of request.context.unknown) given.set(key.toLowerCase(), undefined);
  for (const [key, value] of filled) given.set(key, value);
  for (const key of request.context.missing) given.set(key.toLowerCase(), undefined);
  for (const [key, value] of Object.entries(request.context.present)) given.set(key.toLowerCase(), value);
  return (key) => {
    const values = given.get(key.toLowerCase());
    return values === undefined || values.length === 0 ? undefined : values;
  };
}

/** Keys that follow from caller and resource; those with an undefined value are known to be missing. */
export function determined({ caller, resourceAccount }: Request): ReadonlyMap<string, readonly string[] | undefined> {
  const account = 'account' in caller ? caller.account : undefined;
  const keys = new Map<string, readonly string[] | undefined>();
  const owner = resourceAccount ?? account;
  if (owner !== undefined) keys.set('aws:resourceaccount', [owner]);
  keys.set('aws:username', caller.type === 'user' ? [caller.arn.split('/').at(-1) ?? ''] : undefined);
  keys.set('aws:principalservicename', caller.type === 'service' ? [caller.name] : undefined);
  if (caller.type !== 'service') keys.set('aws:principalservicenameslist', undefined);
  keys.set(
    'aws:principalisawsservice',
    account === undefined && caller.type !== 'service' ? undefined : [String(caller.type === 'service')],
  );
  keys.set('aws:principalaccount', account === undefined ? undefined : [account]);
  keys.set('aws:principalarn', arnOf(caller));
  keys.set('aws:principaltype', typeOf(caller));
  if (account === undefined)
    for (const key of ['aws:principalorgid', 'aws:principalorgpaths']) keys.set(key, undefined);
  if ('tags' in caller)
    for (const [tag, value] of Object.entries(caller.tags ?? {}))
      keys.set(`aws:principaltag/${tag.toLowerCase()}`, [value]);
  return keys;
}

function arnOf(caller: Request['caller']): readonly string[] | undefined {
  if ('arn' in caller) return [caller.arn];
  return caller.type === 'root' ? [`arn:aws:iam::${caller.account}:root`] : undefined;
}

function typeOf({ type }: Request['caller']): readonly string[] | undefined {
  if (type === 'role') return ['AssumedRole'];
  if (type === 'user') return ['User'];
  if (type === 'root') return ['Account'];
  if (type === 'federated-user') return ['FederatedUser'];
  return type === 'anonymous' ? ['Anonymous'] : undefined;
}
