import { describe, expect, it } from 'vitest';
import { derived } from './testing/derived.ts';

const deployment = (pod: string, more = ''): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: d, namespace: ml${more} }\nspec: { template: { metadata: { labels: { app: d } }, spec: ${pod} } }\n`;

/** Sentence, manifest, functions. */
const FUNCTIONS: readonly (readonly [string, string, readonly string[]])[] = [
  ['a vLLM image serves', deployment("{ containers: [{ name: c, image: 'vllm/vllm-openai:v1' }] }"), ['serving']],
  ['a NIM image serves', deployment("{ containers: [{ name: c, image: 'nvcr.io/nim/meta/llama-3.1-8b-instruct:1.3.3' }] }"), ['serving']],
  ['torchrun trains', deployment("{ containers: [{ name: c, image: x, command: [torchrun, t.py] }] }"), ['training']],
  ['a name that only sounds like it is nothing', deployment("{ containers: [{ name: training, image: 'acme/serving-dashboard' }] }"), []],
  ['the web app of notebooks is no notebook', deployment("{ containers: [{ name: c, image: 'kubeflow/jupyter-web-app' }] }"), []],
  ['an SDK image is no server', deployment("{ containers: [{ name: c, image: 'nvcr.io/nvidia/tritonserver:24.12-py3-sdk' }] }"), []],
  ['a mesh sidecar is no gateway', deployment("{ containers: [{ name: istio-proxy, image: 'istio/proxyv2' }, { name: c, image: x }] }"), []],
  ['a cache server in the image of a model server', deployment("{ containers: [{ name: c, image: 'lmcache/vllm-openai:v1', command: [/opt/venv/bin/lmcache_server, 0.0.0.0] }] }"), []],
  ['a controller by its image', deployment("{ containers: [{ name: c, image: 'x/katib-controller:v1' }] }"), ['controller']],
]; // prettier-ignore

describe('workload facts', () => {
  it.each(FUNCTIONS)('%s', (_, text, want) => {
    expect(
      derived(text)
        .facts('workload')[0]
        ?.functions.map((one) => one.is),
    ).toEqual(want);
  });

  it.each([
    ['prod', 'ml-prod', 'prod'],
    ['a whole word only', 'reproduction', 'unknown'],
    ['a test namespace is dev', 'team-test', 'dev'],
  ])('environment: %s', (_, namespace, want) => {
    const text = deployment('{ containers: [] }').replace('namespace: ml', `namespace: ${namespace}`);
    expect(derived(text).facts('workload')[0]?.environment).toBe(want);
  });

  it('a label says the environment before the realm does', () => {
    const text = deployment('{ containers: [] }', ', labels: { env: staging }');
    expect(derived(text, 'prod').facts('workload')[0]?.environment).toBe('staging');
  });

  it('counts accelerators and tells privileges with their places', () => {
    const text = `apiVersion: v1
kind: Pod
metadata:
  name: p
spec:
  hostPID: true
  containers:
    - name: c
      securityContext:
        privileged: true
      resources:
        limits:
          nvidia.com/gpu: "2"
  volumes:
    - name: h
      hostPath:
        path: /var/run/docker.sock
`;
    const [fact] = derived(text).facts('workload');
    expect(fact?.gpus).toBe(2);
    expect(
      fact?.privileged.map((one) => [
        one.what,
        'line' in one.evidence && one.evidence.line,
        one.span && text.slice(one.span.start, one.span.end),
      ]),
    ).toEqual([
      ['hostPID', 6, 'true'],
      ['hostPath /var/run/docker.sock', 17, '/var/run/docker.sock'],
      ['privileged (c)', 10, 'true'],
    ]);
    expect(fact?.podSpec?.indent).toBe('  ');
    expect(text.slice(fact?.podSpec?.at.start).startsWith('hostPID')).toBe(true);
  });

  it.each([
    ['root may use it', '{ capabilities: { add: [SYS_ADMIN] } }', 'capability SYS_ADMIN (c)'],
    ['so may who gains privileges', '{ runAsUser: 7, capabilities: { add: [SYS_ADMIN] } }', 'capability SYS_ADMIN (c)'],
    [
      'nobody else',
      '{ runAsNonRoot: true, allowPrivilegeEscalation: false, capabilities: { add: [SYS_ADMIN] } }',
      'inert capability SYS_ADMIN (c)',
    ],
  ])('an added capability: %s', (_, context, want) => {
    const [fact] = derived(deployment(`{ containers: [{ name: c, securityContext: ${context} }] }`)).facts('workload');
    expect(fact?.privileged.map(({ what }) => what)).toEqual([want]);
  });

  it('copies have one fingerprint; other arguments, another', () => {
    const one = derived(deployment('{ containers: [{ name: a, image: i, args: [x] }] }')).facts('workload')[0]
      ?.fingerprint;
    const copy = derived(
      deployment('{ containers: [{ name: b, image: i, args: [x] }] }').replace('name: d', 'name: e'),
    ).facts('workload')[0]?.fingerprint;
    const other = derived(deployment('{ containers: [{ name: a, image: i, args: [y] }] }')).facts('workload')[0]
      ?.fingerprint;
    expect(copy).toBe(one);
    expect(other).not.toBe(one);
  });

  it('owners come from annotations, labels, the namespace and the profile; a tool is none', () => {
    const account = (meta: string): string =>
      `apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: sa, namespace: ml${meta} }\n`;
    const owner = (text: string): string | undefined =>
      derived(text).node('k8s:ServiceAccount:r/ml/sa')?.declared?.owner;
    expect(owner(account(', annotations: { owner: ann }'))).toBe('ann');
    expect(owner(account(', labels: { team: research }'))).toBe('research');
    expect(owner(account(', labels: { app.kubernetes.io/managed-by: Helm }'))).toBeUndefined();
    expect(
      owner(
        account('') + '---\napiVersion: v1\nkind: Namespace\nmetadata: { name: ml, annotations: { owner: bob } }\n',
      ),
    ).toBe('bob');
    expect(
      owner(
        account('') +
          '---\napiVersion: kubeflow.org/v1\nkind: Profile\nmetadata: { name: ml }\nspec: { owner: { kind: User, name: eve } }\n',
      ),
    ).toBe('eve');
  });

  it('a template that was not rendered is only possible, and says so', () => {
    const cluster =
      'apiVersion: ray.io/v1\nkind: RayCluster\nmetadata: { name: c }\nspec: { headGroupSpec: { template: { spec: { containers: [{ name: h }] } } } }\n';
    const of = (reading: 'plain' | 'symbolic'): readonly unknown[] =>
      derived(cluster, 'unknown', reading)
        .of('SPAWNS')
        .map((edge) => [edge.confidence, edge.precondition]);
    expect(of('plain')).toEqual([['configured', undefined]]);
    expect(of('symbolic')).toEqual([['possible', 'not rendered']]);
  });
});
