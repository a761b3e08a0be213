import { describe, expect, it } from 'vitest';
import { story } from '../report/testing/story.ts';
import { resourcesOf } from './resources-of.ts';

const scanned = story();
const ids = scanned.estate.nodes.map(({ id }) => id).sort();

describe('RESOURCE of who-can with an AI verb', () => {
  it.each([
    ['k8s:Secret:**', ['k8s:Secret:dev/team-a/registry-key']],
    ['secrets/*/registry-key', ['k8s:Secret:dev/team-a/registry-key']],
    ['**/registry-key', ['k8s:Secret:dev/team-a/registry-key']],
    ['*:Cluster:*', ['k8s:Cluster:prod']],
    ['registry-key', ['k8s:Secret:dev/team-a/registry-key']],
    ['**', ids],
  ])('%s', (typed, wanted) => {
    expect([...resourcesOf(scanned, typed)].sort()).toEqual(wanted);
  });

  it.each(['nothing-*', 'k8s:Gone:**'])('%s is refused with a sentence', (typed) => {
    expect(() => resourcesOf(scanned, typed)).toThrow('Nothing in the estate has the id');
  });
});
