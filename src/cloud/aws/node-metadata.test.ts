import { describe, expect, it } from 'vitest';
import type { AwsResourceFact } from '../../model/aws-facts.ts';
import type { NetworkFact } from '../../model/facts.ts';
import { ONE, TestAws, trusts } from './testing/account.ts';

const TRUST = [trusts({ Service: 'ec2.amazonaws.com' })];
type Metadata = NonNullable<AwsResourceFact['metadata']>;
const asks = (hops: number): Metadata => ({ tokens: 'required', hops, off: false });

interface Given {
  readonly realm?: string;
  /** Metadata options of each machine or node group, all with one role; `undefined` says nothing. */
  readonly nodes: readonly (Metadata | undefined)[];
  readonly pod?: Partial<NetworkFact>;
  readonly trust?: typeof TRUST;
  /** A node group with another role. */
  readonly other?: true;
}

function reached({ realm = 'ml', nodes, pod = {}, trust = TRUST, other }: Given): readonly string[] {
  const aws = new TestAws();
  const role = (name: string): string => {
    aws.role(name, { trust });
    return `arn:aws:iam::${ONE}:role/${name}`;
  };
  const nodeRole = role('node');
  const node = (id: string, more: Partial<Omit<AwsResourceFact, 'policy'>>): unknown =>
    aws.thing('eks/nodegroup', `arn:aws:eks:eu-west-1:${ONE}:nodegroup/ml/${id}`, { cluster: 'ml', ...more });
  nodes.forEach((metadata, index) => node(String(index), { role: nodeRole, ...(metadata ? { metadata } : {}) }));
  if (other) node('other', { role: role('other'), metadata: asks(2) });
  const id = `k8s:Pod:${realm}/team/agent`;
  const evidence = [aws.place()];
  aws.estate.node({ id, kind: 'Pod', name: 'agent', realm, environment: 'unknown', evidence });
  aws.estate.fact({
    fact: 'network', node: id, workload: id, egress: 'open', metadata: 'open', because: 'nothing was evaluated', evidence,
    confidence: 'configured', ...pod,
  }); // prettier-ignore
  return aws.derived(/^IMDS_REACH$/u);
}

describe('a pod of an EKS cluster and the role of its nodes', () => {
  it.each<[string, Given, string]>([
    ['two hops', { nodes: [asks(2)] }, 'configured'],
    ['no token asked', { nodes: [{ tokens: 'optional', hops: 1, off: false }] }, 'configured'],
    ['one hop, on the network of its node', { nodes: [asks(1)], pod: { onNode: true } }, 'configured'],
    ['what one machine says goes before what the group does not', { nodes: [undefined, asks(2)] }, 'configured'],
    ['a context of aws eks', { nodes: [asks(2)], realm: `arn:aws:eks:eu-west-1:${ONE}:cluster/ml` }, 'configured'],
    ['nothing said', { nodes: [undefined] }, 'possible (the metadata service of its node answers beyond one hop)'],
    ['some nodes alone', { nodes: [asks(1), asks(2)] }, 'possible (the pod runs on a node with this role that answers it)'],
    ['policies of others', { nodes: [asks(2)], pod: { confidence: 'possible' } }, 'possible (nothing was evaluated)'],
  ])('reaches it with %s', (_, given, how) => {
    expect(reached(given)).toEqual([`IMDS_REACH agent > node: ${how}`]);
  }); // prettier-ignore

  it.each<[string, Given]>([
    ['one hop and a token', { nodes: [asks(1)] }],
    ['the service switched off', { nodes: [{ tokens: 'optional', off: true }], pod: { onNode: true } }],
    ['a policy that leaves the address out', { nodes: [asks(2)], pod: { metadata: 'blocked' } }],
    ['a cluster of another name', { nodes: [asks(2)], realm: 'default' }],
    [
      'a role that machines may not take on',
      { nodes: [asks(2)], trust: [trusts({ Service: 'lambda.amazonaws.com' })] },
    ],
  ])('does not reach it with %s', (_, given) => {
    expect(reached(given)).toEqual([]);
  });

  it('reaches each of two roles as possible: which node it is on is not known', () => {
    expect(reached({ nodes: [asks(2)], other: true })).toEqual(
      ['node', 'other'].map(
        (role) => `IMDS_REACH agent > ${role}: possible (the pod runs on a node with this role that answers it)`,
      ),
    );
  });
});
