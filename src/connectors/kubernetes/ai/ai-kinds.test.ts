import { describe, expect, it } from 'vitest';
import { derived } from '../derive/testing/derived.ts';
import { SPAWNERS } from './spawners.ts';

const head = (apiVersion: string, kind: string, name = 'x', namespace: string | undefined = 'ns'): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name}${namespace === '' ? '' : `, namespace: ${namespace}`} }\n`;

describe('models', () => {
  it('a joblib model runs code when it is loaded', () => {
    const found = derived(
      head('serving.kserve.io/v1beta1', 'InferenceService') +
        'spec: { predictor: { sklearn: { storageUri: s3://b/m/model.joblib/ } } }\n',
    );
    expect(found.facts('model').map((one) => [one.uri, one.format, one.unsafe])).toEqual([
      ['s3://b/m/model.joblib', 'joblib', true],
    ]);
    expect(found.edges('LOADS_UNSAFE')).toHaveLength(1);
    expect(found.edges('PULLS_FROM')).toEqual(['k8s:Pod:r/ns/InferenceService/x/predictor > aws:Bucket:b']);
    expect(found.edges('CONTAINS').filter((edge) => edge.startsWith('aws:'))).toEqual([
      'aws:Bucket:b > model:Artifact:r/s3:%2F%2Fb%2Fm%2Fmodel.joblib',
    ]);
  });

  it.each([
    ['xgboost', 'gs://b/m', false],
    ['sklearn', 'gs://b/m', true],
    ['pytorch', 'gs://b/m', true],
    ['pytorch', 'gs://b/m.safetensors', false],
    ['onnx', 'gs://b/m', false],
  ])('%s from %s: unsafe %s', (format, uri, unsafe) => {
    const found = derived(
      head('serving.kserve.io/v1beta1', 'InferenceService') +
        `spec: { predictor: { model: { modelFormat: { name: ${format} }, storageUri: ${uri} } } }\n`,
    );
    expect(found.facts('model')[0]?.unsafe).toBe(unsafe);
  });

  it('vLLM that trusts remote code, with the place of the switch', () => {
    const text = `apiVersion: v1
kind: Pod
metadata: { name: p, namespace: ns }
spec:
  containers:
    - name: c
      image: vllm/vllm-openai:v1
      args:
        - --model
        - org/model
        - --trust-remote-code
`;
    const [fact] = derived(text).facts('model');
    expect([fact?.uri, fact?.remoteCode]).toEqual(['hf://org/model', true]);
    expect(fact?.span && text.slice(fact.span.start, fact.span.end)).toBe('--trust-remote-code');
  });

  it('an LLMInferenceService that hands the switch on through the arguments of the preset', () => {
    const text = `apiVersion: serving.kserve.io/v1alpha1
