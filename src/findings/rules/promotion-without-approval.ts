import type { EstateEdge } from '../../model/estate.ts';
import type { FindingDraft, Severity } from '../../model/finding.ts';
import type { NodeId } from '../../model/id.ts';
import type { NodeKind } from '../../model/kinds.ts';
import type { DeployFact } from '../../model/system-facts.ts';
import { group } from '../context.ts';
import { requireApproval, syncByHand } from '../fix/require-approval.ts';
import { listed } from '../names.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo } from '../stake.ts';

const MACHINES: ReadonlySet<NodeKind> = new Set<NodeKind>([
  'Workflow',
  'ApiKey',
  'OAuthApp',
  'ServicePrincipal',
  'Agent',
  'DeployApp',
]);
const CHANGES: ReadonlySet<string> = new Set(['CI_DEPLOYS', 'PROMOTES', 'GH_OIDC']);

/** Row 18. One finding a workflow, notebook or application. */
export const promotionWithoutApproval: Rule = {
  name: 'promotion-without-approval',
  row: 18,
  title: 'A change reaches production and nobody has to approve it',
  severities: [
    ['high', 'a deployment or promotion to production that nothing can hold back'],
    ['medium', 'whether somebody approves it is a setting that was not read, and a stranger can start it'],
    ['medium', 'Argo CD applies by itself what a machine writes into the repository'],
  ],
  fires:
    'A workflow, notebook or pipeline deploys to production or promotes a model there, in a step that no protected environment can hold back.',
  quiet:
    'Steps that wait for an approval; steps whose environment may be protected, when only people of the organisation start them; other environments; what people declare to approve in writ.estate.yaml.',
  frameworks: [
    'NHI8:2025',
    'ASI03',
    'MAESTRO-L4',
    'AI-RMF GOVERN 1.6',
    'CSF-2.0 ID.RA-07',
    'ISO-42001 A.6.2.5',
    'ISO-27001 A.8.31',
    'SOC-2 CC8.1',
  ],
  *judge(context) {
    const approved = new Set(context.of('authority').flatMap(({ node, may }) => (may === 'approve' ? [node] : [])));
    const untrusted = new Set(
      context.of('workflow').flatMap(({ node, triggers }) => (triggers.some((one) => one.untrusted) ? [node] : [])),
    );
    const open = context
      .of('deploy')
      .filter((fact) => fact.what !== 'infrastructure' && isProduction(context, fact))
      .filter(({ node, target }) => !approved.has(node) && !approved.has(target))
      .flatMap((fact) => {
        const severity = severityOf(fact, untrusted.has(fact.node));
        return severity === undefined ? [] : [{ fact, severity }];
      });
    for (const [node, all] of group(open, ({ fact }) => [fact.node])) yield draft(context, node, all);
    for (const app of context.estate.nodes.filter(({ kind }) => kind === 'DeployApp')) {
      const writers = approved.has(app.id) ? undefined : machineWriters(context, app.id);
      if (writers) yield applied(context, app.id, writers);
    }
  },
};

function isProduction(context: JudgeContext, { environment, target }: DeployFact): boolean {
  return environment === 'prod' || (environment === 'unknown' && context.environment(target) === 'prod');
}

function severityOf({ approval, untrusted }: DeployFact, startedByStrangers: boolean): Severity | undefined {
  if (approval === 'none') return 'high';
  return approval === 'unknown' && (untrusted ?? startedByStrangers) ? 'medium' : undefined;
}

interface Open {
  readonly fact: DeployFact;
  readonly severity: Severity;
}

function draft(context: JudgeContext, identity: NodeId, all: readonly Open[]): FindingDraft {
  const facts = all.map(({ fact }) => fact);
  const sure = all.some(({ severity }) => severity === 'high');
  const infrastructure = context.of('deploy').filter((one) => one.node === identity && one.what === 'infrastructure');
  const edges = context.graph
    .outgoing(identity)
    .filter(({ kind, to }) => CHANGES.has(kind) && !infrastructure.some(({ target }) => target === to));
  const stake = context.stakeThrough(edges, identity);
  const does = [
    ...(facts.some(({ what }) => what === 'promote') ? ['promotes a model'] : []),
    ...(facts.some(({ what }) => what === 'deploy') ? ['deploys'] : []),
  ];
  return {
    severity: sure ? 'high' : 'medium',
    confidence: facts.some(({ confidence }) => confidence !== 'possible') && sure ? 'configured' : 'possible',
    identity,
    title: `${context.named(identity)} ${listed(does)} to production and ${sure ? 'nobody approves it' : 'may do so without approval, started by a stranger'}`,
    detail: `${listed([...new Set(facts.map(({ because }) => because))], 2)}.${leadingTo(stake)}`,
    evidence: facts.flatMap(({ evidence }) => evidence),
    key: 'approval',
    ...atStake(stake),
    fix: requireApproval(identity),
  };
}

interface Writers {
  readonly repository: NodeId;
  readonly machines: readonly EstateEdge[];
  readonly targets: readonly EstateEdge[];
}

/** Machines that write the repository of an application which syncs by itself into production; undefined where nothing says so. */
function machineWriters({ graph, ...context }: JudgeContext, app: NodeId): Writers | undefined {
  const targets = graph
    .outgoing(app)
    .filter(({ kind, confidence }) => kind === 'ARGOCD_DEPLOYS' && confidence !== 'possible')
    .filter(({ to }) => context.environment(to) === 'prod' || context.environment(app) === 'prod');
  if (targets.length === 0) return undefined;
  for (const { kind, from, confidence } of graph.incoming(app)) {
    if (kind !== 'ARGOCD_DEPLOYS' || confidence === 'possible') continue;
    const machines = graph
      .incoming(from)
      .filter(
        (edge) =>
          edge.kind === 'REPO_WRITE' &&
          edge.confidence !== 'possible' &&
          MACHINES.has(context.node(edge.from)?.kind ?? 'Human'),
      );
    if (machines.length > 0) return { repository: from, machines, targets };
  }
  return undefined;
}

function applied(context: JudgeContext, app: NodeId, { repository, machines, targets }: Writers): FindingDraft {
  const stake = context.stakeThrough(targets, app);
  return {
    severity: 'medium',
    confidence: 'configured',
    identity: app,
    title: `${context.named(app)} applies to production what ${listed(machines.map(({ from }) => context.named(from)))} writes`,
    detail: `Sync is automated, and a machine may write ${context.named(repository)}: between its change and production there is no person.${leadingTo(stake)}`,
    evidence: [...targets, ...machines].flatMap(({ evidence }) => evidence),
    key: 'sync',
    ...atStake(stake),
    fix: syncByHand(context.node(app)?.name ?? app),
  };
}
