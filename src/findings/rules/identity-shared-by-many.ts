import type { FindingDraft } from '../../model/finding.ts';
import { nodeId, parseId, type NodeId } from '../../model/id.ts';
import type { WorkloadFact } from '../../model/facts.ts';
import { dedicatedAccount } from '../fix/dedicated-account.ts';
import { dedicatedIdentity } from '../fix/dedicated-identity.ts';
import { BECOMES, sharedAccounts, waysInto } from '../identities.ts';
import { listed, plural } from '../names.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo, tierOf } from '../stake.ts';
import { subjectEvidence } from './cluster-admin-workload.ts';

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
  fires: `A binding, or a cloud that takes its token, gives rights to the default account of a namespace; a binding gives them to every account of a namespace or of the cluster; or more than ${MOST_WORKLOADS} workloads of different content run as one account with rights, or as one identity of a cloud.`,
  quiet:
    'The default account without bindings; copies of one workload; rights that everybody who is authenticated has, and what Kubernetes itself gives to all accounts (`system:` roles).',
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
    const inCloud = context.edgesOf(BECOMES).filter(({ from }) => isDefault(from));
    const sure = inCloud.filter(({ confidence }) => confidence !== 'possible');
    const defaults = [...new Set([...bound.filter(isDefault), ...sure.map(({ from }) => from)])].sort();
    for (const account of defaults) yield ofDefault(context, account);
    for (const every of bound.filter((id) => EVERY_ACCOUNT.test(id))) yield* ofEvery(context, every);
    for (const { account, workloads } of sharedAccounts(context)) {
      const contents = new Set(workloads.map(({ fingerprint }) => fingerprint));
      if (contents.size > MOST_WORKLOADS && !defaults.includes(account)) yield ofMany(context, account, workloads);
    }
  },
};

const isDefault = (id: NodeId): boolean => /^k8s:ServiceAccount:.*\/default$/u.test(id);

/** The group of all service accounts, or of those of a namespace. */
const EVERY_ACCOUNT = /^k8s:Group:.*\/system(?::|%3A)serviceaccounts(?:(?::|%3A)[^/]+)?$/iu;

function* ofEvery(context: JudgeContext, every: NodeId): Generator<FindingDraft> {
  const grants = context.grantsTo(every).filter(({ role }) => !role.name.startsWith('system:'));
  if (grants.length === 0) return;
  const stake = context.pathToStake(grants.map(({ node }) => node).sort());
  const namespace = /serviceaccounts:(.+)$/u.exec(context.node(every)?.name ?? '')?.[1];
  const where = namespace === undefined ? 'the cluster' : `namespace ${namespace}`;
  const spans = grants.map((grant) => grant.subjects.length === 1 ? grant.document : grant.subjects.find(({ node }) => node === every)?.span); // prettier-ignore
  const edits = spans.flatMap((span) => (span ? [{ ...span, text: '' }] : []));
  const why = `Bind the role to the accounts that need it in place of all accounts of ${where}.`;
  const text = grants
    .map(({ binding }) => `# take ${context.named(every)} out of ${binding.kind} ${binding.name}\n`)
    .join('');
  yield {
    severity: tierOf(stake) >= 8 ? 'high' : 'medium',
    confidence: grants.every(({ confidence }) => confidence === 'possible') ? 'possible' : 'configured',
    identity: every,
    title: `every pod of ${where} has the rights of ${listed(grants.map(({ role }) => `${role.kind} ${role.name}`))}`,
    detail: `They are bound to all service accounts of ${where}, that of every pod now and later.${leadingTo(stake)}`,
    evidence: grants.flatMap((grant) => [...grant.evidence, ...subjectEvidence(grant, every)]),
    key: 'every',
    ...atStake(stake),
    fix: edits.length === grants.length ? { kind: 'patch', why, edits, instead: text } : { kind: 'policy', why, text },
    removes: context.graph.outgoing(every).filter(({ kind, to }) => kind === 'HAS_PERMISSION_SET' && grants.some(({ node }) => node === to)).map(({ id }) => id), // prettier-ignore
  };
}

function ofDefault(context: JudgeContext, account: NodeId): FindingDraft {
  const stake = context.pathToStake([account]);
  const grants = context.grantsTo(account);
  const workloads = context.runningAs(account);
  const cloud = context.graph.outgoing(account).filter(({ kind }) => BECOMES.has(kind));
  const bound = grants.map(({ role }) => `${role.kind} ${role.name}`);
  const roles = listed([...bound, ...cloud.map(({ to }) => context.named(to))]);
  const running =
    workloads.length > 0
      ? `${plural(workloads.length, 'workload')} that runs as it now`
      : 'any pod that names no account';
  return {
    severity: tierOf(stake) >= 8 ? 'high' : 'medium',
    confidence: [...grants, ...cloud].every(({ confidence }) => confidence === 'possible') ? 'possible' : 'configured',
    identity: account,
    title: `every pod of ${context.named(namespaceOf(account))} that names no account has the rights of ${roles}`,
    detail: `They are ${bound.length > 0 ? 'bound' : 'given'} to ${context.named(account)}, which is given to ${running.replace('that runs', workloads.length === 1 ? 'that runs' : 'that run')} and to every later one.${leadingTo(stake)}`,
    evidence: [
      ...grants.flatMap((grant) => [...grant.evidence, ...subjectEvidence(grant, account)]),
      ...cloud.flatMap(({ evidence }) => evidence),
      ...workloads.flatMap(({ evidence }) => evidence),
    ],
    key: 'default',
    ...atStake(stake),
    fix: rebind(context, account),
    removes: context.graph.outgoing(account).filter(({ kind }) => kind === 'HAS_PERMISSION_SET' || BECOMES.has(kind)).map(({ id }) => id), // prettier-ignore
  };
}

function namespaceOf(account: NodeId): NodeId {
  const parsed = parseId(account);
  return nodeId(parsed?.source ?? 'k8s', 'Namespace', parsed?.realm ?? '', parsed?.path[0] ?? '');
}

/** The workloads get an account of their own, and the binding is to name that. */
function rebind(context: JudgeContext, account: NodeId): ReturnType<typeof dedicatedAccount> {
  const grants = context.grantsTo(account);
  const cloud = context.graph.outgoing(account).some(({ kind }) => BECOMES.has(kind));
  const names = listed(grants.map(({ binding }) => `${binding.kind} ${binding.name}`));
  const out = [
    ...(names === '' ? [] : [`Take default out of ${names}.`]),
    ...(cloud ? ['Take the annotation of the cloud identity off it, and default out of the trust of that.'] : []),
  ];
  const plan = dedicatedAccount(context, context.runningAs(account), out.join(' '));
  if (cloud) return plan.kind === 'patch' ? { kind: 'policy', why: plan.why, text: plan.instead } : plan;
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
    fix: dedicatedIdentity(
      context,
      account,
      workloads.slice(1),
      'One account for each workload; the first keeps the old one.',
    ),
    removes: waysInto(context, workloads.slice(1), account),
  };
}
