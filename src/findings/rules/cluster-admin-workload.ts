import type { GrantFact } from '../../model/facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { NodeId } from '../../model/id.ts';
import { group } from '../context.ts';
import { narrowAdmin } from '../fix/narrow-admin.ts';
import { listed } from '../names.ts';
import { isAdmin } from '../rbac/allows.ts';
import { bindingEdges, edgesLost } from '../rbac/edges.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake } from '../stake.ts';
import { isMachine } from '../subjects.ts';

/** Row 15. */
export const clusterAdminWorkload: Rule = {
  name: 'cluster-admin-workload',
  row: 15,
  title: 'A workload may do anything in the cluster or in a namespace',
  severities: [
    ['critical', 'cluster-wide'],
    ['high', 'everything in one namespace, or read from a template that was not rendered'],
  ],
  fires:
    'A binding gives cluster-admin, or a role with * for verbs, groups and resources, to a service account or to a group of machines.',
  quiet: 'The same role bound to a person, or to a group of people; built-in admin, edit and view.',
  frameworks: [
    'NHI5:2025', 'ASI03', 'MAESTRO-L4', 'AI-RMF MEASURE 2.7', 'CSF-2.0 PR.AA-05', 'SP-800-53 AC-6(7)', 'ISO-27001 A.8.2', 'SOC-2 CC6.3',
  ], // prettier-ignore
  *judge(context) {
    const admin = context.grants.filter(
      ({ role, rules }) => (role.builtIn && role.name === 'cluster-admin') || isAdmin(rules),
    );
    const scoped = group(admin, ({ namespace, subjects }) =>
      subjects.filter(({ node }) => isMachine(node)).map(({ node }) => `${namespace ?? ''}\0${node}`),
    );
    for (const [key, grants] of scoped) {
      const [namespace = '', subject = ''] = key.split('\0');
      yield draft(context, subject, namespace === '' ? undefined : namespace, grants);
    }
  },
};

function draft(
  context: JudgeContext,
  identity: NodeId,
  namespace: string | undefined,
  grants: readonly GrantFact[],
): FindingDraft {
  const running = context.runningAs(identity);
  const wide = namespace === undefined;
  const proved = grants.some(({ confidence }) => confidence !== 'possible');
  const where = wide ? 'the whole cluster' : `namespace ${namespace}`;
  const runs =
    running.length > 0 ? ` It is the identity of ${listed(running.map(({ node }) => context.named(node)))}.` : '';
  const { plan, rules } = narrowAdmin(context, grants);
  return {
    severity: wide && proved ? 'critical' : 'high',
    confidence: proved ? 'proved' : 'possible',
    identity,
    title: `${context.named(identity)} may do anything in ${where}`,
    detail: `The binding gives it every verb on every kind of object.${runs} Whoever runs code there, or gets its token, owns ${where}.`,
    evidence: grants.flatMap((grant) => [...grant.evidence, ...subjectEvidence(grant, identity)]),
    key: wide ? 'cluster' : `namespace ${namespace}`,
    ...atStake(
      context.stakeThrough(
        bindingEdges(context, identity, new Set(grants.map(({ node }) => node))).flatMap(
          (id) => context.graph.edge(id) ?? [],
        ),
      ),
    ),
    fix: plan,
    removes: edgesLost(context, grants.map(({ node }) => node), rules), // prettier-ignore
  };
}

export function subjectEvidence(grant: GrantFact, subject: NodeId): GrantFact['evidence'] {
  return grant.subjects.filter(({ node }) => node === subject).map(({ evidence }) => evidence);
}
