import { describe, expect, it } from 'vitest';
import { EstateBuilder } from '../../../../model/builder.ts';
import { deriveAccess } from '../../derive/access.ts';
import { buildWorld } from '../../read/world.ts';
import type { K8sObject } from '../../world.ts';
import { loadTexts } from '../load-texts.ts';

const account = (name: string, namespace = ''): string =>
  `apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: ${name}\n${namespace ? `  namespace: ${namespace}\n` : ''}`;
const BASE = {
  'base/kustomization.yaml': 'resources: [all.yaml]\n',
  'base/all.yaml': [
    account('runner'),
    'apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata:\n  name: rb\nroleRef:\n  kind: Role\n  name: role\nsubjects:\n- kind: ServiceAccount\n  name: runner\n- kind: ServiceAccount\n  name: other\n  namespace: elsewhere\n',
    'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: role\nrules: []\n',
    'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: app\nspec:\n  template:\n    spec:\n      serviceAccountName: runner\n      volumes:\n      - secret:\n          secretName: keys\n',
    'apiVersion: v1\nkind: Secret\nmetadata:\n  name: keys\n',
    'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: any\n',
    'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: wide\nrules: []\n',
  ].join('---\n'),
};
const names = (texts: Record<string, string>): string[] =>
  loadTexts(texts).objects.map(
    (one) => `${one.realm}:${one.environment}:${one.kind}:${one.namespace ?? ''}/${one.name}`,
  );

