/** Manifests in short form for tests. Names read `namespace/name`; rules read `verbs | groups | resources | names`, `core` for the core group. */

type Part = Readonly<Record<string, unknown>>;

const RBAC = 'rbac.authorization.k8s.io';

const words = (text = ''): readonly string[] =>
  text
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => (word === 'core' ? '' : word));

const meta = (path: string): Part => {
  const [first = '', second] = path.split('/');
  return second === undefined ? { name: first } : { namespace: first, name: second };
};

export const object = (apiVersion: string, kind: string, path: string, rest: Part = {}): string => {
  const { metadata, ...body } = rest;
  return JSON.stringify({ apiVersion, kind, metadata: { ...meta(path), ...(metadata as Part | undefined) }, ...body });
};

export const account = (path: string, rest: Part = {}): string => object('v1', 'ServiceAccount', path, rest);
export const namespace = (name: string, labels: Part = {}): string =>
  object('v1', 'Namespace', name, { metadata: { labels } });
export const secret = (path: string, rest: Part = {}): string => object('v1', 'Secret', path, rest);
export const tokenSecret = (path: string, of: string): string =>
  secret(path, {
    type: 'kubernetes.io/service-account-token',
    metadata: { annotations: { 'kubernetes.io/service-account.name': of } },
  });
export const node = (name: string): string => object('v1', 'Node', name);

/** A Role when the path has a namespace, else a ClusterRole. */
export const role = (path: string, ...rules: readonly string[]): string =>
  object(`${RBAC}/v1`, path.includes('/') ? 'Role' : 'ClusterRole', path, { rules: rules.map(rule) });

export const rule = (line: string): Part => {
  const [verbs, groups, resources, names] = line.split('|').map((part) => words(part.trim()));
  return {
    verbs,
    apiGroups: groups,
    resources,
    ...(names && names.length > 0 ? { resourceNames: names } : {}),
  };
};

/** Subjects read `sa ns/name`, `group name`, `user name`. */
export const binding = (path: string, roleRef: string, ...subjects: readonly string[]): string => {
  const [kind, name] = roleRef.split('/');
  return object(`${RBAC}/v1`, path.includes('/') ? 'RoleBinding' : 'ClusterRoleBinding', path, {
    roleRef: { apiGroup: RBAC, kind, name },
    subjects: subjects.map(subject),
  });
};

function subject(text: string): Part {
  const [kind = '', name = ''] = text.split(' ');
  if (kind === 'sa') return { kind: 'ServiceAccount', ...meta(name) };
  return { kind: kind === 'group' ? 'Group' : 'User', apiGroup: RBAC, name };
}

/** A role, its binding of the same name, and the account that holds it: `grant('ns/x', 'get | core | secrets')`. */
export const grant = (path: string, ...rules: readonly string[]): readonly string[] => {
  const name = path.split('/').at(-1) ?? path;
  const home = path.includes('/') ? path : `default/${name}`;
  const kind = path.includes('/') ? 'Role' : 'ClusterRole';
  return [role(path, ...rules), binding(path, `${kind}/${name}`, `sa ${home}`), account(home)];
};

const CONTAINER = { name: 'c', image: 'i' };
export const pod = (path: string, spec: Part = {}): string =>
  object('v1', 'Pod', path, { spec: { containers: [CONTAINER], ...spec } });
export const workload = (kind: string, path: string, spec: Part = {}): string =>
  object('apps/v1', kind, path, { spec: { template: { spec: { containers: [CONTAINER], ...spec } } } });
