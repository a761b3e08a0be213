import { fakeServer, type Fake, type Reply } from './server.ts';

/**
 * A FAKE of a Kubernetes API server for tests: discovery, paged lists, `Status` errors, the forms Table and PartialObjectMetadataList, as
 * "Kubernetes API Concepts" describes them. It takes one bearer token. Over plain HTTP: the kubeconfig says that TLS is not checked.
 */
export interface FakeKubernetes extends Fake {
  /** The next time that the token of a page is used it is over (410 Gone). */
  expire: boolean;
  kubeconfig: string;
}

export const TOKEN = 'fake-bearer-token-never-to-be-written';
export const OTHER_TOKEN = `${TOKEN}-of-another`;
export const VALUE = 'c2VjcmV0LXZhbHVlLW5ldmVyLXRvLWJlLXdyaXR0ZW4=';
const LAST = 'kubectl.kubernetes.io/last-applied-configuration';

const resources = (...named: readonly (readonly [name: string, kind: string])[]): unknown => ({
  kind: 'APIResourceList',
  resources: named.map(([name, kind]) => ({ name, kind, namespaced: true, verbs: ['get', 'list', 'watch'] })),
});
const DISCOVERY: Readonly<Record<string, unknown>> = {
  '/apis': {
    kind: 'APIGroupList',
    groups: [
      ['apps', 'v1'],
      ['rbac.authorization.k8s.io', 'v1'],
      ['serving.kserve.io', 'v1beta1', 'v1alpha1'],
      ['nobody.example.com', 'v1'],
    ].map(([name, ...versions]) => ({
      name,
      versions: versions.map((version) => ({ groupVersion: `${name ?? ''}/${version}`, version })),
      preferredVersion: { version: versions[0] },
    })),
  },
  '/api/v1': resources(['pods', 'Pod'], ['pods/log', 'Pod'], ['serviceaccounts', 'ServiceAccount'], ['secrets', 'Secret'], ['nodes', 'Node']),
  '/apis/apps/v1': resources(['deployments', 'Deployment'], ['replicasets', 'ReplicaSet']),
  '/apis/rbac.authorization.k8s.io/v1': resources(['roles', 'Role'], ['clusterroles', 'ClusterRole']),
  '/apis/serving.kserve.io/v1beta1': resources(['inferenceservices', 'InferenceService']),
  '/apis/serving.kserve.io/v1alpha1': resources(['llminferenceservices', 'LLMInferenceService']),
}; // prettier-ignore

const meta = (name: string, more: object = {}): object => ({
  name,
  namespace: 'team',
  uid: `uid-${name}`,
  resourceVersion: `1${name.length}`,
  managedFields: [{ manager: 'kubectl' }],
  ...more,
});
const spec = { serviceAccountName: 'agent', containers: [{ name: 'main', image: 'registry.example.com/agent:1' }] };
const owned = (kind: string, name: string): object => ({
  ownerReferences: [{ apiVersion: 'apps/v1', kind, name, controller: true }],
});

/** What is there, by path: built-in lists have no kind on their items. */
const LISTS: Readonly<Record<string, readonly object[]>> = {
  '/api/v1/pods': [
    { metadata: meta('first'), spec, status: { phase: 'Running' } },
    { metadata: meta('owned', owned('ReplicaSet', 'rs')), spec },
    { metadata: meta('over'), spec, status: { phase: 'Succeeded' } },
    { metadata: meta('second', { annotations: { [LAST]: VALUE, kept: 'yes' } }), spec },
    { metadata: meta('mirror', { ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name: 'n1', controller: true }] }), spec },
  ],
  '/api/v1/serviceaccounts': [{ metadata: meta('agent') }],
  '/api/v1/nodes': [{ metadata: { ...meta('n1'), namespace: undefined }, status: { images: ['much'] } }],
  '/api/v1/secrets': [{ metadata: meta('keys', { annotations: { [LAST]: VALUE } }), type: 'Opaque', data: { key: VALUE } }],
  '/apis/apps/v1/deployments': [{ metadata: meta('agents'), spec: { template: { metadata: {}, spec } } }],
  '/apis/apps/v1/replicasets': [{ metadata: meta('rs', owned('Deployment', 'agents')), spec: { template: { metadata: {}, spec } } }],
  '/apis/rbac.authorization.k8s.io/v1/roles': [{ metadata: meta('reader'), rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }] }],
  '/apis/serving.kserve.io/v1beta1/inferenceservices': [],
  '/apis/serving.kserve.io/v1alpha1/llminferenceservices': [],
}; // prettier-ignore

