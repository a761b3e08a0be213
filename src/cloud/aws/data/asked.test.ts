import { describe, expect, it } from 'vitest';
import { numberOf } from '../world/concerns.ts';
import * as duties from './duties.ts';
import * as escalations from './escalations.ts';
import * as rights from './rights.ts';
import * as selfService from './self-service.ts';

/** Names of actions anywhere in a table of ways or rights; what a row knows of a request is keys, not actions. */
function* actionsIn(value: unknown, field = ''): Iterable<string> {
  if (field === 'known') return;
  if (typeof value === 'string' && /^[a-z0-9-]+:[A-Z][A-Za-z]+$/u.test(value)) yield value;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, one] of Object.entries(value)) yield* actionsIn(one, key);
}

const tables = [duties, escalations, rights, selfService].flatMap((file) => Object.entries(file));

describe('whom a question need not be put to is known for every action of every table', () => {
  it.each(tables.map(([name, table]) => ({ name, actions: [...new Set(actionsIn(table))] })))(
    '$name',
    ({ actions }) => {
      expect(actions.filter((action) => numberOf(action) === undefined)).toEqual([]);
    },
  );

  it.each(['iam:PassRole', 'sts:AssumeRole', 'sts:AssumeRoleWithWebIdentity', 'sts:TagSession', 'kms:Decrypt'])(
    '%s',
    (action) => {
      expect(numberOf(action)).toBeDefined();
    },
  );
});
