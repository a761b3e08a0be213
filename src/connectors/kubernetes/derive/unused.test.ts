import { describe, expect, it } from 'vitest';
import { accessOf } from './testing/access-of.ts';

const ACCOUNT = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: trainer, namespace: ml }';
const DEFAULT =
  'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: default, namespace: ml, resourceVersion: "7" }';
const RUNS =
  'apiVersion: v1\nkind: Pod\nmetadata: { name: a, namespace: ml, resourceVersion: "8" }\nspec: { containers: [{ name: a, image: a }] }';

const unused = (...manifests: readonly string[]): string[] =>
  accessOf(manifests).estate.facts.flatMap((one) =>
    one.fact === 'unused' ? [`${one.node.replace('k8s:', '')} ${one.whole ? 'whole' : 'part'}`] : [],
  );

describe('what nothing uses', () => {
  it('is an account that no pod template runs as; surely in an export of the whole namespace', () => {
    expect(unused(ACCOUNT)).toEqual(['ServiceAccount:r/ml/trainer part']);
    expect(unused(ACCOUNT, DEFAULT, RUNS)).toEqual(['ServiceAccount:r/ml/trainer whole']);
    expect(unused(ACCOUNT, DEFAULT)).toEqual(['ServiceAccount:r/ml/trainer part']);
  });

  it.each([
    ['a CronJob', 'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: j, namespace: ml }\nspec: { jobTemplate: { spec: { template: { spec: { serviceAccountName: trainer, containers: [] } } } } }'],
    ['a custom resource', 'apiVersion: acme.test/v1\nkind: Train\nmetadata: { name: t, namespace: ml }\nspec: { runAs: trainer }'],
    ['a variable', 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c, namespace: ml }\ndata: { DEFAULT_ACCOUNT: "ml:trainer" }'],
    ['a token Secret', 'apiVersion: v1\nkind: Secret\ntype: kubernetes.io/service-account-token\nmetadata: { name: s, namespace: ml, annotations: { kubernetes.io/service-account.name: trainer } }'],
  ])('is not what %s names', (_, manifest) => {
    expect(unused(ACCOUNT, manifest)).toEqual([]);
  }); // prettier-ignore

  it('is still what only bindings name', () => {
    const binding =
      'apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: { name: trainer, namespace: ml }\nroleRef: { kind: ClusterRole, name: view }\nsubjects: [{ kind: ServiceAccount, name: trainer, namespace: ml }]';
    expect(unused(ACCOUNT, binding)).toEqual(['ServiceAccount:r/ml/trainer part']);
  });

  it('is a Secret that nothing names, in an export of the whole namespace alone', () => {
    const secret =
      'apiVersion: v1\nkind: Secret\nmetadata: { name: old-key, namespace: ml }\nstringData: { OPENAI_API_KEY: sk-proj-Wd4Kp8Tz1Qs6Yb3Nf7Hj2Lm9 }';
    expect(unused(secret, RUNS)).toEqual([]);
    expect(unused(secret, DEFAULT, RUNS)).toEqual(['Secret:r/ml/old-key whole']);
    expect(unused(secret.replace('metadata', 'type: helm.sh/release.v1\nmetadata'), DEFAULT, RUNS)).toEqual([]);
    const uses =
      'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: default, namespace: ml, resourceVersion: "7" }\nimagePullSecrets: [{ name: old-key }]';
    expect(unused(secret, uses, RUNS)).toEqual([]);
  });
});
