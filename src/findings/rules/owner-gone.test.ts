import { describe, expect, it } from 'vitest';
import type { GoneFact, OwnerFact } from '../../model/system-facts.ts';
import { TestEstate } from '../testing/estate.ts';
import { ownerGone } from './owner-gone.ts';

function owned(owner: string, source: OwnerFact['source'], fact: Partial<GoneFact>): TestEstate {
  const estate = new TestEstate();
  const account = estate.account('ml/trainer', { declared: { owner } });
  estate.fact({ fact: 'owner', node: account, owner, source, evidence: [estate.place()], confidence: 'configured' });
  const node = estate.node('Human', 'Human', 'people/ada');
  estate.fact({
    fact: 'gone', node, names: ['ada@acme.test'], likely: ['ada'], because: 'Entra: the account is disabled', evidence: [estate.place()],
    confidence: 'configured', ...fact,
  }); // prettier-ignore
  return estate;
}

describe('owner-gone', () => {
  it.each([
    ['ada@acme.test', 'declaration', {}, 'configured'],
    ['user:ada@acme.test', 'label', {}, 'configured'],
    ['ada', 'label', {}, 'possible'],
    ['ada', 'codeowners', { names: ['@ada'], likely: [] }, 'configured'],
    ['team-a', 'catalogue', { names: ['catalogue:team-a'], confidence: 'possible' }, 'possible'],
  ] as const)('fires where %s of a %s has left', (owner, source, fact, confidence) => {
    const [finding] = owned(owner, source, fact).judge(ownerGone);
    expect(finding).toMatchObject({ severity: 'low', confidence, title: 'ada is gone and still owns 1 thing' });
    expect(finding?.plan.kind === 'policy' && finding.plan.text).toContain('k8s:ServiceAccount:prod/ml/trainer');
  });

  it.each([
    ['ada, bob', 'label', {}],
    ['acme/ada', 'codeowners', { names: ['@ada'], likely: [] }],
    ['ada', 'codeowners', { names: ['ada@acme.test'] }],
    ['ml', 'label', {}],
  ] as const)('stays quiet for %s of a %s', (owner, source, fact) => {
    expect(owned(owner, source, fact).judge(ownerGone)).toEqual([]);
  });

  it('fires for the rights of a person who has left, and not for a person without any', () => {
    const estate = owned('ml', 'label', {});
    const person = estate.node('Human', 'User', 'ada@acme.test');
    expect(estate.judge(ownerGone)).toEqual([]);
    estate.bind(estate.role('reader', [{}]), [person]);
    expect(estate.judge(ownerGone)).toMatchObject([{ title: 'ada is gone and still has rights' }]);
  });
});
