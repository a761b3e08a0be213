import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factsOf } from '../question/caller.ts';
import type { Caller } from '../port.ts';
import { MAYBE, NO, YES } from '../truth.ts';
import { ACCOUNT, ITSELF, nameAs, OWN, Principals, ROLE } from './principal.ts';

const ACCOUNTS = ['111111111111', '222222222222', '333333333333'];
const NAMES = ['a', 'b', 'ab', 'path/a'];
const account = fc.constantFrom(...ACCOUNTS);
const name = fc.constantFrom(...NAMES);
const role = (of: string, one: string): string => `arn:aws:iam::${of}:role/${one}`;
const user = (of: string, one: string): string => `arn:aws:iam::${of}:user/${one}`;
const session = (of: string, one: string, as: string): string => `arn:aws:sts::${of}:assumed-role/${one}/${as}`;
const written = fc.oneof(
  account,
  account.map((of) => `arn:aws:iam::${of}:root`),
  fc.tuple(account, name).map(([of, one]) => role(of, one)),
  fc.tuple(account, name).map(([of, one]) => user(of, one)),
  fc.tuple(account, name, name).map(([of, one, as]) => session(of, one, as)),
);

describe('principals', () => {
  it('name a caller by its account, its role and itself, however many they are', () => {
    const asked = fc.tuple(account, name, fc.option(name, { nil: undefined }), fc.boolean());
    fc.assert(
      fc.property(fc.array(written, { maxLength: 40 }), asked, (aws, [of, one, as, isRole]) => {
        const principals = new Principals({ aws, service: [], federated: [], canonical: [] });
        const arn = (isRole ? role : user)(of, one);
        const caller: Caller = isRole
          ? { type: 'role', arn, account: of, ...(as === undefined ? {} : { session: as }) }
          : { type: 'user', arn, account: of };
        const names = principals.names(factsOf(caller));
        const last = one.slice(one.lastIndexOf('/') + 1);
        const own = isRole
          ? aws.filter(
              (text) =>
                text.startsWith(session(of, last, as ?? '')) && (as === undefined || text === session(of, last, as)),
            )
          : aws.filter((text) => text === arn);
        expect(nameAs(names, ACCOUNT)).toBe(
          aws.some((text) => text === of || text === `arn:aws:iam::${of}:root`) ? YES : NO,
        );
        expect(nameAs(names, ROLE)).toBe(isRole && aws.includes(arn) ? YES : NO);
        expect(nameAs(names, ITSELF)).toBe(own.length === 0 ? NO : isRole && as === undefined ? MAYBE : YES);
        expect(principals.names(factsOf(caller), OWN) & OWN).toBe(names & OWN);
      }),
      { numRuns: 1500 },
    );
  });
});
