import type { RbacRule } from '../../model/facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { Duty } from '../../model/cloud-findings-facts.ts';
import type { NodeId } from '../../model/id.ts';
import type { EdgeKind } from '../../model/kinds.ts';
import type { DeployFact } from '../../model/system-facts.ts';
import { group } from '../context.ts';
import { splitAccount, splitWorkflow } from '../fix/split-deployer.ts';
import { does } from '../identities.ts';
import { listed } from '../names.ts';
import { isAdmin, mentions } from '../rbac/allows.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo, tierOf } from '../stake.ts';

const RBAC = 'rbac.authorization.k8s.io';
const WRITE = ['create', 'update', 'patch'];

/** Rights over what workloads run on and who may do what. */
const INFRASTRUCTURE: readonly (readonly [group: string, resource: string, verbs: readonly string[], words: string])[] =
  [
    ['', 'nodes', [...WRITE, 'delete'], 'change nodes'],
    ['', 'nodes/proxy', ['get', 'create'], 'run commands through the kubelet'],
    [RBAC, 'clusterrolebindings', WRITE, 'grant cluster-wide rights'],
    [RBAC, 'clusterroles', ['escalate', 'bind', ...WRITE], 'change cluster roles'],
    ['admissionregistration.k8s.io', 'mutatingwebhookconfigurations', WRITE, 'change what is admitted'],
  ];
const WORKLOADS: readonly (readonly [group: string, resource: string])[] = [
  ['apps', 'deployments'],
  ['apps', 'statefulsets'],
  ['', 'pods'],
  ['batch', 'jobs'],
];

/** Row 19. One finding a workflow or account. */
export const deployerIsInfrastructureAdmin: Rule = {
  name: 'deployer-is-infrastructure-admin',
  row: 19,
  title: 'Who deploys workloads also changes the infrastructure',
  severities: [
    ['high', 'in production, or a jewel of tier 8 or more is reached'],
    ['medium', 'otherwise'],
    ['low', 'development'],
  ],
  fires:
    'One workflow both deploys workloads (or promotes models) and changes infrastructure (terraform apply, cloud IAM, cluster roles, nodes); or the role that it becomes in a cloud to deploy administers the account, its rights or its machines; or the account of a CI or deployment controller may both start workloads and change nodes, cluster-wide bindings or everything.',
  quiet: 'Workflows that do one of the two; plans and dry runs; controllers without rights over infrastructure.',
  frameworks: [
    'NHI5:2025',
    'NHI6:2025',
    'ASI03',
    'MAESTRO-L4',
    'CSF-2.0 PR.AA-05',
    'SP-800-53 AC-5',
    'ISO-27001 A.8.2',
    'SOC-2 CC6.3',
  ],
  *judge(context) {
    for (const [node, facts] of group(context.of('deploy'), (one) => [one.node])) {
      const changes = facts.filter(({ what }) => what === 'infrastructure');
      const deploys = facts.filter(({ what }) => what !== 'infrastructure');
      if (changes.length > 0 && deploys.length > 0) yield ofWorkflow(context, node, deploys, changes);
      else if (deploys.length > 0) yield* ofRoles(context, node, deploys);
    }
    const deployers = context.workloads.filter((one) => does(one, 'ci-cd'));
    for (const [account, workloads] of group(deployers, (one) => [one.account])) {
      const rules = context
        .grantsTo(account)
        .filter(({ namespace }) => namespace === undefined)
        .flatMap((grant) => grant.rules);
      const wide = rules.filter((rule) => rightsOf(rule).length > 0);
      if (wide.length > 0 && rules.some(startsWorkloads))
        yield ofAccount(
          context,
          account,
          workloads.map(({ node }) => node),
          wide,
        );
    }
  },
};

function ofWorkflow(
  context: JudgeContext,
  identity: NodeId,
  deploys: readonly DeployFact[],
  changes: readonly DeployFact[],
): FindingDraft {
  const stake = context.pathToStake([identity]);
  const environments = new Set([...deploys, ...changes].map(({ environment }) => environment));
  const facts = [...changes, ...deploys];
  return {
    severity: severityOf(environments.has('prod'), environments.size === 1 && environments.has('dev'), tierOf(stake)),
    confidence: facts.every(({ confidence }) => confidence === 'possible') ? 'possible' : 'configured',
    identity,
    title: `${context.named(identity)} deploys workloads and changes the infrastructure that they run on`,
    detail: `${listed([...new Set([changes[0], deploys[0]].flatMap((one) => (one ? [stepOf(one)] : [])))])}. Who gets one change of an application through it holds the infrastructure too.${leadingTo(stake)}`,
    evidence: facts.flatMap(({ evidence }) => evidence),
    key: 'both',
    ...atStake(stake),
    fix: splitWorkflow(identity, changes),
  };
}

