import type { GcpDenyFact } from '../../model/gcp-facts.ts';
import { printHoles } from '../../model/hole.ts';
import { any, both, either, maybe, NO, not, YES, type Answer } from '../answer/answer.ts';
import { likeText } from '../answer/text.ts';
import { isAmong } from './deny-principal.ts';
import { plainPermission } from './permissions.ts';
import { GCP_POWERS, ACT_AS } from './powers.ts';
import { isUnder } from './scope.ts';
import type { GrantedSet } from './sets.ts';
import type { GcpWorld, Thing } from './world.ts';

const OF_POWERS: readonly string[] = [...new Set([...GCP_POWERS.flatMap((one) => one.anyOf), ACT_AS])].sort();

type Rule = GcpDenyFact['rules'][number];

/**
 * Whether a deny policy keeps the member from using the permission on the thing, whatever is granted (IAM documentation, "Deny policies"):
 * policies are inherited downwards, a rule counts if its principals less its exceptions and its permissions less its exceptions fit, and its
 * condition is true or cannot be evaluated.
 */
export function deniedOn(world: GcpWorld, member: string, permission: string, thing: Thing): Answer {
  return any(
    world.denials.map((denial) => {
      const reaches = isUnder(world, denial.on, thing);
      if (reaches.is === 'no') return NO;
      const sure = reaches.is === 'yes' ? YES : maybe(`deny policy ${printHoles(denial.name)} does not reach it`);
      return both(sure, any(denial.rules.map((rule) => counts(denial, rule, member, permission))));
    }),
  );
}

function counts(denial: GcpDenyFact, rule: Rule, member: string, permission: string): Answer {
  const named = `deny policy ${printHoles(denial.name)}`;
  const spared = any(rule.exceptPrincipals.map((one) => isAmong(member, one, named)));
  const who = both(
    any(rule.principals.map((one) => isAmong(member, one, named))),
    spared.is === 'maybe' ? maybe(`an exception of ${named} holds for it`) : not(spared),
  );
  if (who.is === 'no' || !isDenied(rule, permission)) return NO;
  const condition = rule.condition;
  return condition === undefined ? who : both(who, maybe(`the condition of ${named} is not met: ${condition}`));
}

function isDenied({ permissions, exceptPermissions }: Rule, permission: string): boolean {
  const among = (all: readonly string[]): boolean =>
    all.some((one) => likeText(permission, plainPermission(one)).is !== 'no');
  return among(permissions) && !among(exceptPermissions);
}

/**
 * What deny policies may take from the holder of a role, as a precondition: which of the things below it they meet is worked out where one
 * thing and one permission are asked about.
 */
export function deniedTo(
  world: GcpWorld,
  member: string,
  { role, permissions, scope }: Pick<GrantedSet, 'role' | 'permissions' | 'scope'>,
): Answer {
  const found: string[] = [];
  const own = world.thing(world.idOf(scope));
  for (const denial of world.denials) {
    const at = world.thing(world.idOf(denial.on));
    const meets = either(
      own ? isUnder(world, denial.on, own) : maybe('unknown'),
      at ? isUnder(world, scope, at) : maybe('unknown'),
    );
    if (meets.is === 'no') continue;
    const taken = OF_POWERS.filter(
      (one) =>
        permissions.has(one).is !== 'no' && denial.rules.some((rule) => counts(denial, rule, member, one).is !== 'no'),
    );
    if (taken.length > 0)
      found.push(
        `deny policy ${printHoles(denial.name)} does not take ${taken.slice(0, 3).join(', ')} of ${printHoles(role)} away`,
      );
  }
  return found.length > 0 ? maybe(...found) : YES;
}
