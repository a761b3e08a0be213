import { describe, expect, it } from 'vitest';
import { WritError } from '../model/errors.ts';
import { story } from '../report/testing/story.ts';
import { questionsOf } from './who-can-question.ts';

const asked = story();

describe('RESOURCE of who-can', () => {
  it.each([
    ['secrets', [{ resource: 'secrets' }]],
    ['Secret/team-a', [{ resource: 'secrets', namespace: 'team-a' }]],
    ['secret/team-a/key', [{ resource: 'secrets', namespace: 'team-a', name: 'key' }]],
    ['secrets/*/key', [{ resource: 'secrets', name: 'key' }]],
    ['pods/exec', [{ resource: 'pods', subresource: 'exec' }]],
    ['pods/exec/team-a/web-1', [{ resource: 'pods', subresource: 'exec', namespace: 'team-a', name: 'web-1' }]],
    ['nodes/gpu-1', [{ resource: 'nodes', name: 'gpu-1' }]],
    ['NetworkPolicy/team-a', [{ resource: 'networkpolicies', namespace: 'team-a' }]],
    ['rayclusters.ray.io/team-a', [{ resource: 'rayclusters', group: 'ray.io', namespace: 'team-a' }]],
    [
      'k8s:Secret:dev/team-a/registry-key',
      [{ resource: 'secrets', realm: 'dev', namespace: 'team-a', name: 'registry-key' }],
    ],
    ['k8s:Secret:**', [{ resource: 'secrets', realm: 'dev', namespace: 'team-a', name: 'registry-key' }]],
  ])('%s', (typed, wanted) => {
    expect(questionsOf(asked, 'GET', typed)).toEqual(wanted.map((one) => ({ verb: 'get', ...one })));
  });

  it.each([
    ['get', 'k8s:Secret:dev/team-a/gone'],
    ['get', 'k8s:PermissionSet:prod/cluster-admin::trainer-admin'],
    ['get', 'gizmos'],
    ['get', 'secrets/a/b/c'],
    ['do it', 'secrets'],
  ])('%s %s is refused with a sentence', (verb, typed) => {
    expect(() => questionsOf(asked, verb, typed)).toThrow(WritError);
  });
});