/** Rights of an identity of a cloud over what workloads run on and who may do what. */
const OVER_ALL: ReadonlySet<EdgeKind> = new Set<EdgeKind>(['ACCOUNT_ADMIN', 'IAM_SELF_ESCALATE']);
const OVER_INFRASTRUCTURE: ReadonlySet<Duty> = new Set<Duty>(['platform-administration', 'host-control']);

/** What the workflow becomes in a cloud to deploy may change the infrastructure too, whatever the steps of today do. */
function* ofRoles(context: JudgeContext, identity: NodeId, deploys: readonly DeployFact[]): Generator<FindingDraft> {
  const { graph } = context;
  const into = graph
    .outgoing(identity)
    .filter(({ kind, confidence }) => kind === 'GH_OIDC' && confidence !== 'possible');
  for (const entry of into) {
    const admin = graph
      .outgoing(entry.to)
      .filter(({ kind, confidence }) => OVER_ALL.has(kind) && confidence !== 'possible');
    const duties = context
      .of('duty')
      .filter(({ node, duty, doubt }) => node === entry.to && doubt === undefined && OVER_INFRASTRUCTURE.has(duty));
    if (admin.length === 0 && duties.length === 0) continue;
    const stake = context.pathToStake([entry.to]);
    const environments = new Set(deploys.map(({ environment }) => environment));
    const what = admin.length > 0 ? 'the whole account' : listed(duties.map(({ duty }) => duty.replace('-', ' ')));
    const actions = [...new Set(duties.flatMap((one) => one.actions))].sort();
    yield {
      severity: severityOf(environments.has('prod'), environments.size === 1 && environments.has('dev'), tierOf(stake)),
      confidence: 'configured',
      identity,
      title: `${context.named(identity)} deploys as ${context.named(entry.to)}, which holds ${what}`,
      detail: `${listed([...new Set(deploys.map(stepOf))], 2)}. Who gets one change of an application through it holds the infrastructure too.${leadingTo(stake)}`,
      evidence: [...deploys, entry, ...admin, ...duties].flatMap(({ evidence }) => evidence),
      key: `role ${entry.to}`,
      ...atStake(stake),
      fix: {
        kind: 'policy',
        why: 'Give deployment a role of its own with what it changes alone; infrastructure is changed with another, in a workflow that people approve.',
        text: `# take out of ${entry.to}:\n${actions.length > 0 ? actions.map((one) => `#   ${one}\n`).join('') : '#   what makes it administrator\n'}`,
      },
      removes: [entry.id],
    };
  }
}

function ofAccount(
  context: JudgeContext,
  identity: NodeId,
  workloads: readonly NodeId[],
  wide: readonly RbacRule[],
): FindingDraft {
  const stake = context.pathToStake([identity]);
  const environment = context.environment(workloads[0] ?? identity);
  return {
    severity: severityOf(environment === 'prod', environment === 'dev', tierOf(stake)),
    confidence: 'configured',
    identity,
    title: `${listed(
      workloads.map((node) => context.named(node)),
      2,
    )} deploys workloads and may ${listed([...new Set(wide.flatMap(rightsOf))], 4)}`,
    detail: `Everything that is deployed through it can become infrastructure administration.${leadingTo(stake)}`,
    evidence: wide.flatMap(({ evidence }) => evidence),
    key: 'both',
    ...atStake(stake),
    fix: splitAccount(wide),
  };
}

/** Of the reason the step alone: who starts it is another finding. */
const stepOf = ({ because }: DeployFact): string => because.split(';')[0] ?? because;

function rightsOf(rule: RbacRule): string[] {
  if (isAdmin([rule])) return ['do anything in the cluster'];
  return INFRASTRUCTURE.filter(([group, resource, verbs]) =>
    verbs.some((verb) => mentions(rule, group, resource, verb)),
  ).map(([, , , words]) => words);
}

function startsWorkloads(rule: RbacRule): boolean {
  return WORKLOADS.some(([group, resource]) => WRITE.some((verb) => mentions(rule, group, resource, verb)));
}

function severityOf(prod: boolean, dev: boolean, tier: number): 'high' | 'medium' | 'low' {
  if (dev) return 'low';
  return prod || tier >= 8 ? 'high' : 'medium';
}
