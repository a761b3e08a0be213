import { hasHole } from '../../../model/hole.ts';
import { isKnownAccount } from '../world/principals.ts';
import { nameOf } from '../world/policies.ts';
import type { AwsIdentity, World } from '../world/types.ts';

/**
 * The role that a file of another system asks for: by its ARN, or by its name where the ARN's account is filled in elsewhere and one role alone
 * has the name.
 */
export function findRole(world: World, written: string): AwsIdentity | undefined {
  const target = world.grounded(written);
  const known = world.byArn.get(target);
  if (known) return known.type === 'role' ? known : undefined;
  const account = /^arn:[^:]{1,30}:iam::(.{0,600}?):role\//su.exec(target)?.[1];
  const name = nameOf(target);
  if (account === undefined || hasHole(name) || /[{}$<>\s]/u.test(name)) return undefined;
  const all = world.byName.get(`role ${name}`) ?? [];
  // Twelve digits are an account that somebody wrote: a role of the same name in one that no file names is this one, in another it is not.
  const meant = /^\d{12}$/u.test(account) ? all.filter((one) => !isKnownAccount(one.account.id)) : all;
  const [only, more] = meant;
  return more ? undefined : only;
}