kind: LLMInferenceService
metadata: { name: l, namespace: ns }
spec:
  model: { uri: hf://org/model }
  template:
    containers:
      - name: main
        env:
          - name: VLLM_ADDITIONAL_ARGS
            value: >-
              --trust-remote-code
              --tensor-parallel-size=8
`;
    const [fact] = derived(text).facts('model');
    expect(fact).toMatchObject({ uri: 'hf://org/model', remoteCode: true, evidence: [{ line: 11 }] });
    // Taking the whole value out would take other arguments with it.
    expect(fact?.span).toBeUndefined();
    const off = text.replace('--trust-remote-code', '--trust-remote-code=false');
    expect(derived(off).facts('model')).toMatchObject([{ remoteCode: false, evidence: [{ line: 5 }] }]);
  });
});

describe('custom resources', () => {
  it.each(SPAWNERS)('who may write $resource of $group may name every account there', ({ group, resource }) => {
    const found = derived(
      head('v1', 'ServiceAccount', 'strong') +
        '---\n' +
        head('rbac.authorization.k8s.io/v1', 'Role', 'wf') +
        `rules: [{ apiGroups: [${group}], resources: [${resource}], verbs: [create] }]\n---\n` +
        head('rbac.authorization.k8s.io/v1', 'RoleBinding', 'wf') +
        'roleRef: { kind: Role, name: wf }\nsubjects: [{ kind: ServiceAccount, name: weak, namespace: ns }]\n',
    );
    expect(found.edges('CRD_SPAWNS_POD')).toContain('k8s:PermissionSet:r/ns/wf::wf > k8s:ServiceAccount:r/ns/strong');
  });

  it('reading workflows is not writing them', () => {
    const found = derived(
      head('v1', 'ServiceAccount', 'strong') +
        '---\n' +
        head('rbac.authorization.k8s.io/v1', 'Role', 'wf') +
        'rules: [{ apiGroups: [argoproj.io], resources: [workflows], verbs: [get, list] }]\n---\n' +
        head('rbac.authorization.k8s.io/v1', 'RoleBinding', 'wf') +
        'roleRef: { kind: Role, name: wf }\nsubjects: []\n',
    );
    expect(found.edges('CRD_SPAWNS_POD')).toEqual([]);
  });

  it('the owner of a profile sits at its notebooks', () => {
    const found = derived(
      head('kubeflow.org/v1', 'Profile', 'ns', '') +
        'spec: { owner: { kind: User, name: ann } }\n---\n' +
        head('kubeflow.org/v1', 'Notebook') +
        'spec: { template: { spec: { containers: [{ name: n }] } } }\n',
    );
    expect(found.edges('NOTEBOOK_SPAWN')).toEqual(['k8s:User:r/ann > k8s:Pod:r/ns/Notebook/x']);
    expect(found.node('k8s:User:r/ann')?.entry).toBe('notebook-user');
  });

  it('queues draw on pools and take work by label', () => {
    const found = derived(
      head('kueue.x-k8s.io/v1beta1', 'ClusterQueue', 'cq', '') +
        'spec: { resourceGroups: [{ coveredResources: [nvidia.com/gpu], flavors: [{ name: a100 }] }] }\n---\n' +
        head('kueue.x-k8s.io/v1beta1', 'LocalQueue', 'lq') +
        'spec: { clusterQueue: cq }\n---\n' +
        'apiVersion: batch/v1\nkind: Job\nmetadata: { name: j, namespace: ns, labels: { kueue.x-k8s.io/queue-name: lq } }\nspec: { template: { spec: { containers: [{ name: c }] } } }\n',
    );
    expect(found.edges('QUOTA_OF')).toHaveLength(2);
    expect(found.edges('IN_QUEUE')).toEqual(['k8s:Job:r/ns/j > k8s:LocalQueue:r/ns/lq']);
  });

  it('an Argo CD project for every destination deploys to the cluster', () => {
    const found = derived(
      head('argoproj.io/v1alpha1', 'AppProject', 'p', 'argocd') +
        "spec: { destinations: [{ namespace: '*', server: '*' }] }\n---\n" +
        head('argoproj.io/v1alpha1', 'Application', 'a', 'argocd') +
        'spec: { source: { repoURL: https://git.example/o/r.git }, destination: { namespace: ml, server: https://kubernetes.default.svc }, syncPolicy: { automated: {} } }\n',
    );
    expect(found.edges('ARGOCD_DEPLOYS')).toEqual([
      'git:Repo:git.example/o/r > k8s:Application:r/argocd/a',
      'k8s:AppProject:r/argocd/p > k8s:Cluster:r',
      'k8s:Application:r/argocd/a > k8s:Namespace:r/ml',
    ]);
  });

  it('a ClusterSPIFFEID gives matching pods their ID', () => {
    const found = derived(
      head('spire.spiffe.io/v1alpha1', 'ClusterSPIFFEID', 'c', '') +
        "spec: { spiffeIDTemplate: 'spiffe://acme.test/ns/{{ .PodMeta.Namespace }}/sa/{{ .PodSpec.ServiceAccountName }}', podSelector: { matchLabels: { app: a } } }\n---\n" +
        'apiVersion: v1\nkind: Pod\nmetadata: { name: p, namespace: ns, labels: { app: a } }\nspec: { serviceAccountName: sa, containers: [{ name: c }] }\n',
    );
    expect(found.edges('SPIFFE_ID')).toEqual([
      'k8s:Pod:r/ns/p > spiffe:SpiffeId:r/spiffe:%2F%2Facme.test%2Fns%2Fns%2Fsa%2Fsa',
    ]);
  });

  it('annotations federate an account to a cloud', () => {
    const found = derived(
      "apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: sa, namespace: ns, annotations: { eks.amazonaws.com/role-arn: 'arn:aws:iam::123456789012:role/r', iam.gke.io/gcp-service-account: 'a@p.iam.gserviceaccount.com' } }\n",
    );
    expect(found.edges('IRSA')).toEqual([
      'k8s:ServiceAccount:r/ns/sa > aws:Role:123456789012/arn:aws:iam::123456789012:role%2Fr',
    ]);
    expect(found.of('IRSA')[0]?.precondition).toContain('trust policy');
    expect(found.edges('GKE_WI')).toEqual([
      'k8s:ServiceAccount:r/ns/sa > gcp:ServiceAccount:p/a@p.iam.gserviceaccount.com',
    ]);
  });
});
