import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../iam/outcome.ts';
import { compile } from '../../../iam/compile.ts';
import { NOTHING_KNOWN } from '../../../iam/matrix.ts';
import { hole } from '../../../model/hole.ts';
import { ASKED } from '../data/asked.ts';
import { ONE, TestAws } from '../testing/account.ts';
import { concerns, concernsOfStatement, EVERY } from './concerns.ts';

const patterns = fc.oneof(
  fc.constantFrom('*', '*:*', 'iam:*', 'IAM:pass*', 'iam*', 'i*:*', 's3:Get?bject', 's3:GetObject ', 's3:GetObject,s3:PutObject', 'iam', ''),
  fc.constantFrom(...ASKED),
  fc.tuple(fc.constantFrom(...ASKED), fc.nat(30)).map(([action, end]) => `${action.slice(0, end)}*`),
  fc.constantFrom(hole('action'), `iam:${hole('action')}`),
); // prettier-ignore

describe('what a statement may be about', () => {
  it('is every action that the evaluator may allow by it', () => {
    const aws = new TestAws();
    fc.assert(
      fc.property(
        fc.constantFrom('Action', 'NotAction'),
        fc.array(patterns, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(...ASKED),
        (element, written, action) => {
          const text = aws.policy('p', [{ Effect: 'Allow', [element]: written, Resource: '*' }] as never);
          const caller = { type: 'role', arn: `arn:aws:iam::${ONE}:role/a`, account: ONE } as const;
          const outcome = outcomeOf({ caller, action, resource: '*', context: NOTHING_KNOWN }, { identity: [compile(text)] });
          const may = text.statements.some((one) => concerns(concernsOfStatement(one), action));
          if (outcome !== 'deny') expect(may).toBe(true);
        },
      ),
      { numRuns: 500 },
    ); // prettier-ignore
  });

  it('is not what a NotAction surely leaves out', () => {
    const aws = new TestAws();
    const about = (notActions: readonly string[]): Uint32Array => {
      const [one] = aws.policy('p', [{ Effect: 'Allow', NotAction: notActions, Resource: '*' }] as never).statements;
      return one ? concernsOfStatement(one) : EVERY;
    };
    const power = about(['iam:*', 'organizations:*', 'account:*']);
    expect(concerns(power, 'iam:PassRole')).toBe(false);
    expect(concerns(power, 'sts:AssumeRole')).toBe(true);
    expect(concerns(about(['IAM:passrole']), 'iam:PassRole')).toBe(false);
    expect(concerns(about(['iam:Pass?ole', 'iam*', '*:*', hole('what')]), 'iam:PassRole')).toBe(true);
    expect(concerns(about(['iam:PassRole,iam:GetRole', 'iam:PassRole ']), 'iam:PassRole')).toBe(true);
  });
});
