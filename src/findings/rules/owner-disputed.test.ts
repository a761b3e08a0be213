import { describe, expect, it } from 'vitest';
import type { OwnerFact } from '../../model/system-facts.ts';
import { TestEstate } from '../testing/estate.ts';
import { ownerDisputed } from './owner-disputed.ts';

function owned(...all: readonly (readonly [OwnerFact['source'], string])[]): TestEstate {
  const estate = new TestEstate();
  const node = estate.account('ml/x', { declared: { owner: all[0]?.[1] ?? '' } });
  for (const [source, owner] of all)
    estate.fact({ fact: 'owner', node, owner, source, evidence: [estate.place()], confidence: 'configured' });
  return estate;
}

describe('owner-disputed', () => {
  it('fires where sources name different owners, and says which counts and why', () => {
    const [found] = owned(['codeowners', 'acme/platform'], ['label', 'team-ml'], ['catalogue', 'serving']).judge(
      ownerDisputed,
    );
    expect(found).toMatchObject({
      severity: 'low',
      owner: 'acme/platform',
      title: 'service account ml/x has several owners: team-ml, serving and acme/platform',
    });
    expect(found?.detail).toContain('team-ml counts, because it is written on the thing itself');
    expect(found?.plan).toMatchObject({
      text: expect.stringContaining('owner: "team-ml" # or "serving", "acme/platform"') as string,
    });
  });

  it.each<[string, (readonly [OwnerFact['source'], string])[]]>([
    ['one source', [['label', 'a']]],
    [
      'one owner in several spellings',
      [
        ['label', 'team-ml'],
        ['catalogue', 'group:default/team-ml'],
        ['codeowners', '@acme/Team-ML'],
      ],
    ],
    [
      'a source that names him among others',
      [
        ['label', 'ada'],
        ['codeowners', 'acme/ml, ada'],
      ],
    ],
    [
      'an owner that is declared',
      [
        ['declaration', 'a'],
        ['label', 'b'],
      ],
    ],
  ])('stays quiet for %s', (_, all) => {
    expect(owned(...all).judge(ownerDisputed)).toEqual([]);
  });
});
