import { describe, expect, it } from 'vitest';
import { EstateBuilder } from '../../model/builder.ts';
import type { NetworkFact } from '../../model/facts.ts';
import type { GcpNodePool } from '../../model/gcp-facts.ts';
import { tellGcpResource } from '../tell/gcp.ts';
import { deriveGcp } from './derive.ts';

const evidence = [{ file: 'a.json', line: 1 }] as const;
const AT = { environment: 'unknown', evidence, confidence: 'proved' } as const;
const ALL = 'https://www.googleapis.com/auth/cloud-platform';
const node = (more: Partial<GcpNodePool> = {}): GcpNodePool => ({
  account: 'nodes@acme-ml.iam.gserviceaccount.com',
  scopes: [ALL],
  metadata: 'node',
  ...more,
});

interface Given {
  readonly pools: readonly GcpNodePool[];
  readonly podIdentities?: boolean;
  readonly realm?: string;
  readonly pod?: Partial<NetworkFact>;
}

function reached({ pools, podIdentities = false, realm = 'ml', pod = {} }: Given): readonly string[] {
  const estate = new EstateBuilder();
  tellGcpResource(estate, { on: { type: 'project', name: 'acme-ml' }, number: '123456789012', ...AT });
  tellGcpResource(estate, { on: { type: 'cluster', name: 'ml', project: 'acme-ml' }, pools, podIdentities, ...AT });
  const id = `k8s:Pod:${realm}/team/agent`;
  estate.node({ id, kind: 'Pod', name: 'agent', realm, environment: 'unknown', evidence });
  estate.fact({
    fact: 'network', node: id, workload: id, egress: 'open', metadata: 'open', because: 'nothing was evaluated', evidence, confidence: 'configured', ...pod,
  }); // prettier-ignore
  deriveGcp(estate);
  return estate
    .build()
    .edges.filter(({ kind }) => kind === 'IMDS_REACH')
    .map(({ to, confidence, precondition }) => `${to.split('/').at(-1) ?? ''} ${confidence}${precondition === undefined ? '' : ` (${precondition})`}`);
} // prettier-ignore

const NODES = 'nodes@acme-ml.iam.gserviceaccount.com';

describe('a pod of a GKE cluster and the account of its nodes', () => {
  it.each<[string, Given, readonly string[]]>([
    ['the metadata of the machine', { pools: [node()] }, [`${NODES} configured`]],
    ['the default account', { pools: [{ scopes: [ALL], metadata: 'node' }] }, ['123456789012-compute@developer.gserviceaccount.com configured']],
    ['a context of gcloud', { pools: [node()], realm: 'gke_acme-ml_europe-west4_ml' }, [`${NODES} configured`]],
    ['scopes that limit it', { pools: [node({ scopes: ['https://www.googleapis.com/auth/devstorage.read_only'] })] }, [`${NODES} possible (it is within the scopes of the node pool: devstorage.read_only)`]],
    ['one pool of two', { pools: [node(), node({ account: 'other@acme-ml.iam.gserviceaccount.com', metadata: 'pods' })] }, [`${NODES} possible (the pod runs on a node pool with this account)`]],
    ['identities of pods, on the network of its node', { pools: [node({ metadata: 'pods' })], pod: { onNode: true } }, [`${NODES} configured`]],
    ['a pool that says nothing in a cluster without identities of pods', { pools: [{ account: NODES }] }, [`${NODES} configured`]],
  ])('reaches it with %s', (_, given, how) => {
    expect(reached(given)).toEqual(how);
  }); // prettier-ignore

  it.each<[string, Given]>([
    ['the GKE metadata server', { pools: [node({ metadata: 'pods' })] }],
    ['a pool that says nothing in a cluster with identities of pods', { pools: [{ account: NODES }], podIdentities: true }],
    ['a policy that leaves the address out', { pools: [node()], pod: { metadata: 'blocked' } }],
    ['a cluster of another name', { pools: [node()], realm: 'other' }],
  ])('does not reach it with %s', (_, given) => {
    expect(reached(given)).toEqual([]);
  }); // prettier-ignore
});
