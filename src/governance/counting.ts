import { conflictOf, type Conflict } from './conflicts.ts';
import type { Role } from './roles.ts';

export interface Counting {
  readonly roles: readonly Role[];
  /** What groups give and what does not count for this person, each with what it is to be apart from. */
  readonly without: readonly Conflict[];
}

/**
 * What counts of what a person holds itself and what its groups give. Who puts people into groups gives no roles: where a role of a group is to be
 * apart from one of the person's own, the person's own stays; where two of groups are, neither counts. The order in which they came changes nothing.
 */
export function counting(own: readonly Role[], given: readonly Role[]): Counting {
  const without = given.flatMap((role) => {
    const conflict = [...own, ...given].map((other) => conflictOf([role, other])).find((one) => one !== undefined);
    return conflict ? [{ ...conflict, one: role, other: conflict.one === role ? conflict.other : conflict.one }] : [];
  });
  const left = new Set(without.map(({ one }) => one));
  return { roles: [...own, ...given.filter((role) => !left.has(role))], without };
}
