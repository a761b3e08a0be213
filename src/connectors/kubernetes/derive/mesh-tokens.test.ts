import { describe, expect, it } from 'vitest';
import { derived } from './testing/derived.ts';

const POD = `apiVersion: apps/v1
kind: Deployment
metadata: { name: gw, namespace: istio-system }
spec: { template: { metadata: { labels: { istio: ingress, app: gw } }, spec: { containers: [{ name: p, image: istio/proxyv2, args: [proxy, router] }] } } }
---
`;
const GATE = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: front, namespace: models }
spec: { selector: { istio: ingress, app: gw } }
---
`;
const auth = (spec: string, namespace = 'istio-system', name = 'jwt'): string => `apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: { name: ${name}, namespace: ${namespace} }
spec: ${spec}
---
`;
const RULES = 'jwtRules: [{ issuer: "https://idp", forwardOriginalToken: true }]';
const ON = `{ selector: { matchLabels: { istio: ingress } }, ${RULES} }`;
const WORKLOAD = 'k8s:Deployment:r/istio-system/gw';

/** Sentence, manifest, who hands on. */
const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  ['a gateway whose policy names its pods', POD + GATE + auth(ON), [WORKLOAD]],
  ['a policy of the root namespace for all pods', POD + GATE + auth(`{ ${RULES} }`), [WORKLOAD]],
  ['a gateway whose pods stand in no file', GATE + auth(ON), ['k8s:FrontDoor:r/models/front']],
  ['a gateway of the Gateway API that is named', `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: api, namespace: ns }
spec: { gatewayClassName: istio }
---
${auth(`{ targetRefs: [{ group: gateway.networking.k8s.io, kind: Gateway, name: api }], ${RULES} }`, 'ns')}`, ['k8s:FrontDoor:r/ns/api']],
  ['a sidecar: the program of the pod is whom the token is for', POD + auth(ON), []],
  ['a policy of another namespace', POD + GATE + auth(ON, 'models'), []],
  ['a gateway that takes the token off', POD + GATE + auth(ON.replace('true', 'false')), []],
  ['nothing said: it is taken off', POD + GATE + auth(ON.replace(', forwardOriginalToken: true', '')), []],
  ['a gateway for other pods', POD + GATE.replace('app: gw', 'app: other') + auth(`{ selector: { matchLabels: { app: gw } }, ${RULES} }`), []],
]; // prettier-ignore

describe('tokens that a gateway of the mesh hands on', () => {
  it.each(CASES)('%s', (_, text, want) => {
    const facts = derived(text).facts('passthrough');
    expect(facts.map(({ node }) => node)).toEqual(want);
    for (const { evidence, span } of facts) expect([evidence.length, span !== undefined]).toEqual([1, true]);
  });

  it('can be turned off where it stands, unless somebody behind verifies the token', () => {
    const text = POD + GATE + auth(ON);
    expect(derived(text).facts('passthrough')[0]?.instead).toBe('false');
    const behind = auth(`{ jwtRules: [{ issuer: "https://idp" }] }`, 'models', 'behind');
    expect(derived(text + behind).facts('passthrough')[0]?.instead).toBeUndefined();
  });

  it('is only possible in a template that was not rendered', () => {
    expect(derived(POD + GATE + auth(ON), 'unknown', 'symbolic').facts('passthrough')[0]?.confidence).toBe('possible');
  });
});
