import type { EscalationFact } from '../../model/cloud-findings-facts.ts';
import type { EstateEdge } from '../../model/estate.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { parseId, type NodeId } from '../../model/id.ts';
import { called } from '../aws/called.ts';
import { group } from '../context.ts';
import { listed, plural } from '../names.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { stepsOf } from '../stake.ts';

/** Above the design's table. One finding an identity. */
export const privilegeEscalation: Rule = {
  name: 'privilege-escalation',
  row: 54,
  title: 'An identity may give itself the whole cloud account',
  severities: [
    [
      'critical',
      'it surely may, and a machine acts with it: a service, a cluster, a pipeline or another account takes it on',
    ],
    ['high', 'it surely may'],
    ['medium', 'something that the files do not tell has to hold'],
  ],
  fires:
    'The rights of an identity that is no administrator, put together, end at every right in the account: own policies, trust, keys, groups, or a role that administers and may be passed to code; also over another identity that surely may.',
  quiet:
    'Administrators as such; what a boundary or the organisation keeps inside; ways to single roles, which are paths.',
  frameworks: ['NHI5:2025', 'ASI03', 'MAESTRO-L4', 'CSF-2.0 PR.AA-05', 'SP-800-53 AC-6(7)', 'ISO-27001 A.8.2'],
  *judge(context) {
    const all = context.of('escalation').filter((one) => one.whole || administers(context, one));
    const direct = group(all, ({ node }) => [node]);
    for (const facts of direct.values()) yield draft(context, facts);
    for (const [node, over] of overOthers(context, direct)) yield draftOver(context, node, over);
  },
};

/** A role that administers its account, reached in one step. */
const administers = ({ graph }: JudgeContext, { to }: EscalationFact): boolean =>
  graph.outgoing(to).some(({ kind, confidence }) => kind === 'ACCOUNT_ADMIN' && confidence === 'proved');

function draft(context: JudgeContext, facts: readonly EscalationFact[]): FindingDraft {
  const sure = facts.filter(({ confidence }) => confidence === 'proved');
  const used = sure.length > 0 ? sure : facts;
  const [first] = used;
  const node = first?.node ?? '';
  const actions = [...new Set(used.flatMap((one) => one.actions))].sort();
  const targets = new Set(used.map(({ to }) => to));
  const edges = context.graph.outgoing(node).filter(({ kind, to }) => WAYS.has(kind) && targets.has(to));
  const roles = used.filter(({ whole }) => !whole).map(({ to }) => called(context, to));
  const conditions = [...new Set(facts.flatMap(({ precondition }) => precondition ?? []))];
  const path = context.pathToStake([node], ({ kind }) => kind === 'CloudAccount');
  return {
    severity: sure.length === 0 ? 'medium' : taken(context, node) ? 'critical' : 'high',
    confidence: sure.length > 0 ? 'proved' : 'possible',
    identity: node,
    title: `${called(context, node)} may give itself the account: ${listed(actions)}`,
    detail: `${plural(new Set(used.map(({ way }) => way)).size, 'way')} (${listed([...new Set(used.map(({ way }) => way))].sort(), 6)})${roles.length > 0 ? ` over ${listed([...new Set(roles)].sort())}` : ''}${sure.length === 0 ? `, if ${listed(conditions, 4)}` : ''}.`,
    evidence: used.flatMap(({ evidence }) => evidence),
    key: 'account',
    ...(path ? { path: stepsOf(path.path), stake: path.jewel.id } : {}),
    fix: {
      kind: 'policy',
      why: 'Add a policy of its own that denies it these; a deny wins over all that allows them.',
      text: `${JSON.stringify({ Version: '2012-10-17', Statement: denials(used) }, null, 2)}\n`,
    },
    removes: edges.map(({ id }) => id),
  };
}

