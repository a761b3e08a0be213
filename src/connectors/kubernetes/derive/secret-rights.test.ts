import { describe, expect, it } from 'vitest';
import type { EdgeKind } from '../../../model/kinds.ts';
import { accessOf } from './testing/access-of.ts';
import { account, grant, secret, tokenSecret } from './testing/manifests.ts';

const SET = 'PermissionSet:a/x::x';
const SECRETS = [secret('a/s'), secret('a/t'), secret('b/s')];

interface Case {
  readonly proves: string;
  readonly given: readonly string[];
  readonly of: readonly EdgeKind[];
  readonly want: readonly string[];
}

const LISTED = '[possible: a token Secret of the account exists]';
const GUESSED = '[possible: a token Secret of the account exists and its name is guessed]';
const MADE = '[by creating a token Secret for the account]';

const CASES: readonly Case[] = [
  ...['get', 'list', 'watch'].map((verb) => ({
    proves: `${verb} gives the content of every Secret of the namespace`,
    given: [...grant('a/x', `${verb} | core | secrets`), ...SECRETS],
    of: ['READ_SECRET'] as const,
    want: [`${SET} > Secret:a/s`, `${SET} > Secret:a/t`],
  })),
  {
    proves: 'resourceNames name the Secrets, for list as well',
    given: [...grant('a/x', 'get | core | secrets | s', 'list | core | secrets | gone'), ...SECRETS],
    of: ['READ_SECRET'],
    want: [`${SET} > Secret:a/s`],
  },
  {
    proves: 'secrets of another group are other things',
    given: [...grant('a/x', 'get | vault.io | secrets'), ...SECRETS],
    of: ['READ_SECRET', 'READ_TOKEN'],
    want: [],
  },
  {
    proves: 'writing is update and patch; create and delete change no Secret that is there',
    given: [...grant('a/x', 'update | core | secrets | t', 'create delete | core | secrets'), ...SECRETS],
    of: ['WRITE_SECRET', 'READ_SECRET'],
    want: [`${SET} > Secret:a/t`],
  },
  {
    proves: 'a token Secret that is declared proves that its account can be read',
    given: [...grant('a/x', 'get | core | secrets'), tokenSecret('a/tok', 'y'), account('a/y')],
    of: ['READ_TOKEN'],
    want: [`${SET} > ServiceAccount:a/x ${GUESSED}`, `${SET} > ServiceAccount:a/y`],
  },
  {
    proves: 'with list no name has to be guessed',
    given: [...grant('a/x', 'get list | core | secrets')],
    of: ['READ_TOKEN'],
    want: [`${SET} > ServiceAccount:a/x ${LISTED}`],
  },
  {
    proves: 'a named Secret gives only the token that it holds',
    given: [...grant('a/x', 'get | core | secrets | tok'), tokenSecret('a/tok', 'y'), account('a/y')],
    of: ['READ_TOKEN'],
    want: [`${SET} > ServiceAccount:a/y`],
  },
  {
    proves: 'who creates and reads Secrets makes the token Secret of any account',
    given: [...grant('a/x', 'create get | core | secrets'), account('a/y')],
    of: ['READ_TOKEN'],
    want: [`${SET} > ServiceAccount:a/x ${MADE}`, `${SET} > ServiceAccount:a/y ${MADE}`],
  },
  {
    proves: 'tokens of accounts that nothing declares are not read',
    given: [...grant('a/x', 'list | core | secrets'), secret('b/s')],
    of: ['READ_TOKEN'],
    want: [`${SET} > ServiceAccount:a/x ${LISTED}`],
  },
  {
    proves: 'create of serviceaccounts/token names its account',
    given: [...grant('a/x', 'create | core | serviceaccounts/token | y'), account('a/y')],
    of: ['MINT_TOKEN'],
    want: [`${SET} > ServiceAccount:a/y`],
  },
  {
    proves: 'create of serviceaccounts mints nothing',
    given: [...grant('a/x', 'create | core | serviceaccounts')],
    of: ['MINT_TOKEN'],
    want: [],
  },
];

describe('rights over Secrets and tokens', () => {
  it.each(CASES.map((one) => [one.proves, one] as const))('%s', (_, { given, of, want }) => {
    expect(accessOf(given).edges(...of)).toEqual(want);
  });

  it('a token Secret is a long-lived token of its account', () => {
    const { estate } = accessOf([tokenSecret('a/tok', 'y'), account('a/y')]);
    expect(estate.facts.filter(({ fact }) => fact === 'long-lived-token')).toMatchObject([
      { node: 'k8s:Secret:r/a/tok', of: 'k8s:ServiceAccount:r/a/y', kind: 'service-account-token' },
    ]);
  });
});
