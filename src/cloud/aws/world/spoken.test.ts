import { describe, expect, it } from 'vitest';
import { DERIVED_KEYS } from '../../../iam/match/keys.ts';
import { TestAws, allow } from '../testing/account.ts';
import { speaker } from './spoken.ts';

/** On what a statement hangs by each key that caller or resource determine, or why it is the same for all who are compared. */
const HANGS: Readonly<Record<(typeof DERIVED_KEYS)[number], 'personal' | 'placed' | { readonly same: string }>> = {
  'aws:principalarn': 'personal',
  'aws:principaltag/': 'personal',
  'aws:userid': 'personal',
  'aws:username': 'personal',
  'aws:principalaccount': 'placed',
  'aws:principalorgpaths': 'placed',
  'aws:resourceaccount': 'placed',
  'aws:principaltype': { same: 'callers of one type are compared' },
  'aws:principalorgid': { same: 'callers of which the organisation is known alike are compared' },
  'aws:principalisawsservice': { same: 'no role or user has it, and a service is asked about by its name' },
  'aws:principalservicename': { same: 'no role or user has it, and a service is asked about by its name' },
  'aws:principalservicenameslist': { same: 'no role or user has it, and a service is asked about by its name' },
};

function hangsOn(key: string): string {
  const written = key.endsWith('/') ? `${key}team` : key;
  const policy = new TestAws().policy('p', [allow('s3:GetObject', '*', { Condition: { StringEquals: { [written]: 'x' } } })]); // prettier-ignore
  const [spoken] = speaker()(policy);
  return spoken?.personal ? 'personal' : spoken?.placed ? 'placed' : 'same';
}

describe('answers are taken for another caller only where no key tells them apart', () => {
  it.each(Object.entries(HANGS))('%s', (key, on) => {
    expect(hangsOn(key)).toBe(typeof on === 'string' ? on : 'same');
  });

  it('for every key that is derived', () => {
    expect(Object.keys(HANGS).sort()).toEqual([...DERIVED_KEYS].sort());
  });
});