/** What ends every way, and no more: of a role that administers only its passing on is denied, not the work that other roles are passed to. */
function denials(facts: readonly EscalationFact[]): readonly Readonly<Record<string, unknown>>[] {
  const passes = facts.filter(({ whole, actions }) => !whole && actions.includes('iam:PassRole'));
  const roles = [...new Set(passes.flatMap(({ to }) => parseId(to)?.path.at(-1) ?? []))].sort();
  const rest = facts.filter((one) => !passes.includes(one)).flatMap(({ actions }) => actions);
  return [
    ...(rest.length === 0
      ? []
      : [{ Sid: 'NoSelfEscalation', Effect: 'Deny', Action: [...new Set(rest)].sort(), Resource: '*' }]),
    ...(roles.length === 0
      ? []
      : [{ Sid: 'NoPassingOfAdministrators', Effect: 'Deny', Action: ['iam:PassRole'], Resource: roles }]),
  ];
}

/** Identities that surely take over one which administers an account or surely may give itself one, by however many steps. */
function overOthers(
  { graph }: JudgeContext,
  direct: ReadonlyMap<NodeId, readonly EscalationFact[]>,
): ReadonlyMap<NodeId, readonly EstateEdge[]> {
  const found = new Map<NodeId, EstateEdge[]>();
  const sure = [...direct].filter(([, facts]) => facts.some(({ confidence }) => confidence === 'proved'));
  const left = sure.map(([node]) => node);
  const seen = new Set<NodeId>(direct.keys());
  for (let at = left.pop(); at !== undefined; at = left.pop())
    for (const edge of graph.incoming(at)) {
      if (!WAYS.has(edge.kind) || edge.confidence !== 'proved' || direct.has(edge.from)) continue;
      if (graph.outgoing(edge.from).some(({ kind }) => kind === 'ACCOUNT_ADMIN')) continue;
      const known = found.get(edge.from);
      if (known) known.push(edge);
      else found.set(edge.from, [edge]);
      if (!seen.has(edge.from)) left.push(edge.from);
      seen.add(edge.from);
    }
  return new Map([...found].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** What takes another identity over: rights over users and roles, or over code that runs with a role. */
const TAKES = [
  'iam:AddUserToGroup', 'iam:AttachRolePolicy', 'iam:AttachUserPolicy', 'iam:CreateAccessKey', 'iam:CreateLoginProfile',
  'iam:CreateServiceSpecificCredential', 'iam:PassRole', 'iam:PutRolePolicy', 'iam:PutUserPolicy', 'iam:UpdateAssumeRolePolicy',
  'iam:UpdateLoginProfile',
]; // prettier-ignore

function draftOver(context: JudgeContext, node: NodeId, over: readonly EstateEdge[]): FindingDraft {
  const others = [...new Set(over.map(({ to }) => to))].sort();
  const arns = others.flatMap((one) => parseId(one)?.path.at(-1) ?? []);
  const path = context.pathToStake([node], ({ kind }) => kind === 'CloudAccount');
  return {
    severity: taken(context, node) ? 'critical' : 'high',
    confidence: 'proved',
    identity: node,
    title: `${called(context, node)} may give itself the account over ${listed(others.map((one) => called(context, one)))}`,
    detail: `It may take over ${listed(
      others.map((one) => called(context, one)),
      6,
    )}, which may have every right in the account.`,
    evidence: over.flatMap(({ evidence }) => evidence),
    key: 'account',
    ...(path ? { path: stepsOf(path.path), stake: path.jewel.id } : {}),
    fix: {
      kind: 'policy',
      why: 'Deny these over the identities that may have the account:',
      text: `${JSON.stringify({ Version: '2012-10-17', Statement: [{ Sid: 'NoTakeover', Effect: 'Deny', Action: TAKES, Resource: arns }] }, null, 2)}\n`,
    },
    removes: over.map(({ id }) => id),
  };
}

const WAYS: ReadonlySet<string> = new Set(['IAM_SELF_ESCALATE', 'PASS_ROLE_EXEC']);
const TAKEN: ReadonlySet<string> = new Set([
  'RUNS_WITH_ROLE',
  'IMDS_REACH',
  'IRSA',
  'POD_IDENTITY',
  'GH_OIDC',
  'ASSUME_ROLE',
]);

/** Something else acts as the identity. */
const taken = ({ graph }: JudgeContext, node: string): boolean =>
  graph.incoming(node).some(({ kind }) => TAKEN.has(kind));
