import { describe, expect, it } from 'vitest';
import type { CredentialFact } from '../../../../model/facts.ts';
import { toldOf } from '../testing.ts';

const LITERAL = ['kT9', 'wq2', 'Lm4', 'xZ7'].join('');

const credentials = (resources: Readonly<Record<string, unknown>>): readonly (readonly unknown[])[] =>
  toldOf(resources)
    .facts.filter((one): one is CredentialFact => one.fact === 'credential')
    .map(({ node, key, where, kind }) => [node, key, where, kind]);

/** Constructed after the documentation of the providers (registry.terraform.io: hashicorp/kubernetes, hashicorp/helm, gavinbunney/kubectl). */
describe('what Terraform makes in a cluster', () => {
  it.each<[string, Readonly<Record<string, unknown>>, readonly (readonly unknown[])[]]>([
    [
      'a Secret',
      { 'kubernetes_secret_v1.db': { metadata: [{ name: 'db', namespace: 'ml' }], data: { password: LITERAL, user: 'ada' } } },
      [['k8s:Secret:default/ml/db', 'password', 'secret', 'password']],
    ],
    [
      'a ConfigMap',
      { 'kubernetes_config_map.app': { metadata: [{ name: 'app' }], data: { 'app.ini': `mode=fast\npassword = ${LITERAL}\n` } } },
      [['k8s:ConfigMap:default/default/app', 'password', 'configmap', 'password']],
    ],
    [
      'a variable of a container',
      { 'kubernetes_deployment.api': { metadata: [{ name: 'api', namespace: 'ml' }], spec: [{ template: [{ spec: [{ container: [{ name: 'c', env: [{ name: 'DB_PASSWORD', value: LITERAL }, { name: 'MODE', value: 'fast' }] }] }] }] }] } },
      [['k8s:Deployment:default/ml/api', 'DB_PASSWORD', 'env', 'password']],
    ],
    [
      'values of a chart',
      { 'helm_release.db': { name: 'db', namespace: 'ml', values: [`auth:\n  password: ${LITERAL}\n  token: «var.token»\n`] } },
      [['k8s:HelmRelease:default/ml/db', 'password', 'values', 'password']],
    ],
    [
      'what is set of a chart, as blocks and as a list',
      { 'helm_release.db': { name: 'db', set: { name: 'auth.password', value: LITERAL }, set_sensitive: [{ name: 'auth.rootPassword', value: `${LITERAL}2` }, { name: 'a.token', value: '«var.token»' }] } },
      [['k8s:HelmRelease:default/default/db', 'password', 'values', 'password'], ['k8s:HelmRelease:default/default/db', 'rootPassword', 'values', 'password']],
    ],
    [
      'an object as a text',
      { 'kubectl_manifest.db': { yaml_body: `apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\nstringData:\n  password: ${LITERAL}\n` } },
      [['k8s:Manifest:default/default/kubectl_manifest.db', 'password', 'values', 'password']],
    ],
    [
      'an object as fields',
      { 'kubernetes_manifest.db': { manifest: { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'db', namespace: 'ml' }, stringData: { password: LITERAL } } } },
      [['k8s:Secret:default/ml/db', 'password', 'secret', 'password']],
    ],
    [
      'an object as fields, in base64',
      { 'kubernetes_manifest.db': { manifest: { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'db', namespace: 'ml' }, data: { 'app.env': Buffer.from(`MODE=fast\nDB_PASSWORD=${LITERAL}\n`).toString('base64') } } } },
      [['k8s:Secret:default/ml/db', 'DB_PASSWORD', 'secret', 'password']],
    ],
  ])('holds a literal: %s', (_, resources, want) => {
    expect(credentials(resources)).toEqual(want);
    expect(JSON.stringify(toldOf(resources))).not.toContain(LITERAL);
  }); // prettier-ignore

  it('is quiet about what is given from elsewhere, and tells of nothing that holds none', () => {
    const estate = toldOf({
      'kubernetes_config_map.app': { metadata: [{ name: 'app' }], data: { MODE: 'fast' } },
      'helm_release.a': { name: 'a', values: ['auth:\n  existingSecret: db\n'], set: [{ name: 'x.password', value: '«var.password»' }] },
      'kubernetes_deployment.api': { metadata: [{ name: 'api' }], spec: [{ template: [{ spec: [{ container: [{ env: [{ name: 'K', value_from: [{}] }] }] }] }] }] },
    }); // prettier-ignore
    expect(estate.facts).toEqual([]);
    expect(estate.nodes).toEqual([]);
  });

  it('is a token without an end where a Secret asks for that of an account', () => {
    const estate = toldOf({
      'kubernetes_secret_v1.t': {
        metadata: [{ name: 't', namespace: 'ml', annotations: { 'kubernetes.io/service-account.name': 'trainer' } }],
        type: 'kubernetes.io/service-account-token',
      },
    });
    expect(estate.facts).toMatchObject([
      { fact: 'long-lived-token', node: 'k8s:Secret:default/ml/t', of: 'k8s:ServiceAccount:default/ml/trainer' },
    ]);
    expect(estate.edges.map(({ kind, from, to }) => [kind, from, to])).toEqual([
      ['SECRET_IS_CRED_FOR', 'k8s:Secret:default/ml/t', 'k8s:ServiceAccount:default/ml/trainer'],
    ]);
  });

  it('may not be there where Terraform decides later', () => {
    const resources = { 'kubernetes_secret.db': { metadata: [{ name: 'db' }], data: { password: LITERAL } } };
    const { facts, edges } = toldOf(resources, { uncertain: 'count is not known' });
    expect(facts).toMatchObject([{ fact: 'credential', confidence: 'possible' }]);
    expect(edges).toMatchObject([{ confidence: 'possible', precondition: 'count is not known' }]);
  });
});
