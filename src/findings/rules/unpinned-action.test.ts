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

  it('speaks of includes and images where the pipeline is one of GitLab', () => {
    const estate = new TestEstate();
    const node = estate.builder.node({
      id: 'gitlab:Pipeline:acme/serving/.gitlab-ci.yml', kind: 'Workflow', name: '.gitlab-ci.yml', realm: 'acme',
      environment: 'unknown', evidence: [estate.place()],
    }); // prettier-ignore
    for (const uses of ['docker://alpine/k8s', 'https://ci.example/x.yml', 'other/ci'])
      estate.fact({
        fact: 'action', node, uses, ref: '', pinned: false, firstParty: false, oidc: true, secrets: [],
        evidence: [estate.place()], confidence: 'configured',
      }); // prettier-ignore
    const [found] = estate.judge(unpinnedAction);
    expect(found?.title).toBe(
      'pipeline serving/.gitlab-ci.yml runs 3 includes and images of others by names that can be moved',
    );
    expect(found?.detail).toContain('alpine/k8s, https://ci.example/x.yml and other/ci:');
    expect(found?.plan).toMatchObject({ kind: 'policy' });
    expect(JSON.stringify(found?.plan)).toMatch(/alpine\/k8s@sha256.*integrity: sha256.*ref: COMMIT/u);
    expect(JSON.stringify(found?.plan)).not.toContain('uses:');
  });
});
