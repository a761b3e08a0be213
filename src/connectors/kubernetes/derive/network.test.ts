import { describe, expect, it } from 'vitest';
import { contains, network } from './addresses.ts';
import { derived } from './testing/derived.ts';

const POD =
  'apiVersion: v1\nkind: Pod\nmetadata: { name: p, namespace: ns, labels: { app: p } }\nspec: { containers: [{ name: c }] }\n';
const policy = (spec: string): string =>
  `---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: np, namespace: ns }\nspec: ${spec}\n`;

/** Sentence, policies, egress, metadata. */
const CASES: readonly (readonly [string, string, string, string])[] = [
  ['without a policy everything is open', '', 'open', 'open'],
  ['a policy for ingress alone restricts no egress', policy('{ podSelector: {}, ingress: [] }'), 'open', 'open'],
  ['a default deny closes both', policy('{ podSelector: {}, policyTypes: [Egress] }'), 'restricted', 'blocked'],
  ['a policy for other pods does not count', policy('{ podSelector: { matchLabels: { app: other } }, policyTypes: [Egress] }'), 'open', 'open'],
  ['matchExpressions select', policy('{ podSelector: { matchExpressions: [{ key: app, operator: In, values: [p] }] }, policyTypes: [Egress] }'), 'restricted', 'blocked'],
  ['a rule without peers opens both', policy('{ podSelector: {}, policyTypes: [Egress], egress: [{}] }'), 'open', 'open'],
  [
    'an exception keeps the metadata service out',
    policy('{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [169.254.169.254/32] } }] }] }'),
    'open',
    'blocked',
  ],
  [
    'an exception for a wider network keeps it out too',
    policy('{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [169.254.0.0/16] } }] }] }'),
    'open',
    'blocked',
  ],
  [
    'a rule for port 443 does not reach the metadata service',
    policy('{ podSelector: {}, policyTypes: [Egress], egress: [{ ports: [{ port: 443 }] }] }'),
    'open',
    'blocked',
  ],
  [
    'a private block is no open egress',
    policy('{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }] }'),
    'restricted',
    'blocked',
  ],
  ['an egress key without policyTypes restricts', policy('{ podSelector: {}, egress: [] }'), 'restricted', 'blocked'],
]; // prettier-ignore

describe('network', () => {
  it.each(CASES)('%s', (_, policies, egress, metadata) => {
    const [fact] = derived(POD + policies).facts('network');
    expect([fact?.egress, fact?.metadata]).toEqual([egress, metadata]);
  });

  it('a pod on the network of its node is beyond policies', () => {
    const host = POD.replace('spec: {', 'spec: { hostNetwork: true,');
    const [fact] = derived(host + policy('{ podSelector: {}, policyTypes: [Egress] }')).facts('network');
    expect(fact?.metadata).toBe('open');
  });

  it('reach goes through one zone, or through the peers of an ingress rule', () => {
    const service =
      '---\napiVersion: v1\nkind: Service\nmetadata: { name: s, namespace: ns }\nspec: { selector: { app: p }, ports: [{ port: 80 }] }\n';
    const other = POD.replace('name: p,', 'name: q,').replace('app: p', 'app: q');
    expect(derived(`${POD}---\n${other}${service}`).edges('NET_REACH')).toEqual([
      'k8s:NetworkZone:r/cluster > k8s:Service:r/ns/s',
      'k8s:Pod:r/ns/p > k8s:NetworkZone:r/cluster',
      'k8s:Pod:r/ns/q > k8s:NetworkZone:r/cluster',
    ]);
    const only = policy(
      '{ podSelector: { matchLabels: { app: p } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: q } } }] }] }',
    );
    expect(derived(`${POD}---\n${other}${service}${only}`).edges('NET_REACH')).toEqual([
      'k8s:NetworkZone:r/ns/np#0 > k8s:Service:r/ns/s',
      'k8s:Pod:r/ns/p > k8s:NetworkZone:r/cluster',
      'k8s:Pod:r/ns/q > k8s:NetworkZone:r/cluster',
      'k8s:Pod:r/ns/q > k8s:NetworkZone:r/ns/np#0',
    ]);
  });

  it('reach alone leads into no pod', () => {
    const service =
      '---\napiVersion: v1\nkind: Service\nmetadata: { name: s, namespace: ns }\nspec: { type: LoadBalancer, selector: { app: p }, ports: [{ port: 80 }] }\n';
    const into = [...derived(POD + service).estate.allEdges()].filter(
      (edge) => edge.to === 'k8s:Pod:r/ns/p' && edge.kind !== 'ANSWERED_BY' && edge.kind !== 'PART_OF',
    );
    expect(into).toEqual([]);
  });
});

describe('addresses', () => {
  it.each([
    ['0.0.0.0/0', '169.254.169.254', true],
    ['169.254.0.0/16', '169.254.169.254/32', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['::/0', 'fd00:ec2::254', true],
    ['fd00:ec2::/32', 'fd00:ec2::254', true],
    ['0.0.0.0/0', 'fd00:ec2::254', false],
  ])('%s contains %s: %s', (outer, inner, expected) => {
    const [a, b] = [network(outer), network(inner)];
    expect(a && b && contains(a, b)).toBe(expected);
  });

  it.each(['', '1.2.3', '1.2.3.999', '1.2.3.4/33', ':::', '1::2::3', 'x/8'])('%s is no network', (text) => {
    expect(network(text)).toBeUndefined();
  });
});
