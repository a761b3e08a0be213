import { describe, expect, it } from 'vitest';
import { counting } from './counting.ts';
import type { Holding, Role } from './roles.ts';

const role = (name: Holding, environment = '*', team = '*'): Role => ({ role: name, environment, team });

describe('what counts of own roles and those of groups', () => {
  it('is all of them where nothing is to be apart', () => {
    const all = [role('owner'), role('operator')];
    expect(counting([all[0] ?? role('owner')], all.slice(1))).toEqual({ roles: all, without: [] });
  });

  it('is the own role, where a group gives what is to be apart from it', () => {
    const { roles, without } = counting(
      [role('owner', 'prod')],
      [role('approver', '*', 'a'), role('deployment', 'dev')],
    );
    expect(roles).toEqual([role('owner', 'prod'), role('deployment', 'dev')]);
    expect(without).toMatchObject([{ one: role('approver', '*', 'a'), other: role('owner', 'prod') }]);
  });

  it('is neither of two groups, in any order, and both where they count at other places', () => {
    const [one, other] = [role('auditor'), role('operator')];
    expect(counting([], [one, other]).roles).toEqual([]);
    expect(counting([], [other, one]).roles).toEqual([]);
    expect(counting([], [role('auditor', 'dev'), role('operator', 'prod')]).roles).toHaveLength(2);
  });
});
