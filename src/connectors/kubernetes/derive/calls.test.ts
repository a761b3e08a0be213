import { describe, expect, it } from 'vitest';
import { derived } from './testing/derived.ts';

const deployment = (name: string, container: string, namespace = 'ns'): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec: { template: { metadata: { labels: { app: ${name} } }, spec: { containers: [${container}] } } }
---
`;
const service = (name: string, namespace = 'ns'): string => `apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace} }
spec: { selector: { app: ${name} }, ports: [{ port: 80 }] }
---
`;
const called = (env: string, more = ''): readonly string[] =>
  derived(deployment('a', `{ name: c, image: i, env: [${env}] }`) + service('b') + service('b', 'other') + more)
    .edges('CALLS')
    .map((one) => one.replace(/^.* > /u, ''));

describe('whom pods are configured to call', () => {
  it.each([
    ["{ name: B_URL, value: 'http://b:80/v1' }", ['k8s:Service:r/ns/b']],
    ['{ name: B_HOST, value: b }', ['k8s:Service:r/ns/b']],
    ["{ name: B_URL, value: 'http://b.other' }", ['k8s:Service:r/other/b']],
    ["{ name: B_ENDPOINT, value: 'b.other.svc:9000' }", ['k8s:Service:r/other/b']],
    ["{ name: B_URL, value: 'grpc://b.ns.svc.cluster.local:1' }", ['k8s:Service:r/ns/b']],
    ["{ name: OPENAI_BASE_URL, value: 'https://api.openai.com/v1' }", ['vendor:Vendor:openai']],
    ['{ name: MODE, value: b }', []],
    ["{ name: B_HOST, value: '0.0.0.0' }", []],
    ["{ name: B_URL, value: 'http://localhost:8000' }", []],
    ['{ name: B_HOST, value: unknown-name }', []],
  ])('%s: %j', (env, to) => {
    expect(called(env)).toEqual(to);
  });

  it('another host is asked for by its key, and named where nothing answers', () => {
    const estate = derived(
      deployment('a', "{ name: c, image: i, env: [{ name: X_URL, value: 'https://x.example.test' }] }"),
    );
    expect(estate.estate.allReferences()).toMatchObject([
      { kind: 'CALLS', key: 'host:x.example.test', otherwise: { id: 'net:Host:x.example.test' } },
    ]);
  });

  it('an index is retrieved from, and written by what ingests', () => {
    const text =
      deployment('rag', "{ name: c, image: i, env: [{ name: QDRANT_URL, value: 'http://q:6333' }] }") +
      deployment('ingest', "{ name: c, image: i, env: [{ name: QDRANT_URL, value: 'http://q:6333' }] }") +
      deployment('q', '{ name: c, image: qdrant/qdrant }') +
      service('q');
    const told = derived(text);
    expect(told.edges('RETRIEVES_FROM')).toHaveLength(2);
    expect(told.edges('INDEXES')).toEqual(['k8s:Pod:r/ns/Deployment/ingest > k8s:VectorIndex:r/ns/q']);
    expect(told.edges('ANSWERED_BY').some((one) => one.startsWith('k8s:Service:r/ns/q > '))).toBe(true);
  });
});

describe('the Envoy AI Gateway', () => {
  const ROUTE = `apiVersion: aigateway.envoyproxy.io/v1beta1
kind: AIGatewayRoute
metadata: { name: r, namespace: ns }
spec:
  parentRefs: [{ name: g, kind: Gateway }]
  rules:
    - matches: [{ headers: [{ type: Exact, name: x-ai-eg-model, value: gpt-4o }] }]
      backendRefs: [{ name: openai }]
---
apiVersion: aigateway.envoyproxy.io/v1beta1
kind: AIServiceBackend
metadata: { name: openai, namespace: ns }
spec: { schema: { name: OpenAI }, backendRef: { name: openai, kind: Backend, group: gateway.envoyproxy.io } }
---
apiVersion: gateway.envoyproxy.io/v1alpha1
kind: Backend
metadata: { name: openai, namespace: ns }
spec: { endpoints: [{ fqdn: { hostname: api.openai.com, port: 443 } }] }
---
apiVersion: aigateway.envoyproxy.io/v1beta1
kind: BackendSecurityPolicy
metadata: { name: key, namespace: ns }
spec: { type: APIKey, apiKey: { secretRef: { name: openai-key } }, targetRefs: [{ kind: AIServiceBackend, name: openai }] }
`;

  it('is a front door that forwards with the Secret of its policy', () => {
    const told = derived(ROUTE);
    expect(told.edges('GATEWAY_FORWARDS_AS')).toEqual(['k8s:AIGatewayRoute:r/ns/r > k8s:Secret:r/ns/openai-key']);
    expect(told.edges('CALLS')).toEqual(['k8s:AIServiceBackend:r/ns/openai > vendor:Vendor:openai']);
    expect(told.edges('ROUTES_TO')).toEqual([
      'k8s:AIGatewayRoute:r/ns/r > k8s:Model:r/ns/r/gpt-4o',
      'k8s:Gateway:r/ns/g > k8s:AIGatewayRoute:r/ns/r',
      'k8s:Model:r/ns/r/gpt-4o > k8s:AIServiceBackend:r/ns/openai',
    ]);
  });

  it('forwards nothing for a policy of another backend', () => {
    expect(
      derived(ROUTE.replace('AIServiceBackend, name: openai }', 'AIServiceBackend, name: x }')).edges(
        'GATEWAY_FORWARDS_AS',
      ),
    ).toEqual([]);
  });
});
