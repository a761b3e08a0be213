import { describe, expect, it } from 'vitest';
import { derived } from './testing/derived.ts';

const secret = (data: string, name = 's'): string =>
  `apiVersion: v1\nkind: Secret\nmetadata: { name: ${name}, namespace: ns }\n${data}\n`;
const pod = (spec: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: p, namespace: ns }\nspec: ${spec}\n`;

describe('credentials', () => {
  it('finds a value in data, decoded, and what it opens', () => {
    const found = derived(secret(`data: { password: ${Buffer.from('hunter22').toString('base64')} }`));
    expect(found.facts('credential').map((one) => [one.kind, one.key, one.where, one.node])).toEqual([
      ['password', 'password', 'secret', 'k8s:Secret:r/ns/s'],
    ]);
    expect(found.edges('SECRET_IS_CRED_FOR')).toEqual(['k8s:Secret:r/ns/s > k8s:ApiKey:r/ns/s/password']);
    expect(found.node('k8s:Secret:r/ns/s')?.jewel?.tier).toBe(8);
  });

  it('never keeps the value', () => {
    const value = 'Zk9vQ2mXr7LpWq4TnB6y';
    const found = derived(secret(`stringData: { api_key: ${value}, url: 'postgres://u:${value}x@h/d' }`));
    expect(JSON.stringify(found.estate.build())).not.toContain(value.slice(0, 10));
    expect(found.facts('credential')[0]?.last4).toBe('nB6y');
  });

  it('equal values have equal digests', () => {
    const found = derived(
      secret('stringData: { password: hunter22 }') + '---\n' + secret('stringData: { token: hunter22 }', 't'),
    );
    expect(new Set(found.facts('credential').map((one) => one.digest)).size).toBe(1);
    expect(found.facts('credential')).toHaveLength(2);
  });

  it.each([
    ['Argo CD, a text', 'argoproj.io/v1alpha1', 'Application', 'source: { helm: { values: "db:\\n  password: hunter22\\n" } }', 'password'],
    ['Argo CD, a tree', 'argoproj.io/v1alpha1', 'Application', 'sources: [{ helm: { valuesObject: { db: { password: hunter22 } } } }]', 'password'],
    ['Argo CD, a list', 'argoproj.io/v1alpha1', 'Application', 'source: { helm: { parameters: [{ name: db.password, value: hunter22 }] } }', 'password'],
    ['Argo CD, many', 'argoproj.io/v1alpha1', 'ApplicationSet', 'template: { spec: { source: { helm: { valuesObject: { env: [{ name: DB_PASSWORD, value: hunter22 }] } } } } }', 'DB_PASSWORD'],
    ['Flux', 'helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'values: { auth: { rootPassword: hunter22 } }', 'rootPassword'],
    ['k3s', 'helm.cattle.io/v1', 'HelmChart', 'valuesContent: "auth:\\n  password: hunter22\\n"', 'password'],
  ])('reads values for charts: %s', (_, apiVersion, kind, spec, key) => {
    const found = derived(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a, namespace: ns }\nspec: { ${spec} }\n`);
    expect(found.facts('credential').map((one) => [one.where, one.key, one.node])).toEqual([
      ['values', key, `k8s:${kind}:r/ns/a`],
    ]);
    expect(found.node(`k8s:${kind}:r/ns/a`)?.kind).toBe('DeployApp');
  }); // prettier-ignore

  it('takes no value for a credential that is filled in later', () => {
    const values = 'auth: { password: "", existingSecret: db, token: "{{ .Values.token }}", key: $(KEY) }';
    const found = derived(
      `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: a, namespace: ns }\nspec: { values: { ${values} } }\n`,
    );
    expect(found.facts('credential')).toEqual([]);
  });

  it('reads env, arguments and configuration', () => {
    const found = derived(
      pod(
        '{ containers: [{ name: c, env: [{ name: DB_PASSWORD, value: hunter22 }], args: [--db-password, s3cr3tz] }] }',
      ) +
        '---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: cm, namespace: ns }\ndata: { app.ini: "password = hunter23\\n", main.py: "password = hunter24\\n" }\n',
    );
    expect(
      found
        .facts('credential')
        .map((one) => [one.where, one.key])
        .sort(),
    ).toEqual([
      ['args', 'db-password'],
      ['configmap', 'password'],
      ['env', 'DB_PASSWORD'],
    ]);
  });

  it('the span of a value can be edited, and is exactly the value', () => {
    const text = secret('stringData:\n  password: hunter22\n');
    const span = derived(text).facts('credential')[0]?.span;
    expect(span && text.slice(span.start, span.end)).toBe('hunter22');
  });
});

describe('mounted Secrets', () => {
  it('come by env, envFrom, volumes, projections and image pulls', () => {
    const found = derived(
      pod(
        '{ imagePullSecrets: [{ name: e }], volumes: [{ name: v, secret: { secretName: c } }, { name: w, projected: { sources: [{ secret: { name: d } }] } }], containers: [{ name: x, env: [{ name: A, valueFrom: { secretKeyRef: { name: a, key: k } } }], envFrom: [{ secretRef: { name: b } }] }] }',
      ),
    );
    expect(found.edges('MOUNTS_SECRET')).toEqual(
      ['a', 'b', 'c', 'd', 'e'].map((name) => `k8s:Pod:r/ns/p > k8s:Secret:r/ns/${name}`),
    );
    expect(
      found
        .facts('dangling')
        .map((one) => one.missing)
        .sort(),
    ).toEqual(['a', 'b', 'c', 'd'].map((name) => `k8s:Secret:r/ns/${name}`));
  });

  it('an optional one, a declared one and one that a controller makes dangle not', () => {
    const found = derived(
      pod(
        '{ containers: [{ name: x, envFrom: [{ secretRef: { name: a, optional: true } }, { secretRef: { name: b } }, { secretRef: { name: c } }] }] }',
      ) +
        '---\n' +
        secret('data: {}', 'b') +
        '---\napiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: { name: c, namespace: ns }\nspec: { secretStoreRef: { name: st } }\n',
    );
    expect(found.facts('dangling')).toEqual([]);
    expect(found.edges('HOLDS')).toEqual(['k8s:SecretStore:r/ns/st > k8s:Secret:r/ns/c']);
  });

  it('what KServe hands to its storage initializer comes from the account', () => {
    const found = derived(
      'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: sa, namespace: ns }\nsecrets: [{ name: s3 }]\n---\n' +
        'apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nmetadata: { name: i, namespace: ns }\nspec: { predictor: { serviceAccountName: sa, sklearn: { storageUri: s3://b/m } } }\n',
    );
    expect(found.edges('MOUNTS_SECRET')).toEqual(['k8s:Pod:r/ns/InferenceService/i/predictor > k8s:Secret:r/ns/s3']);
  });

  it('a pod for which KServe fetches nothing does not receive them', () => {
    const found = derived(
      'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: default, namespace: ns }\nsecrets: [{ name: s3 }]\n---\n' +
        'apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nmetadata: { name: i, namespace: ns }\nspec: { predictor: { containers: [{ name: c, image: x }] }, explainer: { containers: [{ name: c, image: x }] } }\n---\n' +
        'apiVersion: serving.kserve.io/v1alpha1\nkind: InferenceGraph\nmetadata: { name: g, namespace: ns }\nspec: { nodes: {} }\n---\n' +
        'apiVersion: serving.kserve.io/v1alpha1\nkind: LLMInferenceService\nmetadata: { name: l, namespace: ns }\nspec: { model: { uri: pvc://p/m } }\n',
    );
    expect(found.edges('MOUNTS_SECRET')).toEqual([]);
  });
});
