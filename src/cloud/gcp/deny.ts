import type { GcpDenyFact } from '../../model/gcp-facts.ts';
import { printHoles } from '../../model/hole.ts';
import { maybe, YES, type Answer } from '../answer/answer.ts';
import { plainPermission } from './permissions.ts';
import { GCP_POWERS, ACT_AS } from './powers.ts';
import type { GrantedSet } from './sets.ts';
import type { GcpWorld } from './world.ts';

const OF_POWERS: readonly string[] = [...new Set([...GCP_POWERS.flatMap((one) => one.anyOf), ACT_AS])].sort();

/**
 * A deny policy counts before every grant, below where it is attached (IAM documentation, "Deny policies"). Which requests it meets is not
 * worked out: what it may take from the holder of a role is a precondition.
 */
export function deniedTo(
  world: GcpWorld,
  member: string,
  { role, permissions }: Pick<GrantedSet, 'role' | 'permissions'>,
): Answer {
  const found: string[] = [];
  for (const denial of world.denials)
    for (const rule of denial.rules) {
      if (!meets(rule, printHoles(member))) continue;
      const taken = OF_POWERS.filter((one) => permissions.has(one).is !== 'no' && isDenied(rule, one));
      if (taken.length > 0)
        found.push(
          `deny policy ${printHoles(denial.name)} does not take ${taken.slice(0, 3).join(', ')} of ${printHoles(role)} away`,
        );
    }
  return found.length > 0 ? maybe(...found) : YES;
}

type Rule = GcpDenyFact['rules'][number];

function isDenied({ permissions, exceptPermissions }: Rule, permission: string): boolean {
  const among = (all: readonly string[]): boolean =>
    all
      .map(plainPermission)
      .some((one) => one === permission || (one.endsWith('*') && permission.startsWith(one.slice(0, -1))));
  return among(permissions) && !among(exceptPermissions);
}

/** Groups and sets may hold anybody; a principal by name is met by its own name alone. */
function meets({ principals, exceptPrincipals }: Rule, member: string): boolean {
  const name = member.slice(member.indexOf(':') + 1);
  const named = (one: string): boolean => one.endsWith(`/${name}`) || one === member;
  if (exceptPrincipals.some(named)) return false;
  return principals.some((one) => one.startsWith('principalSet:') || named(one));
}
