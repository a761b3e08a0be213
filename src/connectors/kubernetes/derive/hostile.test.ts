import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPodKind, POD_KINDS } from '../read/pod-templates.ts';
import { derived } from './testing/derived.ts';

/** Keys that readers look at, so that random data reaches deep into them. */
const KEYS = [
  'spec', 'template', 'metadata', 'labels', 'name', 'containers', 'env', 'valueFrom', 'secretKeyRef', 'envFrom', 'secretRef', 'volumes', 'hostPath', 'path',
  'secret', 'predictor', 'model', 'modelFormat', 'storageUri', 'templates', 'container', 'steps', 'dag', 'tasks', 'inline', 'headGroupSpec',
  'workerGroupSpecs', 'rayClusterSpec', 'image', 'args', 'command', 'ports', 'resources', 'limits', 'securityContext', 'rules', 'egress', 'to', 'ipBlock',
  'cidr', 'podSelector', 'matchLabels', 'matchExpressions', 'selector', 'data', 'stringData', 'http', 'backend', '__proto__', 'constructor', 'toString',
] as const; // prettier-ignore

const leaf = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom(...KEYS, 's3://b/m', '0.0.0.0/0', '--api-key', '$(X)'),
);
const json = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 6, withCrossShrink: true }, leaf, fc.array(tie('value'), { maxLength: 4 }), tie('map')),
  map: fc.dictionary(fc.constantFrom(...KEYS), tie('value'), { maxKeys: 6 }),
}));

const KINDS = [
  ...POD_KINDS.map(({ group, kind }) => [group, kind] as const),
  ...([
    ['', 'Secret'], ['', 'ConfigMap'], ['', 'Service'], ['', 'ServiceAccount'], ['networking.k8s.io', 'NetworkPolicy'], ['networking.k8s.io', 'Ingress'],
    ['gateway.networking.k8s.io', 'HTTPRoute'], ['networking.istio.io', 'VirtualService'], ['security.istio.io', 'AuthorizationPolicy'],
    ['security.istio.io', 'RequestAuthentication'], ['networking.istio.io', 'Gateway'], ['gateway.networking.k8s.io', 'Gateway'],
    ['kueue.x-k8s.io', 'ClusterQueue'], ['argoproj.io', 'Application'], ['argoproj.io', 'AppProject'], ['spire.spiffe.io', 'ClusterSPIFFEID'],
    ['external-secrets.io', 'SecretStore'], ['external-secrets.io', 'ExternalSecret'], ['kubeflow.org', 'Profile'], ['kubeflow.org', 'Experiment'],
    ['workload.codeflare.dev', 'AppWrapper'],
  ] as const),
] as const; // prettier-ignore

describe('hostile objects', () => {
  it('no shape of a known kind makes the derivation fail', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...KINDS), json.map), { minLength: 1, maxLength: 6 }), (drawn) => {
        const text = drawn
          .map(([[group, kind], body], index) =>
            JSON.stringify({
              ...body,
              apiVersion: group === '' ? 'v1' : `${group}/v1`,
              kind,
              metadata: { name: `n${String(index % 3)}`, namespace: 'ns' },
            }),
          )
          .join('\n---\n');
        expect(() => derived(text)).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });

  it('resources that hold resources end', () => {
    let body: unknown = {
      apiVersion: 'batch/v1',
      kind: 'Job',
      spec: { template: { spec: { containers: [{ name: 'c' }] } } },
    };
    for (let depth = 0; depth < 20; depth++)
      body = {
        apiVersion: 'workload.codeflare.dev/v1',
        kind: 'AppWrapper',
        metadata: { name: 'a' },
        spec: { components: [{ template: body }] },
      };
    expect(derived(JSON.stringify(body)).facts('workload')).toEqual([]);
    expect(isPodKind('workload.codeflare.dev', 'AppWrapper')).toBe(true);
  });

  it('names of prototypes are names', () => {
    const text =
      'apiVersion: v1\nkind: Pod\nmetadata: { name: constructor, namespace: toString, labels: { __proto__: x } }\nspec: { containers: [{ name: __proto__, image: hasOwnProperty }] }\n';
    expect(derived(text).facts('workload')[0]?.functions).toEqual([]);
  });
});
