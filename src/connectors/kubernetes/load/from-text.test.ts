import { describe, expect, it } from 'vitest';
import { objectsFromText } from './from-text.ts';

const ROLE = `# a role
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: reader
  namespace: team-a
  labels: {app: x, "n": 1}
rules:
- apiGroups: [""]
  resources: ["secrets", pods]
  verbs: # all of them
  - get
  - "*"
- apiGroups:
    - apps
  resources: [deployments]
  verbs: [get]
`;

describe('objectsFromText', () => {
  it('reads an object with the places of its values', () => {
    const [role] = objectsFromText(ROLE, { file: 'a.yaml', realm: 'prod', environment: 'prod' });
    if (!role) throw new Error('no object');
    expect(role).toMatchObject({ group: 'rbac.authorization.k8s.io', version: 'v1', kind: 'Role', name: 'reader' });
    expect(role).toMatchObject({ namespace: 'team-a', realm: 'prod', environment: 'prod', reading: 'plain' });
    expect(role.labels).toEqual({ app: 'x', n: '1' });
    const cut = (span = { start: 0, end: 0 }): string => ROLE.slice(span.start, span.end);
    expect(role.at()).toEqual({ file: 'a.yaml', line: 2 });
    expect(role.at(['rules', 0, 'verbs'])).toEqual({ file: 'a.yaml', line: 11 });
    expect(role.at(['rules', 0, 'verbs', 1, 'x'])).toEqual({ file: 'a.yaml', line: 13 });
    expect(cut(role.span(['rules', 0, 'verbs', 1]))).toBe('"*"');
    expect(cut(role.span(['rules', 0, 'resources']))).toBe('["secrets", pods]');
    expect(cut(role.block(['rules', 0, 'verbs']))).toBe('  verbs: # all of them\n  - get\n  - "*"\n');
    expect(cut(role.block(['rules', 1]))).toBe(
      '- apiGroups:\n    - apps\n  resources: [deployments]\n  verbs: [get]\n',
    );
    expect(role.block(['rules', 1, 'apiGroups'])).toBeUndefined();
    expect(role.indent(['rules', 1, 'apiGroups'])).toBe(2);
    expect(role.indent(['rules', 1])).toBe(0);
    expect(role.span(['rules', 5])).toBeUndefined();
    expect(role.block(['metadata', 'labels', 'app'])).toBeUndefined();
  });

  it('expands lists, at the places of their items', () => {
    const text = `{"apiVersion":"v1","kind":"List","items":[
 {"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"a"}},
 {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"b"}}]}`;
    const objects = objectsFromText(text, { file: 'l.json' });
    expect(objects.map((one) => [one.kind, one.namespace, one.name, one.at()])).toEqual([
      ['ServiceAccount', 'default', 'a', { file: 'l.json', line: 2 }],
      ['Namespace', undefined, 'b', { file: 'l.json', line: 3 }],
    ]);
    const span = objects[1]?.span(['metadata', 'name']);
    expect(text.slice(span?.start, span?.end)).toBe('"b"');
  });

  it('reads a CustomResourceDefinition without its schemas', () => {
    const head =
      'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: as.x.io\nspec:\n';
    const text = `${head}  group: x.io\n  versions:\n  - name: v1\n    schema: {a: b}\n  names:\n    kind: A\n  scope: Cluster\n---\napiVersion: x.io/v1\nkind: A\nmetadata:\n  name: one\n`;
    const [definition, custom] = objectsFromText(text);
    expect(definition?.body['spec']).toEqual({ group: 'x.io', names: { kind: 'A' }, scope: 'Cluster' });
    expect(definition?.at(['spec', 'scope'])).toEqual({ file: 'test.yaml', line: 12 });
    expect(custom?.namespace).toBeUndefined();
    expect(custom?.at()).toEqual({ file: 'test.yaml', line: 14 });
  });
});
