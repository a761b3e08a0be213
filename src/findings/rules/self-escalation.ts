import type { EstateEdge } from '../../model/estate.ts';
import type { GrantFact } from '../../model/facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { EdgeKind } from '../../model/kinds.ts';
import type { NodeId } from '../../model/id.ts';
import { group } from '../context.ts';
import { stripRights } from '../fix/strip-rights.ts';
import { listed } from '../names.ts';
import { allows } from '../rbac/allows.ts';
import { edgesLost } from '../rbac/edges.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, givesRights, leadingTo, tierOf } from '../stake.ts';
import { isMachine } from '../subjects.ts';

/** Rights that are ways to more rights, in the words of a title. */
const WAYS: Partial<Record<EdgeKind, string>> = {
  BIND_CLUSTER_ROLE: 'bind itself any cluster role',
  ROLE_BIND: 'bind itself rights that it does not hold',
  ESCALATE_ROLE: 'write rights that it does not hold into a role',
  IMPERSONATE: 'act as other identities',
  MINT_TOKEN: 'create tokens of other service accounts',
  APPROVE_CERTIFICATE: 'approve client certificates of any identity',
  NODE_PROXY: 'run commands through the kubelet of any node',
  ESCALATE_VIA_WEBHOOK: 'change every object on admission',
};

/** Above the design's table. One finding an identity. */
export const selfEscalation: Rule = {
  name: 'self-escalation',
  row: 49,
  title: 'An identity may give itself rights that it was not given',
  severities: [
    [
      'high',
      'a path over one of these rights reaches administration of the cluster, and the right is not only over webhooks',
    ],
    ['medium', 'any other: what is reached is less, or the right is to change webhook configurations'],
  ],
  fires:
    'A role gives a machine bind, escalate or impersonate, token creation for other accounts, certificate approval, nodes/proxy, or changes to mutating webhooks.',
  quiet:
    'An identity that is cluster-admin anyway; rights limited by name to what it owns; people; built-in roles nobody bound.',
  frameworks: ['NHI5:2025', 'ASI03', 'MAESTRO-L4', 'CSF-2.0 PR.AA-05', 'ISO-27001 A.8.2'],
  *judge(context) {
    const held = group(context.grants, (grant) => grant.subjects.map(({ node }) => node).filter(isMachine));
    const gone = new Set(context.dangling.map(({ missing }) => missing));
    for (const [identity, grants] of held) {
      if (gone.has(identity)) continue;
      const edges = [...new Set(grants.map(({ node }) => node))].flatMap((set) => context.graph.outgoing(set));
      if (edges.some(({ kind }) => kind === 'CLUSTER_ADMIN' || kind === 'NAMESPACE_ADMIN')) continue;
      const ways = edges.filter((edge) => edge.to !== identity && leadsOn(context, edge, grants));
      if (ways.length > 0) yield draft(context, identity, grants, ways);
    }
  },
};

/** A token of an account without rights gives nothing; a webhook that is named is the controller's own. */
function leadsOn(context: JudgeContext, { kind, from, to }: EstateEdge, grants: readonly GrantFact[]): boolean {
  if (WAYS[kind] === undefined) return false;
  if (kind === 'MINT_TOKEN') return givesRights(context, to);
  if (kind !== 'ESCALATE_VIA_WEBHOOK') return true;
  return grants
    .filter(({ node }) => node === from)
    .some(({ rules }) => rules.some((rule) => CHANGE.some((verb) => allows(rule, ...WEBHOOKS, verb))));
}

const WEBHOOKS = ['admissionregistration.k8s.io', 'mutatingwebhookconfigurations'] as const;
const CHANGE = ['create', 'update', 'patch'];

function draft(
  context: JudgeContext,
  identity: NodeId,
  grants: readonly GrantFact[],
  ways: readonly EstateEdge[],
): FindingDraft {
  const used = grants.filter(({ node }) => ways.some(({ from }) => from === node));
  const kinds = [...new Set(ways.map(({ kind }) => kind))].sort();
  // Who may bind any cluster role may bind rights that it does not hold.
  const said = kinds.filter((kind) => kind !== 'ROLE_BIND' || !kinds.includes('BIND_CLUSTER_ROLE'));
  const through = context.stakeThrough(ways, identity);
  const direct = kinds.some((kind) => kind !== 'ESCALATE_VIA_WEBHOOK');
  const wide = used.some(({ namespace }) => namespace === undefined);
  const { plan, rules } = stripRights(used);
  return {
    severity: direct && wide && tierOf(through) >= 13 ? 'high' : 'medium',
    confidence: ways.some(({ confidence }) => confidence === 'proved')
      ? 'proved'
      : ways.some(({ confidence }) => confidence === 'configured')
        ? 'configured'
        : 'possible',
    identity,
    title: `${context.named(identity)} may ${listed(said.map((kind) => WAYS[kind] ?? kind))} ${wide ? 'in every namespace' : `in namespace ${listed(used.flatMap(({ namespace }) => namespace ?? []))}`}`,
    detail: `With that it is worth more than its role says.${leadingTo(through)}`,
    evidence: [...used.flatMap(({ evidence }) => evidence), ...ways.flatMap(({ evidence }) => evidence)],
    key: 'escalation',
    ...atStake(through),
    fix: plan,
    removes: edgesLost(context, used.map(({ node }) => node), rules).filter((id) => ways.some((way) => way.id === id)), // prettier-ignore
  };
}
