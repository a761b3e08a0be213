import { describe, expect, it } from 'vitest';
import { EstateBuilder } from '../../model/builder.ts';
import type { NetworkFact } from '../../model/facts.ts';
import { tellAzureIdentity, tellAzureResource } from '../tell/azure.ts';
import { deriveAzure } from './derive.ts';

const evidence = [{ file: 'a.json', line: 1 }] as const;
const AT = { environment: 'unknown', evidence, confidence: 'proved' } as const;
const KUBELET = 'aaaaaaaa-0000-0000-0000-000000000001';
const GROUP = '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/ml/providers';

function reached(closed: boolean, pod: Partial<NetworkFact> = {}, realm = 'ml'): readonly string[] {
  const estate = new EstateBuilder();
  tellAzureIdentity(estate, { type: 'managed-identity', name: 'ml-agentpool', principal: KUBELET, ...AT });
  tellAzureIdentity(estate, { type: 'managed-identity', name: 'control', principal: 'bbbbbbbb-0000-0000-0000-000000000001', ...AT });
  tellAzureResource(estate, {
    id: `${GROUP}/Microsoft.ContainerService/managedClusters/ml`, type: 'Microsoft.ContainerService/managedClusters', name: 'ml',
    identities: ['bbbbbbbb-0000-0000-0000-000000000001'], machines: { identities: [KUBELET], closed }, hosts: [], uses: [], ...AT,
  });
  const id = `k8s:Pod:${realm}/team/agent`;
  estate.node({ id, kind: 'Pod', name: 'agent', realm, environment: 'unknown', evidence });
  estate.fact({
    fact: 'network', node: id, workload: id, egress: 'open', metadata: 'open', because: 'nothing was evaluated', evidence, confidence: 'configured', ...pod,
  });
  deriveAzure(estate);
  const built = estate.build();
  const named = new Map(built.nodes.map((one) => [one.id, one.name]));
  return built.edges
    .filter(({ kind }) => kind === 'IMDS_REACH')
    .map(({ to, confidence, precondition }) => `${named.get(to) ?? to} ${confidence}${precondition === undefined ? '' : ` (${precondition})`}`);
} // prettier-ignore

describe('a pod of an AKS cluster', () => {
  it('is given what the kubelet has, not what the control plane has', () => {
    expect(reached(false)).toEqual(['ml-agentpool configured']);
    expect(reached(false, { confidence: 'possible' })).toEqual(['ml-agentpool possible (nothing was evaluated)']);
  });

  it('is not where the cluster or a policy keeps it from the metadata service, unless it is on the network of its node', () => {
    expect(reached(true)).toEqual([]);
    expect(reached(false, { metadata: 'blocked' })).toEqual([]);
    expect(reached(false, {}, 'other')).toEqual([]);
    expect(reached(true, { onNode: true })).toEqual(['ml-agentpool configured']);
  });
});