const status = (code: number, reason: string, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status: code,
  body: { kind: 'Status', status: 'Failure', code, reason, message: `denied to ${TOKEN}` },
  headers,
});

export async function fakeKubernetes(): Promise<FakeKubernetes> {
  const seen = new Map<string, number>();
  const fake: FakeKubernetes = Object.assign(await fakeServer(
    ({ url = '' }) => decodeURIComponent(url.replace(/[?&](?:limit|includeObject)=\w+/gu, '')),
    (call, { url = '', headers }) => {
      if (headers.authorization !== `Bearer ${TOKEN}` && headers.authorization !== `Bearer ${OTHER_TOKEN}`) return status(401, 'Unauthorized');
      const { pathname, searchParams } = new URL(url, 'http://fake');
      const times = (seen.get(call) ?? 0) + 1;
      seen.set(call, times);
      if (pathname.endsWith('/serviceaccounts') && times === 1) return status(429, 'TooManyRequests', { 'retry-after': '1' });
      if (pathname.endsWith('/roles') && times === 1) return status(500, 'InternalError');
      if (pathname.endsWith('/roles') && times === 2) return { status: 0, reset: true };
      if (pathname.endsWith('/clusterroles')) return status(403, 'Forbidden');
      const token = searchParams.get('continue');
      if (token !== null && fake.expire) {
        fake.expire = false;
        return status(410, 'Expired');
      }
      const items = LISTS[pathname];
      if (items === undefined) return DISCOVERY[pathname] === undefined ? status(404, 'NotFound') : { status: 200, body: DISCOVERY[pathname] };
      return { status: 200, body: page(items, Number(token ?? 0), headers.accept ?? '') };
    },
  ), { expire: false, kubeconfig: '' }); // prettier-ignore
  return Object.assign(fake, { kubeconfig: kubeconfigOf(fake.url) });
}

/** Two objects a page, whatever was asked for. */
function page(items: readonly object[], from: number, accept: string): unknown {
  const some = items.slice(from, from + 2);
  const metadata = { resourceVersion: '100', ...(from + 2 < items.length ? { continue: String(from + 2) } : {}) };
  if (accept.includes('as=Table'))
    return {
      kind: 'Table',
      metadata,
      columnDefinitions: [{ name: 'Name' }, { name: 'Type' }, { name: 'Data' }, { name: 'Age' }],
      rows: some.map((one) => ({
        cells: ['name', 'Opaque', 1, '1d'],
        object: { kind: 'PartialObjectMetadata', metadata: (one as { metadata: object }).metadata },
      })),
    };
  const kind = accept.includes('PartialObjectMetadataList') ? 'PartialObjectMetadataList' : 'List';
  return { kind, metadata, items: some };
}

const kubeconfigOf = (url: string): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'prod-eu',
    clusters: [{ name: 'c', cluster: { server: url, 'insecure-skip-tls-verify': true } }],
    users: [
      { name: 'u', user: { token: TOKEN } },
      { name: 'expired', user: { token: 'old' } },
    ],
    contexts: [
      { name: 'prod-eu', context: { cluster: 'c', user: 'u' } },
      { name: 'expired', context: { cluster: 'c', user: 'expired' } },
    ],
  });
