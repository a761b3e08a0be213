import { buildGraph } from '../../graph/build.ts';
import { diagnostic } from '../../model/diagnostic.ts';
import { EstateBuilder } from '../../model/builder.ts';
import type { EstateNode } from '../../model/estate.ts';
import type { Finding } from '../../model/finding.ts';
import { nodeId, type NodeId } from '../../model/id.ts';
import type { EdgeKind, NodeKind } from '../../model/kinds.ts';
import { stepsOf } from '../path-steps.ts';
import type { Scanned } from '../scanned.ts';

/** Text of an attacker who hopes that somebody prints it. */
export const HOSTILE = 'evil\u001b[2J\u202e\u200b\u009b31m\u{e0041}\ud800 "quoted" <b>';

/** A small estate with everything that a report has to print: two realms, a jewel, an owner, a precondition, hostile names. */
export function story(): Scanned {
  const builder = new EstateBuilder();
  const node = (
    kind: NodeKind,
    word: string,
    realm: string,
    path: readonly string[],
    more: Partial<EstateNode> = {},
  ): NodeId =>
    builder.node({
      id: nodeId('k8s', word, realm, ...path),
      kind,
      name: path.at(-1) ?? realm,
      realm,
      environment: realm === 'prod' ? 'prod' : 'dev',
      evidence: [{ file: `${realm}/rbac.yaml`, line: 3 }],
      ...more,
    });
  const edge = (kind: EdgeKind, from: NodeId, to: NodeId, precondition?: string): string =>
    builder.edge({
      kind,
      from,
      to,
      confidence: precondition === undefined ? 'proved' : 'possible',
      evidence: [{ file: 'prod/rbac.yaml', line: 9 }],
      ...(precondition === undefined ? {} : { precondition }),
    });
  const trainer = node('K8sServiceAccount', 'ServiceAccount', 'prod', ['team-a', 'trainer'], {
    namespace: 'team-a',
    declared: { owner: 'ml-platform' },
  });
  const notebook = node('K8sServiceAccount', 'ServiceAccount', 'dev', ['team-a', HOSTILE]);
  const admin = node('PermissionSet', 'PermissionSet', 'prod', ['cluster-admin::trainer-admin'], {
    rules: [
      {
        verbs: ['*'],
        apiGroups: ['*'],
        resources: ['*'],
        resourceNames: [],
        nonResourceURLs: [],
        evidence: [{ file: 'prod/rbac.yaml', line: 9 }],
      },
    ],
  });
  const cluster = node('Cluster', 'Cluster', 'prod', [], {
    jewel: { tier: 13, name: 'cluster-admin of prod', confidence: 'possible', reason: 'holds every right' },
  });
  const secret = node('K8sSecret', 'Secret', 'dev', ['team-a', 'registry-key'], {
    jewel: { tier: 8, name: `keys of ${HOSTILE}`, confidence: 'configured', reason: 'declared' },
    entry: 'notebook-user',
  });
  const bound = edge('HAS_PERMISSION_SET', trainer, admin);
  edge('CLUSTER_ADMIN', admin, cluster);
  edge('READ_SECRET', notebook, secret, `not rendered ${HOSTILE}`);
  builder.source({ path: 'prod', kind: 'kubernetes', files: 2, objects: 5 });
  builder.diagnostic(
    diagnostic('malformed', `bad ${HOSTILE}`, `prod/${HOSTILE}.yaml`, 4),
    diagnostic('not-rendered', 'a template', 'charts/a.yaml', 1),
    diagnostic('not-rendered', 'a template', 'charts/b.yaml'),
    diagnostic('duplicate-id', 'two of them', 'charts/b.yaml', 2),
  );
  const estate = builder.build();
  const graph = buildGraph(estate);
  const path = graph.cheapest(trainer, cluster);
  const findings: Finding[] = [
    {
      id: 'f:0123456789abcdef', rule: 'cluster-admin-workload', severity: 'critical', confidence: 'proved', score: 6.5,
      terms: { tier: 13, environment: 1, cost: 2, proof: 1 }, identity: trainer, owner: 'ml-platform',
      title: 'cluster-admin is bound to a workload', detail: 'The account of a training job holds every right in the cluster.',
      evidence: [{ file: 'prod/rbac.yaml', line: 9 }, { object: 'ClusterRoleBinding trainer-admin', at: '42' }],
      path: path ? stepsOf(path) : [], closes: 1, removes: [bound], frameworks: ['NHI5:2025', 'ASI03'],
      fix: { kind: 'patch', why: 'bind the trainer to the 4 rights that it uses', text: '--- a/prod/rbac.yaml\n+++ b/prod/rbac.yaml\n@@ -9 +9 @@\n-  name: cluster-admin\n+  name: trainer\n' },
    },
    {
      id: 'f:fedcba9876543210', rule: 'no-owner', severity: 'low', confidence: 'possible', score: 0.1,
      terms: { tier: 3, environment: 0.3, cost: 9, proof: 0.5 }, identity: notebook, owner: null,
      title: `nobody answers for ${HOSTILE}`, detail: `No owner. ${HOSTILE}`, evidence: [], path: [], closes: 0, frameworks: [],
      fix: { kind: 'policy', why: `name an owner ${HOSTILE}`, text: `owner: ${HOSTILE}\n` },
    },
  ]; // prettier-ignore
  return { estate, graph, findings };
}
