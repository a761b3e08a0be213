import { describe, expect, it } from 'vitest';
import type { ActionFact } from '../../model/system-facts.ts';
import { TestEstate } from '../testing/estate.ts';
import { unpinnedAction } from './unpinned-action.ts';

function action(over: Partial<ActionFact> = {}): TestEstate {
  const estate = new TestEstate();
  const node = estate.node('Workflow', 'Workflow', 'ml/deploy.yml');
  estate.fact({
    fact: 'action', node, uses: 'acme/publish@v3', ref: 'v3', pinned: false, firstParty: false, oidc: false, secrets: ['KEY'], token: [],
    evidence: [estate.place()], confidence: 'configured', ...over,
  }); // prettier-ignore
  return estate;
}

describe('unpinned-action', () => {
  it('fires for a tag beside a secret, higher for a branch or a cloud identity', () => {
    expect(action().judge(unpinnedAction)).toMatchObject([{ severity: 'medium' }]);
    expect(action({ oidc: true }).judge(unpinnedAction)).toMatchObject([{ severity: 'high' }]);
    expect(action({ uses: 'acme/publish@main', ref: 'main' }).judge(unpinnedAction)).toMatchObject([
      { severity: 'high' },
    ]);
    expect(action({ secrets: [], token: ['issues: write'] }).judge(unpinnedAction)).toMatchObject([
      { severity: 'low' },
    ]);
  });

  it.each<[string, Partial<ActionFact>]>([
    ['a commit', { pinned: true }],
    ['an action of the platform or the own organisation', { firstParty: true }],
    ['a job that holds nothing', { secrets: [], token: ['contents: read'] }],
    ['a job of which nothing is said', { secrets: [], token: ['default'] }],
  ])('stays quiet for %s', (_what, over) => {
    expect(action(over).judge(unpinnedAction)).toEqual([]);
  });

  it('does not put a name into a command that a shell could read otherwise', () => {
    const [found] = action({ uses: 'acme/publish@v1;curl evil' }).judge(unpinnedAction);
    expect(found?.plan.kind).toBe('policy');
    expect(JSON.stringify(found?.plan)).not.toMatch(/^pin .*curl/mu);
  });
});