describe('a kustomization', () => {
  it('that puts an account into another namespace than the one that counts is remembered', () => {
    const { objects } = loadTexts({
      ...BASE,
      'cluster/kustomization.yaml': 'namespace: argo\nresources: [../base]\n',
      'single/kustomization.yaml': 'resources: [../base]\n',
    });
    const runner = objects.find(({ kind }) => kind === 'ServiceAccount');
    expect([runner?.namespace, runner?.elsewhere]).toEqual(['argo', ['default/runner']]);
    const dangling = (all: readonly K8sObject[]): readonly string[] => {
      const builder = new EstateBuilder();
      deriveAccess(buildWorld('default', all), builder);
      return builder
        .allFacts()
        .flatMap((one) => (one.fact === 'dangling' && one.relation === 'subject' ? one.missing : []));
    };
    const { objects: bound } = loadTexts({
      'rb.yaml':
        'apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: { name: own }\nroleRef: { kind: Role, name: role }\nsubjects:\n- { kind: ServiceAccount, name: runner }\n',
    });
    expect(dangling(bound)).toEqual(['k8s:ServiceAccount:default/default/runner']);
    expect(dangling([...bound, ...objects.filter(({ kind }) => kind === 'ServiceAccount')])).toEqual([]);
  });

  it('writes the name of an account where a replacement says so, and it moves on with the account', () => {
    const { objects, diagnostics } = loadTexts({
      'base/kustomization.yaml': [
        'namespace: kserve',
        'resources: [all.yaml]',
        'replacements:',
        '- source: { kind: ServiceAccount, name: manager, fieldPath: metadata.name }',
        '  targets:',
        '  - { select: { kind: ClusterRoleBinding, name: rb }, fieldPaths: [subjects.*.name] }',
        '  - { select: { kind: Deployment }, fieldPaths: [spec.template.spec.serviceAccountName, spec.absent] }',
        '- source: { kind: Service, name: s, fieldPath: spec.clusterIP }',
        '  targets: [{ select: { kind: Deployment }, fieldPaths: [spec.x] }]',
        '',
      ].join('\n'),
      'base/all.yaml': [
        account('manager', 'kserve'),
        'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata:\n  name: rb\nsubjects:\n- kind: ServiceAccount\n  name: $(name)\n  namespace: kserve\n',
        'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: app\nspec:\n  template:\n    spec:\n      serviceAccountName: $(name)\n',
      ].join('---\n'),
      'top/kustomization.yaml': 'namespace: kubeflow\nnamePrefix: a-\nresources: [../base]\n',
    });
    const find = (kind: string): unknown => objects.find((one) => one.kind === kind)?.body;
    expect(find('ClusterRoleBinding')).toMatchObject({ subjects: [{ name: 'a-manager', namespace: 'kubeflow' }] });
    expect(find('Deployment')).toMatchObject({ spec: { template: { spec: { serviceAccountName: 'a-manager' } } } });
    expect(find('Deployment')).not.toHaveProperty('spec.absent');
    expect(diagnostics.map(({ message, place }) => [message, place.line])).toEqual([['replacement is not applied', 8]]);
  });

  it('moves and renames what it includes, and references follow', () => {
    const { objects, diagnostics } = loadTexts({
      ...BASE,
      'top/kustomization.yaml':
        'namespace: team\nnamePrefix: a-\nnameSuffix: -z\ncommonLabels: {app: x}\nresources: [../base]\n',
    });
    expect(diagnostics).toEqual([]);
    const find = (kind: string): (typeof objects)[number] => {
      const found = objects.find((one) => one.kind === kind);
      if (!found) throw new Error(`no ${kind}`);
      return found;
    };
    expect(objects.map((one) => `${one.kind} ${one.namespace ?? '-'}/${one.name}`)).toEqual([
      'Namespace -/team',
      'Secret team/a-keys-z',
      'ServiceAccount team/a-runner-z',
      'Deployment team/a-app-z',
      'ClusterRole -/a-wide-z',
      'Role team/a-role-z',
      'RoleBinding team/a-rb-z',
    ]);
    expect(find('RoleBinding').body).toMatchObject({
      roleRef: { name: 'a-role-z' },
      subjects: [
        { name: 'a-runner-z', namespace: 'team' },
        { name: 'other', namespace: 'elsewhere' },
      ],
    });
    expect(find('Deployment').body['spec']).toMatchObject({
      selector: { matchLabels: { app: 'x' } },
      template: {
        metadata: { labels: { app: 'x' } },
        spec: { serviceAccountName: 'a-runner-z', volumes: [{ secret: { secretName: 'a-keys-z' } }] },
      },
    });
    expect(find('ServiceAccount').labels).toEqual({ app: 'x' });
  });

  it('leaves no span where the value is not what the file says', () => {
    const { objects } = loadTexts({ ...BASE, 'top/kustomization.yaml': 'namePrefix: a-\nresources: [../base]\n' });
    const binding = objects.find((one) => one.kind === 'RoleBinding');
    expect(binding?.span(['roleRef', 'name'])).toBeUndefined();
    expect(binding?.span(['roleRef', 'kind'])).toBeDefined();
    expect(binding?.at(['roleRef', 'name'])).toEqual({ file: 'base/all.yaml', line: 12 });
  });

  it('an object of a base counts once in each realm that includes it, and not in default', () => {
    const small = { 'base/kustomization.yaml': 'resources: [a.yaml]\n', 'base/a.yaml': account('runner') };
    expect(
      names({
        ...small,
        'overlays/prod/kustomization.yaml': 'namespace: p\nresources: [../../base]\n',
        'overlays/test/kustomization.yaml': 'resources: [../../base]\n',
        'alone.yaml': account('alone'),
      }),
    ).toEqual([
      'default:unknown:ServiceAccount:default/alone',
      'prod:prod:ServiceAccount:p/runner',
      'test:dev:ServiceAccount:default/runner',
    ]);
  });

  it('a rule for the realm wins over the name of the folder', () => {
    const texts = { 'prod/kustomization.yaml': 'resources: [a.yaml]\n', 'prod/a.yaml': account('x') };
    const { objects } = loadTexts(texts, { realmOf: () => ({ path: '**', realm: 'eu', environment: 'staging' }) });
    expect(objects).toMatchObject([{ realm: 'eu', environment: 'staging' }]);
  });

  it('of several roots the one that sets the namespace counts, and the others are told', () => {
    const { objects, diagnostics } = loadTexts({
      ...BASE,
      'bare/kustomization.yaml': 'namePrefix: bare-\nresources: [../base]\n',
      'full/kustomization.yaml': 'namespace: full\nresources: [../base]\n',
    });
    expect(objects.filter((one) => one.kind === 'ServiceAccount').map((one) => [one.namespace, one.name])).toEqual([
      ['full', 'runner'],
    ]);
    expect(diagnostics).toMatchObject([{ code: 'not-rendered', place: { file: 'bare/kustomization.yaml' } }]);
  });

  it('a component changes what stands beside it', () => {
    const texts = {
      'c/kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nnamespace: moved\nresources: [b.yaml]\n',
      'c/b.yaml': account('b'),
      'top/kustomization.yaml': 'resources: [a.yaml]\ncomponents: [../c]\n',
      'top/a.yaml': account('a'),
    };
    expect(names(texts)).toEqual(['default:unknown:ServiceAccount:moved/a', 'default:unknown:ServiceAccount:moved/b']);
  });

  it('patches and generators are told with their line; a patch is no object', () => {
    const { objects, diagnostics } = loadTexts({
      'kustomization.yaml': 'resources:\n- a.yaml\npatches:\n- path: p.yaml\nconfigMapGenerator:\n- name: gen\n',
      'a.yaml': account('a'),
      'p.yaml': account('patched'),
    });
    expect(objects.map((one) => one.name)).toEqual(['a']);
    expect(diagnostics).toMatchObject([
      { code: 'not-rendered', message: 'patch p.yaml is not applied', place: { line: 4 } },
      { code: 'not-rendered', message: 'ConfigMap generator gen is not applied', place: { line: 6 } },
    ]);
  });

  it('what cannot be followed is told: remote, outside, missing, in a circle', () => {
    const { diagnostics } = loadTexts({
      'a/kustomization.yaml': `resources:\n${['https://host.example/x.yaml', '../../out', 'gone.yaml', '../b', 'git@host.example:o/r'].map((one) => `- ${one}\n`).join('')}`,
      'b/kustomization.yaml': 'bases: [../a]\n',
    });
    expect(diagnostics.map((one) => [one.code, one.place])).toEqual([
      ['remote-reference', { file: 'a/kustomization.yaml', line: 2 }],
      ['remote-reference', { file: 'a/kustomization.yaml', line: 3 }],
      ['missing-reference', { file: 'a/kustomization.yaml', line: 4 }],
      ['malformed', { file: 'b/kustomization.yaml', line: 1 }],
      ['remote-reference', { file: 'a/kustomization.yaml', line: 6 }],
    ]);
  });

  it('a chain that doubles at each step is bounded', () => {
    const texts: Record<string, string> = {
      'k0/kustomization.yaml': 'resources: [a.yaml]\n',
      'k0/a.yaml': account('a'),
    };
    for (let level = 1; level <= 24; level++) {
      for (const side of ['l', 'r'])
        texts[`${side}${level}/kustomization.yaml`] = `namePrefix: ${side}\nresources: [../k${level - 1}]\n`;
      texts[`k${level}/kustomization.yaml`] = `resources: [../l${level}, ../r${level}]\n`;
    }
    expect(loadTexts(texts).diagnostics.map((one) => one.code)).toContain('too-large');
  });
});

