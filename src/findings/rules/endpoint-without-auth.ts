import type { EndpointFact } from '../../model/facts.ts';
import { SEVERITIES, type FindingDraft, type Severity } from '../../model/finding.ts';
import { nodeId, parseId } from '../../model/id.ts';
import { EDGE_KINDS } from '../../model/kinds.ts';
import { group } from '../context.ts';
import { requireAuthentication } from '../fix/authentication.ts';
import { listed, plural } from '../names.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo } from '../stake.ts';

/** Where a request is code execution, or where it decides what others run. */
const EXECUTES: ReadonlySet<EndpointFact['function']> = new Set(['scheduler', 'notebook']);

const SEVERITY: Readonly<Record<Exposure, readonly [executes: Severity, answers: Severity]>> = {
  internet: ['critical', 'high'],
  ingress: ['critical', 'high'],
  cluster: ['medium', 'low'],
};

/** Row 27. One finding an endpoint that is reached from outside; those inside the cluster are one finding a product and namespace. */
export const endpointWithoutAuth: Rule = {
  name: 'endpoint-without-auth',
  row: 27,
  title: 'A model, gateway, scheduler or notebook answers without authentication',
  severities: [
    ['critical', 'reachable from outside the cluster or machine, and a request executes code (scheduler, notebook)'],
    ['high', 'reachable from outside the cluster or machine'],
    ['medium', 'reachable by every pod, and a request executes code'],
    ['low', 'reachable by every pod; or one step less for development and for templates that were not rendered'],
  ],
  fires: 'Neither the product nor a policy in front of it asks the caller who it is.',
  quiet:
    'Endpoints with a token, API key, OIDC or mutual TLS; endpoints of which nothing is known; those behind a policy that names callers; ports of a compose service that only its project or its machine reaches.',
  frameworks: [
    'NHI4:2025',
    'ASI03',
    'ASI07',
    'MAESTRO-L4',
    'CSF-2.0 PR.AA-03',
    'SP-800-53 IA-9',
    'ISO-27001 A.8.5',
    'SOC-2 CC6.1',
  ],
  *judge(context) {
    const open = context.endpoints.flatMap((fact) => fronted(context, fact)).filter(isOpen);
    const outside = new Set(open.filter(({ exposure }) => exposure !== 'cluster').map(productOf));
    // What is reached from outside needs no second finding for another Service inside.
    const told = open.filter((one) => one.exposure !== 'cluster' || !outside.has(productOf(one)));
    for (const [key, facts] of group(told, (one) => [keyOf(one)])) yield draft(context, key, facts);
  },
};

type Open = EndpointFact & { readonly exposure: Exposure };
type Exposure = Exclude<EndpointFact['exposure'], 'private'>;

const isOpen = (fact: EndpointFact): fact is Open => fact.authentication === 'none' && fact.exposure !== 'private';

/** A gateway's own configuration is as exposed as the address before it, and asks when that does. */
function fronted(context: JudgeContext, fact: EndpointFact): readonly EndpointFact[] {
  if (fact.workload !== fact.node || fact.authentication !== 'none') return [fact];
  const before = new Set(
    context.graph
      .incoming(fact.node)
      .filter(({ kind }) => kind === 'ROUTES_TO')
      .map(({ from }) => from),
  );
  const fronts = context.endpoints.filter(({ node }) => before.has(node) && node !== fact.node);
  if (fronts.some(({ authentication }) => authentication === 'required')) return [];
  const widest = (['internet', 'ingress', 'cluster', 'private'] as const).find((one) =>
    fronts.some(({ exposure }) => exposure === one),
  );
  return [widest === undefined ? fact : { ...fact, exposure: widest }];
}

function productOf({ workload, product }: EndpointFact): string {
  return `${workload}\n${product}`;
}

function keyOf(fact: Open): string {
  const parsed = parseId(fact.workload);
  // Outside clusters there are no namespaces to group by.
  if (fact.exposure !== 'cluster' || parsed?.source !== 'k8s') return `${fact.workload}\n${fact.product}`;
  return `${nodeId('k8s', 'Namespace', parsed.realm, parsed.path[0] ?? '')}\n${fact.product}`;
}

const FROM: Readonly<Record<Exposure, readonly [cluster: string, machine: string]>> = {
  internet: ['anybody on the internet', 'anybody on the internet'],
  ingress: ['whoever reaches the ingress', 'whoever reaches the machine'],
  cluster: ['every pod of the cluster', 'whoever reaches it'],
};

const inCluster = (facts: readonly EndpointFact[]): boolean =>
  facts.every(({ workload }) => workload.startsWith('k8s:'));

function draft(context: JudgeContext, key: string, facts: readonly Open[]): FindingDraft {
  const [identity = '', product = ''] = key.split('\n');
  const [first] = facts;
  const exposure = first?.exposure ?? 'cluster';
  const workloads = [...new Set(facts.map(({ workload }) => workload))];
  const possible = facts.every(({ confidence }) => confidence === 'possible');
  const dev = workloads.every((one) => context.environment(one) === 'dev');
  const from = FROM[exposure][inCluster(facts) ? 0 : 1];
  const executes = facts.some((one) => EXECUTES.has(one.function));
  // Who calls a gateway outside a cluster has what it lends, not what its container may do.
  const lends = !inCluster(facts) && facts.every((one) => one.function === 'gateway');
  const reached = context.pathToStake(lends ? facts.map(({ node }) => node) : workloads);
  // Who may only ask a model has what answers, not what its pod holds. A gateway lends its keys to who asks.
  const asks = facts.every((one) => one.function === 'model');
  const serves = reached?.path.edges.every(({ kind }) => EDGE_KINDS[kind].class === 'structure') === true;
  const stake = asks && !serves ? undefined : reached;
  const who =
    workloads.length === 1
      ? context.named(workloads[0] ?? '')
      : `${plural(workloads.length, 'workload')} in ${context.named(identity)}`;
  const level = SEVERITIES.indexOf(SEVERITY[exposure][executes ? 0 : 1]) + (possible || dev ? 1 : 0);
  return {
    severity: SEVERITIES[Math.min(level, SEVERITIES.length - 1)] ?? 'low',
    confidence: possible ? 'possible' : 'configured',
    identity,
    title: `${product} of ${who} answers ${from} without authentication`,
    detail: `${[...new Set(facts.map(({ because }) => because))].slice(0, 2).join('; ')}.${executes ? ' A request there runs code.' : ''} Workloads: ${listed(
      workloads.map((one) => context.named(one)),
      6,
    )}.${leadingTo(stake)}`,
    evidence: facts.flatMap(({ evidence }) => evidence),
    key: `${product}\n${exposure === 'cluster' ? 'cluster' : 'outside'}`,
    ...atStake(stake),
    fix: requireAuthentication(facts, [...new Set(workloads.flatMap((one) => context.workload(one) ?? []))]),
    removes: facts.flatMap(({ node, workload }) =>
      [...context.graph.incoming(node), ...context.graph.incoming(workload), ...context.graph.outgoing(node)]
        .filter(({ kind }) => kind === 'EXPLOITS_SERVICE' || kind === 'SCHED_SUBMIT')
        .map(({ id }) => id),
    ),
  };
}
