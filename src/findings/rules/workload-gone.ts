import type { UnusedFact } from '../../model/facts.ts';
import type { EstateEdge } from '../../model/estate.ts';
import type { FindingDraft, FixPlan } from '../../model/finding.ts';
import { parseId, type NodeId } from '../../model/id.ts';
import type { EdgeKind } from '../../model/kinds.ts';
import { listed } from '../names.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo, tierOf } from '../stake.ts';

/** By which an account is somebody in a cloud. */
const CLOUD: ReadonlySet<EdgeKind> = new Set<EdgeKind>(['IRSA', 'GKE_WI', 'AKS_WI', 'POD_IDENTITY']);

/** Row 11. One finding an account: its rights outlived what ran as it. */
export const workloadGone: Rule = {
  name: 'workload-gone',
  row: 11,
  title: 'Rights are kept for a workload that is not there any more',
  severities: [
    ['medium', 'the rights lead to a jewel of tier 8 or more, and the whole namespace or the trust of a cloud was read'],
    ['low', 'otherwise'],
  ],
  fires:
    'A service account with a binding or a cloud role, that no workload runs as and no other object names, in a namespace of which workloads were read; a cloud role that trusts an account which its namespace does not have; a Secret with a credential that nothing in the whole cluster names. `possible` where the files are not a whole export of the namespace: what runs as it may stand elsewhere.',
  quiet:
    'Accounts without rights; `default`; accounts that a controller makes, that any other object names (a custom resource, a variable, a token Secret), of namespaces in which nothing that runs was read, from templates; roles whose trust leaves the account open.',
  frameworks: ['NHI1:2025', 'MAESTRO-L4', 'AI-RMF GOVERN 1.7', 'CSF-2.0 PR.AA-01', 'SP-800-53 AC-2(3)', 'ISO-27001 A.5.18', 'SOC-2 CC6.2'],
  *judge(context) {
    const running = namespacesRunning(context);
    for (const fact of context.of('unused')) {
      if (context.node(fact.node)?.kind === 'K8sSecret') yield* unusedSecret(context, fact);
      const held = rightsOf(context, fact.node);
      if (held.length > 0 && running.has(placeOf(fact.node))) yield unusedAccount(context, fact, held);
    }
    yield* trustOfNobody(context);
  },
}; // prettier-ignore

const placeOf = (account: NodeId): string => `${parseId(account)?.realm ?? ''}/${parseId(account)?.path[0] ?? ''}`;

/** `realm/namespace` of everything that runs and somebody wrote. */
function namespacesRunning({ workloads, graph }: JudgeContext): ReadonlySet<string> {
  return new Set(
    workloads.flatMap(({ node }) => {
      const found = graph.node(node);
      return found?.namespace === undefined || found.implied ? [] : [`${found.realm}/${found.namespace}`];
    }),
  );
}

const rightsOf = ({ graph }: JudgeContext, account: NodeId): readonly EstateEdge[] =>
  graph.outgoing(account).filter(({ kind }) => kind === 'HAS_PERMISSION_SET' || CLOUD.has(kind));

function unusedAccount(context: JudgeContext, fact: UnusedFact, held: readonly EstateEdge[]): FindingDraft {
  const { node, whole, evidence } = fact;
  const stake = context.pathToStake([node]);
  const grants = context.grantsTo(node);
  const roles = grants.map(({ role }) => `${role.kind} ${role.name}`);
  const clouds = held.filter(({ kind }) => CLOUD.has(kind)).map(({ to }) => context.named(to));
  const known = whole
    ? 'Everything of its namespace was exported from the cluster: nothing there runs as it or names it.'
    : 'No file that was read runs as it or names it. If what runs as it is deployed from elsewhere, scan that too.';
  return {
    severity: whole && tierOf(stake) >= 8 ? 'medium' : 'low',
    confidence: whole ? 'configured' : 'possible',
    identity: node,
    title: `${context.named(node)} has ${listed([...new Set([...roles, ...clouds])])}, and nothing runs as it`,
    detail: `${known} Whoever may create a pod there has its rights.${leadingTo(stake)}`,
    evidence: [...evidence, ...grants.flatMap((one) => one.evidence)],
    key: 'unused',
    ...atStake(stake),
    fix: takeBack(node, grants),
    removes: held.map(({ id }) => id),
  };
}