describe('objects with one id', () => {
  it('equal ones are one with all places; different ones are variants that a note names', () => {
    const { objects, diagnostics } = loadTexts({
      'a.yaml': account('same'),
      'b.yaml': `\n${account('same')}`,
      'c.yaml': account('other'),
      'd.yaml': `${account('other')}automountServiceAccountToken: false\n`,
    });
    expect(objects.map((one) => [one.name, one.at(), one.also, one.variant])).toEqual([
      ['other', { file: 'c.yaml', line: 1 }, undefined, true],
      ['other', { file: 'd.yaml', line: 1 }, undefined, true],
      ['same', { file: 'a.yaml', line: 1 }, [{ file: 'b.yaml', line: 2 }], undefined],
    ]);
    expect(diagnostics).toMatchObject([{ code: 'duplicate-id', place: { file: 'c.yaml', line: 1 } }]);
    expect(diagnostics[0]?.message).toContain('d.yaml:1');
  });

  it('generated names and nameless configuration do not collide', () => {
    const { objects, diagnostics } = loadTexts({
      'a.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {generateName: p-}\nspec: {a: 1}\n',
      'b.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {generateName: p-}\nspec: {a: 2}\n',
      'c.yaml': 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n',
    });
    expect(objects.map((one) => [one.name, one.variant])).toEqual([
      ['p-*', undefined],
      ['p-*', undefined],
    ]);
    expect(diagnostics).toMatchObject([{ code: 'unknown-kind', place: { file: 'c.yaml', line: 1 } }]);
  });
});

describe('a patch that is not applied', () => {
  const patched = (kustomization: string, more: Record<string, string> = {}): string[] => [
    ...loadTexts({ ...BASE, 'top/kustomization.yaml': `resources: [../base]\n${kustomization}`, ...more })
      .patchedAccounts,
  ];

  it('is known to give an account to pods, in a file or where it stands', () => {
    const patch =
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: app }\nspec: { template: { spec: { serviceAccountName: special } } }\n';
    expect(patched('patches: [{ path: p.yaml }]\n', { 'top/p.yaml': patch })).toEqual(['special']);
    const operations =
      'patches:\n- target: { kind: Deployment }\n  patch: |-\n    - op: replace\n      path: /spec/template/spec/serviceAccountName\n      value: special\n';
    expect(patched(operations)).toContain('special');
    expect(patched('patches: [{ patch: "- op: add" }]\n')).toEqual([]);
  });
});
