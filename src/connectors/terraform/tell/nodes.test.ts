import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../model/facts.ts';
import { printHoles } from '../../../model/hole.ts';
import { toldOf } from './testing.ts';

const factsOf = <F extends Fact['fact']>(
  kind: F,
  resources: Readonly<Record<string, unknown>>,
): readonly Extract<Fact, { fact: F }>[] =>
  toldOf(resources).facts.filter((one): one is Extract<Fact, { fact: F }> => one.fact === kind);

describe('machines of clusters', () => {
  it('a node group of EKS does as its launch template says, or as EKS does', () => {
    const group = { cluster_name: 'ml', node_group_name: 'gpu', node_role_arn: 'arn:aws:iam::111122223333:role/node' };
    const template = { metadata_options: [{ http_tokens: 'required', http_put_response_hop_limit: 1 }] };
    const said = (more: object, rest: Readonly<Record<string, unknown>> = {}): unknown => {
      const [one] = factsOf('aws-resource', { 'aws_eks_node_group.gpu': { ...group, ...more }, ...rest }).filter(
        ({ type }) => type === 'nodegroup',
      );
      return { cluster: one?.cluster, role: one?.role, metadata: one?.metadata };
    };
    const known = { cluster: 'ml', role: 'arn:aws:iam::111122223333:role/node' };
    expect(said({})).toEqual({ ...known, metadata: { tokens: 'required', hops: 2, off: false } });
    expect(
      said({ launch_template: [{ id: '«aws_launch_template.t.id»' }] }, { 'aws_launch_template.t': template }),
    ).toEqual({ ...known, metadata: { tokens: 'required', hops: 1, off: false } });
    expect(said({ launch_template: [{ id: 'lt-elsewhere' }] })).toEqual({ ...known, metadata: undefined });
  });

  it('node pools of GKE say which account and scopes they have, and whether pods have identities', () => {
    const told = factsOf('gcp-resource', {
      'google_container_cluster.ml': {
        name: 'ml', project: 'acme', location: 'europe-west4', remove_default_node_pool: true, initial_node_count: 1,
        workload_identity_config: [{ workload_pool: 'acme.svc.id.goog' }],
      },
      'google_container_node_pool.gpu': {
        cluster: 'ml', project: 'acme', location: 'europe-west4',
        node_config: [{ service_account: 'n@acme.iam.gserviceaccount.com', oauth_scopes: ['https://www.googleapis.com/auth/cloud-platform'], workload_metadata_config: [{ mode: 'GCE_METADATA' }] }],
      },
      'google_container_cluster.auto': { name: 'auto', project: 'acme', location: 'europe-west4', enable_autopilot: true },
    });
    expect(told.map(({ on, pools, podIdentities }) => [on.name, pools, podIdentities])).toEqual([
      ['ml', [], true],
      ['ml', [{ account: 'n@acme.iam.gserviceaccount.com', scopes: ['https://www.googleapis.com/auth/cloud-platform'], metadata: 'node' }], undefined],
      ['auto', [{ metadata: 'pods' }], true],
    ]);
  }); // prettier-ignore

  it('machines of AKS hand out the identity of their kubelets, which a role assignment names by reference', () => {
    const resources = {
      'azurerm_kubernetes_cluster.ml': { name: 'ml', resource_group_name: 'g', identity: [{ type: 'SystemAssigned' }] },
      'azurerm_role_assignment.r': {
        scope: '/subscriptions/11111111-1111-1111-1111-111111111111', role_definition_name: 'Reader',
        principal_id: '«azurerm_kubernetes_cluster.ml.kubelet_identity[0].object_id»',
      },
    };
    const [cluster] = factsOf('azure-resource', resources);
    const [assignment] = factsOf('azure-assignment', resources);
    expect(cluster?.machines?.identities.map(printHoles)).toEqual([printHoles(assignment?.principal ?? '')]);
    const given = { user_assigned_identity_id: '/subscriptions/s/k', object_id: 'o', client_id: 'c' };
    const [own] = factsOf('azure-resource', { 'azurerm_kubernetes_cluster.ml': { name: 'ml', kubelet_identity: [given] } });
    expect(own?.machines).toEqual({ identities: ['/subscriptions/s/k'], closed: false });
  }); // prettier-ignore
});
