import { describe, expect, it } from 'vitest';
import type { EdgeKind } from '../../../model/kinds.ts';
import { accessOf } from './testing/access-of.ts';
import { account, pod, workload } from './testing/manifests.ts';

interface Case {
  readonly proves: string;
  readonly given: readonly string[];
  readonly of: readonly EdgeKind[];
  readonly want: readonly string[];
}

const two = (first: object, second: object) => ({
  containers: [
    { name: 'c', ...first },
    { name: 'd', ...second },
  ],
});
const privileged = { securityContext: { privileged: true } };

const C = 'Container:a/p/c';
const TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount';

const IDENTITY: readonly Case[] = [
  {
    proves: 'a pod runs as its account, its containers as the pod',
    given: [pod('a/p', { serviceAccountName: 's' }), account('a/s')],
    of: ['RUNS_AS', 'PART_OF', 'USES_SERVICE_ACCOUNT'],
    want: [`${C} > Pod:a/p`, `${C} > ServiceAccount:a/s`, 'Pod:a/p > ServiceAccount:a/s', 'Pod:a/p > ServiceAccount:a/s'],
  },
  {
    proves: 'without automount nothing runs as the account that it names',
    given: [pod('a/p', { serviceAccountName: 's', automountServiceAccountToken: false }), account('a/s')],
    of: ['RUNS_AS'],
    want: [],
  },
  {
    proves: 'what the account says counts when the pod is silent',
    given: [pod('a/p', { serviceAccountName: 's' }), account('a/s', { automountServiceAccountToken: false })],
    of: ['RUNS_AS'],
    want: [],
  },
  {
    proves: 'the pod wins over its account',
    given: [
      pod('a/p', { serviceAccountName: 's', automountServiceAccountToken: true }),
      account('a/s', { automountServiceAccountToken: false }),
    ],
    of: ['RUNS_AS'],
    want: ['Pod:a/p > ServiceAccount:a/s'],
  },
  {
    proves: 'a projected token for the API server is the token; one for another audience is not',
    given: [
      pod('a/p', {
        automountServiceAccountToken: false,
        containers: [{ name: 'c', volumeMounts: [{ name: 't', mountPath: '/t' }] }],
        volumes: [{ name: 't', projected: { sources: [{ serviceAccountToken: { path: 'token' } }] } }],
      }),
      pod('a/q', {
        automountServiceAccountToken: false,
        containers: [{ name: 'c', volumeMounts: [{ name: 't', mountPath: '/t' }] }],
        volumes: [{ name: 't', projected: { sources: [{ serviceAccountToken: { path: 'token', audience: 'vault' } }] } }],
      }),
    ],
    of: ['RUNS_AS'],
    want: ['Pod:a/p > ServiceAccount:a/default'],
  },
  {
    proves: 'a container that covers the token with another mount does not act as the pod',
    given: [
      pod('a/p', { ...two({}, { volumeMounts: [{ name: 'e', mountPath: `${TOKEN}/` }] }), volumes: [{ name: 'e', emptyDir: {} }] }),
    ],
    of: ['RUNS_AS', 'PART_OF'],
    want: [`${C} > Pod:a/p`, 'Pod:a/p > ServiceAccount:a/default'],
  },
  {
    proves: 'a container beside one that can escape leads to the account, not to its neighbour',
    given: [pod('a/p', two({}, privileged))],
    of: ['RUNS_AS', 'PART_OF'],
    want: ['Container:a/p/c > ServiceAccount:a/default', 'Container:a/p/d > Pod:a/p', 'Pod:a/p > ServiceAccount:a/default'],
  },
  {
    proves: 'an account that nothing declares is possible',
    given: [pod('a/p', { serviceAccountName: 's' })],
    of: ['RUNS_AS'],
    want: ['Pod:a/p > ServiceAccount:a/s [possible: the service account s exists]'],
  },
  {
    proves: 'a workload holds its pod, the pod its containers, the container its volumes',
    given: [workload('Deployment', 'a/w', { containers: [{ name: 'c', volumeMounts: [{ name: 'v', mountPath: '/v' }] }], volumes: [{ name: 'v', emptyDir: {} }] })],
    of: ['CONTAINS', 'MOUNTS'],
    want: [
      'Container:a/Deployment/w/c > Volume:a/Deployment/w/v',
      'Deployment:a/w > Pod:a/Deployment/w',
      'Pod:a/Deployment/w > Container:a/Deployment/w/c',
    ],
  },
]; // prettier-ignore

describe('who a pod is', () => {
  it.each(IDENTITY.map((one) => [one.proves, one] as const))('%s', (_proves, { given, of, want }) => {
    expect(accessOf(given).edges(...of)).toEqual([...want].sort());
  });
});
