import { describe, expect, it } from 'vitest';
import { actionInfo, actionsOf } from '../../../iam/catalogue/actions.ts';
import { services } from '../../../iam/catalogue/services.ts';
import { SHARING } from './sharing.ts';

/** Write a policy of a thing, though no other account comes to the thing by it. */
const APART: Readonly<Record<string, string>> = {
  ec2: 'of what AWS RAM shares of a network alone: nothing that runs, and no image',
  organizations: 'delegates to member accounts what is done to the organisation',
  xray: 'of the account: which services of AWS may write into it',
};

const writes = (name: string): boolean => /^(?:put|create|set|attach)resourcepolicy$/iu.test(name);

describe('services whose things have policies of their own', () => {
  it.each(Object.entries(SHARING))('%s: its policies are written with %s, which the catalogue knows', (_, action) => {
    expect(actionInfo(action)).toBeDefined();
  });

  it('are all that the catalogue has an action to write one for', () => {
    const writing = services().filter((service) => [...actionsOf(service).values()].some(({ name }) => writes(name)));
    expect(writing.length).toBeGreaterThan(40);
    expect(writing.filter((one) => !Object.hasOwn(SHARING, one) && !Object.hasOwn(APART, one))).toEqual([]);
  });
});
