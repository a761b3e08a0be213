import { describe, expect, it } from 'vitest';
import { derived } from './testing/derived.ts';

const app = (container: string, more = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: a, namespace: ns }
spec: { template: { metadata: { labels: { app: a } }, spec: { containers: [${container}] } } }
---
apiVersion: v1
kind: Service
metadata: { name: a, namespace: ns }
spec: { selector: { app: a }, ports: [{ port: 80, targetPort: 8000 }] }
${more}`;

const VLLM = "{ name: v, image: 'vllm/vllm-openai:v1', args: [--model, m/n], ports: [{ containerPort: 8000 }] }";
const MESH = `---
apiVersion: v1
kind: Namespace
metadata: { name: ns, labels: { istio-injection: enabled } }
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: ap, namespace: ns }
`;

/** Sentence, manifest, product, exposure, authentication. */
const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  ['vLLM without a key', app(VLLM), ['vLLM', 'cluster', 'none']],
  ['vLLM with a flag', app(VLLM.replace('--model', '--api-key=k, --model')), ['vLLM', 'cluster', 'required']],
  ['vLLM with a key from a Secret', app(VLLM.replace('args', 'env: [{ name: VLLM_API_KEY, valueFrom: { secretKeyRef: { name: s, key: k } } }], args')), ['vLLM', 'cluster', 'required']],
  ['vLLM whose variables are unknown', app(VLLM.replace('args', 'envFrom: [{ secretRef: { name: gone } }], args')), ['vLLM', 'cluster', 'unknown']],
  ['vLLM in a shell line', app("{ name: v, image: x, command: [sh, -c, 'vllm serve m/n --port 8000'], ports: [{ containerPort: 8000 }] }"), ['vLLM', 'cluster', 'none']],
  ['LiteLLM without a master key', app("{ name: l, image: 'ghcr.io/berriai/litellm:main', ports: [{ containerPort: 8000 }] }"), ['LiteLLM', 'cluster', 'none']],
  ['a notebook with an empty token', app("{ name: n, image: 'quay.io/jupyter/base-notebook', args: [start-notebook.sh, \"--ServerApp.token=''\"], ports: [{ containerPort: 8000 }] }"), ['Jupyter', 'cluster', 'none']],
  ['behind an ingress', app(VLLM, '---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: i, namespace: ns }\nspec: { rules: [{ http: { paths: [{ backend: { service: { name: a } } }] } }] }\n'), ['vLLM', 'ingress', 'none']],
  ['behind an ingress that signs in', app(VLLM, "---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: i, namespace: ns, annotations: { nginx.ingress.kubernetes.io/auth-url: 'https://a' } }\nspec: { rules: [{ http: { paths: [{ backend: { service: { name: a } } }] } }] }\n"), ['vLLM', 'ingress', 'unknown']],
  ['behind an HTTPRoute', app(VLLM, '---\napiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: h, namespace: ns }\nspec: { rules: [{ backendRefs: [{ name: a, port: 80 }] }] }\n'), ['vLLM', 'ingress', 'none']],
  ['in the mesh with callers named', app(VLLM, `${MESH}spec: { rules: [{ from: [{ source: { principals: [cluster.local/ns/x/sa/y] } }] }] }\n`), ['vLLM', 'cluster', 'required']],
  ['in the mesh with everybody let through', app(VLLM, `${MESH}spec: { rules: [{}] }\n`), ['vLLM', 'cluster', 'none']],
  ['in the mesh with an empty policy, which denies all', app(VLLM, `${MESH}spec: {}\n`), ['vLLM', 'cluster', 'required']],
  ['a policy for other pods', app(VLLM, `${MESH}spec: { selector: { matchLabels: { app: b } } }\n`), ['vLLM', 'cluster', 'none']],
  ['a policy in a namespace outside the mesh', app(VLLM, `${MESH.replace(', labels: { istio-injection: enabled }', '')}spec: {}\n`), ['vLLM', 'cluster', 'none']],
]; // prettier-ignore

describe('endpoints', () => {
  it.each(CASES)('%s', (_, text, want) => {
    const [fact] = derived(text).facts('endpoint');
    expect([fact?.product, fact?.exposure, fact?.authentication]).toEqual(want);
  });

  it('a named caller of the mesh is allowed', () => {
    const text = app(
      VLLM,
      `${MESH}spec: { rules: [{ from: [{ source: { principals: [cluster.local/ns/x/sa/y] } }] }] }\n`,
    );
    expect(derived(text).edges('ALLOWS_CALLER')).toEqual(['k8s:ServiceAccount:r/x/y > k8s:Service:r/ns/a']);
  });

  it('a load balancer is on the internet, an internal one is not', () => {
    const open = app(VLLM).replace('spec: { selector', 'spec: { type: LoadBalancer, selector');
    expect(derived(open).edges('ROUTES_TO')).toEqual(['k8s:NetworkZone:r/internet > k8s:Service:r/ns/a']);
    expect(derived(open).facts('endpoint')[0]?.exposure).toBe('internet');
    expect(derived(open).node('k8s:NetworkZone:r/internet')?.entry).toBe('internet');
    const inside = open.replace(
      'name: a, namespace: ns }\nspec: { type',
      "name: a, namespace: ns, annotations: { service.beta.kubernetes.io/aws-load-balancer-internal: 'true' } }\nspec: { type",
    );
    expect(derived(inside).edges('ROUTES_TO')).toEqual([]);
  });

  const RAY =
    'apiVersion: ray.io/v1\nkind: RayCluster\nmetadata: { name: c, namespace: ns }\nspec: { headGroupSpec: { template: { spec: { serviceAccountName: sa, containers: [{ name: h, image: rayproject/ray }] } } } }\n';

  it('a Ray head without a token executes what anybody submits', () => {
    const found = derived(RAY);
    expect(found.edges('EXPLOITS_SERVICE')).toEqual(['k8s:Service:r/ns/c-head-svc > k8s:Pod:r/ns/RayCluster/c/head']);
    expect(found.facts('submit').map((one) => [one.runsAs, one.authentication])).toEqual([
      ['k8s:ServiceAccount:r/ns/sa', 'none'],
    ]);
  });

  it('a Ray head with a token does not', () => {
    const found = derived(RAY.replace('spec: { headGroupSpec', 'spec: { authOptions: { mode: token }, headGroupSpec'));
    expect(found.edges('EXPLOITS_SERVICE')).toEqual([]);
    expect(found.facts('submit').map((one) => one.authentication)).toEqual(['required']);
  });

  const INGRESS = (port: number): string =>
    `---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: i, namespace: ns }\nspec: { rules: [{ http: { paths: [{ backend: { service: { name: c-head-svc, port: { number: ${port} } } } }] } }] }\n`;
  const PORTS = 'image: rayproject/ray, ports: [{ containerPort: 8265 }, { containerPort: 10001, name: client }]';

  it('an ingress exposes what answers on its port', () => {
    const head = RAY.replace('image: rayproject/ray', PORTS);
    expect(derived(head + INGRESS(8265)).facts('endpoint')[0]?.exposure).toBe('ingress');
    const client = derived(head + INGRESS(10001));
    expect(client.facts('endpoint')[0]?.exposure).toBe('cluster');
    const [route] = client.of('ROUTES_TO').filter((edge) => edge.to === 'k8s:Service:r/ns/c-head-svc');
    expect([route?.confidence, route?.precondition]).toEqual([
      'possible',
      'what answers on port 10001 takes jobs without asking, as the dashboard does',
    ]);
  });

  it.each([
    ['headGroupSpec: {', 'headGroupSpec: { serviceType: LoadBalancer,', 'internet', 'c-head-svc'],
    ['headGroupSpec: {', 'headGroupSpec: { serviceType: NodePort,', 'ingress', 'c-head-svc'],
    ['headGroupSpec: {', 'headGroupSpec: { headService: { metadata: { name: mine }, spec: { type: LoadBalancer } },', 'internet', 'mine'],
    ['headGroupSpec: {', 'headServiceAnnotations: { networking.gke.io/load-balancer-type: Internal }, headGroupSpec: { serviceType: LoadBalancer,', 'cluster', 'c-head-svc'],
  ])('the Service of a Ray head is exposed as its author says: %#', (from, to, exposure, name) => {
    const [fact] = derived(RAY.replace(from, to)).facts('endpoint');
    expect([fact?.exposure, fact?.node]).toEqual([exposure, `k8s:Service:r/ns/${name}`]);
  }); // prettier-ignore

  it('a RayService is reached by its own Service and by the one that its cluster is given', () => {
    const service = RAY.replace('RayCluster', 'RayService')
      .replace(
        'spec: { headGroupSpec: {',
        'spec: { rayClusterConfig: { headGroupSpec: { headService: { metadata: { name: mine } },',
      )
      .replace(/ \}\n$/u, ' } }\n');
    const found = derived(service + INGRESS(8265).replace('c-head-svc', 'mine')).facts('endpoint');
    expect(found.map((one) => [one.node, one.exposure])).toEqual([
      ['k8s:Service:r/ns/c-head-svc', 'cluster'],
      ['k8s:Service:r/ns/mine', 'ingress'],
    ]);
  });

  it('a Service type exposes no other Service of that name', () => {
    const named = 'headGroupSpec: { headService: { metadata: { name: mine } },';
    const two = `${RAY.replace('headGroupSpec: {', named.replace('} },', '}, spec: { type: LoadBalancer } },'))}---\n${RAY.replace('name: c,', 'name: d,').replace('headGroupSpec: {', named)}`;
    const found = derived(two).facts('endpoint');
    expect(found.map((one) => [one.workload, one.exposure])).toEqual([
      ['k8s:RayCluster:r/ns/c', 'internet'],
      ['k8s:RayCluster:r/ns/d', 'cluster'],
    ]);
  });

  it('the head of a RayJob is exposed as its cluster spec says', () => {
    const job = RAY.replace('RayCluster', 'RayJob').replace(
      'spec: { headGroupSpec: {',
      'spec: { rayClusterSpec: { headGroupSpec: { serviceType: LoadBalancer,',
    );
    expect(derived(job.replace(/\}\n$/u, '} }\n')).facts('endpoint')[0]?.exposure).toBe('internet');
  });

  it('the head of a RayCronJob takes jobs while one runs', () => {
    const cron = RAY.replace('RayCluster', 'RayCronJob').replace(
      'spec: { headGroupSpec: {',
      'spec: { jobTemplate: { rayClusterSpec: { headGroupSpec: {',
    );
    expect(derived(cron.replace(/\}\n$/u, '} } }\n')).facts('endpoint')).toMatchObject([{ authentication: 'none' }]);
  });

  it('a route is named before the type of the Service behind it', () => {
    const both = RAY.replace('headGroupSpec: {', 'headGroupSpec: { serviceType: NodePort,') + INGRESS(8265);
    expect(derived(both).facts('endpoint')[0]?.evidence.at(-1)).toMatchObject({ line: 9 });
  });

  it('a network policy of KubeRay keeps other pods out', () => {
    const closed = derived(RAY.replace('spec: { head', 'spec: { networkPolicy: { mode: DenyAll }, head'));
    expect(closed.facts('endpoint').map((one) => [one.authentication, one.because])).toEqual([
      ['unknown', 'the Ray dashboard and job API ask for no credentials; network policy c-head says who may connect'],
    ]);
    expect(closed.edges('EXPLOITS_SERVICE')).toHaveLength(1);
    const egress = derived(RAY.replace('spec: { head', 'spec: { networkPolicy: { mode: DenyAllEgress }, head'));
    expect(egress.facts('endpoint').map((one) => one.authentication)).toEqual(['none']);
  });

  it('a network policy for the pods of every namespace keeps nobody out', () => {
    const policy = `---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: p, namespace: ns }\nspec: { podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }] }] }\n`;
    expect(derived(app(VLLM, policy)).facts('endpoint')[0]?.authentication).toBe('none');
    const own = policy.replace('namespaceSelector: {}', 'podSelector: {}');
    expect(derived(app(VLLM, own)).facts('endpoint')[0]?.authentication).toBe('unknown');
  });

  it('a program of its own in the image of a model server is not the model server', () => {
    const cache = VLLM.replace('args: [--model, m/n]', 'command: [/opt/venv/bin/lmcache_server, 0.0.0.0]');
    expect(derived(app(cache)).facts('endpoint')).toEqual([]);
  });

  it('a model without authentication is used, not entered', () => {
    expect(derived(app(VLLM)).edges('EXPLOITS_SERVICE')).toEqual([]);
  });
});
