import type { FindingDraft } from '../../model/finding.ts';
import { nodeId, parseId, type NodeId } from '../../model/id.ts';
import type { WorkloadFact } from '../../model/facts.ts';
import { dedicatedAccount } from '../fix/dedicated-account.ts';
import { sharedAccounts } from '../identities.ts';
import { listed, plural } from '../names.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo, tierOf } from '../stake.ts';
import { subjectEvidence } from './cluster-admin-workload.ts';
import { runsAs } from './shared-across-environments.ts';

/** More workloads than this behind one account are no longer one purpose. */
export const MOST_WORKLOADS = 5;

/** Row 3. */
export const identitySharedByMany: Rule = {
  name: 'identity-shared-by-many',
  row: 3,
  title: 'Rights are given to an account that many workloads, or any workload, run as',
  severities: [
    ['high', 'a jewel of tier 8 or more is reached with it'],
    ['medium', 'otherwise'],
  ],
  fires: `A binding gives rights to the default account of a namespace, or more than ${MOST_WORKLOADS} workloads of different content run as one account with rights.`,
  quiet: 'The default account without bindings; copies of one workload; rights that every authenticated account has.',
  frameworks: [
    'NHI5:2025',
    'NHI9:2025',
    'ASI03',
    'MAESTRO-L4',
    'CSF-2.0 PR.AA-01',
    'SP-800-53 AC-2(9)',
    'ISO-27001 A.5.16',
  ],
  *judge(context) {
    const bound = [...new Set(context.grants.flatMap(({ subjects }) => subjects.map(({ node }) => node)))].sort();
    const defaults = bound.filter(isDefault);
    for (const account of defaults) yield ofDefault(context, account);
    for (const { account, workloads } of sharedAccounts(context)) {
      const contents = new Set(workloads.map(({ fingerprint }) => fingerprint));
      if (contents.size > MOST_WORKLOADS && !defaults.includes(account)) yield ofMany(context, account, workloads);
    }
  },
};

const isDefault = (id: NodeId): boolean => /^k8s:ServiceAccount:.*\/default$/u.test(id);

function ofDefault(context: JudgeContext, account: NodeId): FindingDraft {
  const stake = context.pathToStake([account]);
  const grants = context.grantsTo(account);
  const workloads = context.runningAs(account);
  const roles = listed(grants.map(({ role }) => `${role.kind} ${role.name}`));
  const running =
    workloads.length > 0
      ? `${plural(workloads.length, 'workload')} that runs as it now`
      : 'any pod that names no account';
  return {
    severity: tierOf(stake) >= 8 ? 'high' : 'medium',
    confidence: grants.every(({ confidence }) => confidence === 'possible') ? 'possible' : 'configured',
    identity: account,
    title: `every pod of ${context.named(namespaceOf(account))} that names no account has the rights of ${roles}`,
    detail: `They are bound to ${context.named(account)}, which is given to ${running.replace('that runs', workloads.length === 1 ? 'that runs' : 'that run')} and to every later one.${leadingTo(stake)}`,
    evidence: [
      ...grants.flatMap((grant) => [...grant.evidence, ...subjectEvidence(grant, account)]),
      ...workloads.flatMap(({ evidence }) => evidence),
    ],
    key: 'default',
    ...atStake(stake),
    fix: rebind(context, account),
    removes: context.graph.outgoing(account).filter(({ kind }) => kind === 'HAS_PERMISSION_SET').map(({ id }) => id), // prettier-ignore
  };
}

function namespaceOf(account: NodeId): NodeId {
  const parsed = parseId(account);
  return nodeId(parsed?.source ?? 'k8s', 'Namespace', parsed?.realm ?? '', parsed?.path[0] ?? '');
}

/** The workloads get an account of their own, and the binding is to name that. */
function rebind(context: JudgeContext, account: NodeId): ReturnType<typeof dedicatedAccount> {
  const grants = context.grantsTo(account);
  const names = listed(grants.map(({ binding }) => `${binding.kind} ${binding.name}`));
  const plan = dedicatedAccount(context, context.runningAs(account), `Take default out of ${names}.`);
  const spans = grants.map((grant) =>
    grant.subjects.length === 1 ? grant.document : grant.subjects.find(({ node }) => node === account)?.span,
  );
  if (plan.kind !== 'patch') {
    const edits = spans.flatMap((span) => (span ? [{ ...span, text: '' }] : []));
    const alone = context.runningAs(account).length === 0 && edits.length === grants.length;
    return alone ? { kind: 'patch', why: plan.why, edits, instead: `# take default out of ${names}\n` } : plan;
  }
  const edits = spans.flatMap((span) => (span ? [{ ...span, text: '' }] : []));
  return edits.length === grants.length
    ? { ...plan, edits: [...plan.edits, ...edits] }
    : { kind: 'policy', why: plan.why, text: plan.instead };
}

function ofMany(context: JudgeContext, account: NodeId, workloads: readonly WorkloadFact[]): FindingDraft {
  const stake = context.pathToStake([account]);
  return {
    severity: tierOf(stake) >= 8 ? 'high' : 'medium',
    confidence: workloads.every(({ confidence }) => confidence === 'possible') ? 'possible' : 'configured',
    identity: account,
    title: `${workloads.length} workloads share ${context.named(account)}`,
    detail: `${listed(
      workloads.map(({ node }) => context.named(node)),
      6,
    )} act as one: nobody can tell them apart, and each has what any of them needs.${leadingTo(stake)}`,
    evidence: workloads.flatMap(({ evidence }) => evidence),
    key: 'many',
    ...atStake(stake),
    fix: dedicatedAccount(context, workloads.slice(1), 'One account for each workload; the first keeps the old one.'),
    removes: runsAs(context, workloads.slice(1), account),
  };
}