/** What it is a credential for is open to whoever reads it, and nobody would miss it. */
function* unusedSecret(context: JudgeContext, { node, evidence }: UnusedFact): Generator<FindingDraft> {
  const opens = context.graph.outgoing(node).filter(({ kind }) => kind === 'SECRET_IS_CRED_FOR' || kind === 'HOLDS');
  const holds = context.credentials.some((one) => one.node === node);
  if (opens.length === 0 && !holds) return;
  const stake = context.pathToStake([node]);
  const [namespace = '', name = ''] = parseId(node)?.path ?? [];
  yield {
    severity: 'low',
    confidence: 'possible',
    identity: node,
    title: `${context.named(node)} holds a credential that nothing uses`,
    detail: `No object that was exported from the cluster names it; a program that asks the API for it by name would not show.${leadingTo(stake)}`,
    evidence,
    key: 'unused',
    ...atStake(stake),
    fix: {
      kind: 'policy',
      why: 'Revoke the credential where it is accepted, then delete the Secret.',
      text: `kubectl delete secret ${name} --namespace ${namespace}\n`,
    },
  };
}

function takeBack(account: NodeId, grants: ReturnType<JudgeContext['grantsTo']>): FixPlan {
  const [namespace = '', name = ''] = parseId(account)?.path ?? [];
  const bindings = grants.map(({ binding, subjects }) => {
    const where = binding.namespace === undefined ? '' : ` --namespace ${binding.namespace}`;
    const only = subjects.length === 1 ? '' : ' # has other subjects: take this one out instead';
    return `kubectl delete ${binding.kind.toLowerCase()} ${binding.name}${where}${only}\n`;
  });
  return {
    kind: 'policy',
    why: 'Take the rights back with the account, once who made it agrees that nothing runs as it.',
    text: `${[...new Set(bindings)].join('')}kubectl delete serviceaccount ${name} --namespace ${namespace}\n`,
  };
}

/** A trust of a cloud names an account of a namespace that was read, in which nobody declares it. */
function* trustOfNobody(context: JudgeContext): Generator<FindingDraft> {
  const accounts = context.estate.nodes.filter(({ kind }) => kind === 'K8sServiceAccount');
  const declared = new Set(accounts.flatMap(({ id, implied }) => (implied ? [] : [inside(id)])));
  const read = new Set(accounts.flatMap(({ id, implied }) => (implied ? [] : [parseId(id)?.path[0]])));
  const used = new Set(context.workloads.map(({ account }) => account));
  for (const { id, name, namespace, implied, evidence } of accounts) {
    if (!implied || name === 'default' || namespace === undefined || !read.has(namespace)) continue;
    if (declared.has(inside(id)) || used.has(id)) continue;
    const trusts = context.graph.outgoing(id).filter(({ kind }) => CLOUD.has(kind));
    if (trusts.length > 0) yield trusted(context, id, trusts, evidence);
  }
}

const inside = (account: NodeId): string => parseId(account)?.path.join('/') ?? account;

function trusted(
  context: JudgeContext,
  account: NodeId,
  trusts: readonly EstateEdge[],
  evidence: FindingDraft['evidence'],
): FindingDraft {
  const stake = context.pathToStake([account]);
  const roles = listed([...new Set(trusts.map(({ to }) => context.named(to)))]);
  const [namespace = '', name = ''] = parseId(account)?.path ?? [];
  return {
    severity: tierOf(stake) >= 8 ? 'medium' : 'low',
    confidence: 'possible',
    identity: account,
    title: `${roles} trusts ${context.named(account)}, which does not exist`,
    detail: `Other accounts of namespace ${namespace} were read, and none is called ${name}. Whoever may create service accounts there creates it and is the role.${leadingTo(stake)}`,
    evidence: [...evidence, ...trusts.flatMap((one) => one.evidence)],
    key: 'trust',
    ...atStake(stake),
    fix: {
      kind: 'policy',
      why: 'Take the account out of the trust. If it is declared elsewhere, or the cluster is another one, scan that too.',
      text: `# take out of the trust of ${roles}:\nsystem:serviceaccount:${namespace}:${name}\n`,
    },
    removes: trusts.map(({ id }) => id),
  };
}
