import type { RbacRule, WorkloadFact } from '../../model/facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { NodeId } from '../../model/id.ts';
import { group } from '../context.ts';
import { escapes, wayInWords, waysOut } from '../escapes.ts';
import { unprivilege, type Privileged } from '../fix/unprivilege.ts';
import { roleDocument } from '../fix/narrow-role.ts';
import { does } from '../identities.ts';
import { listed } from '../names.ts';
import { isAdmin, mentions } from '../rbac/allows.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo, tierOf } from '../stake.ts';
import { severityOf } from './privileged-gpu.ts';

/** Rights over nodes and over what runs on each of them. */
const HOST_RIGHTS: readonly (readonly [group: string, resource: string, verbs: readonly string[], words: string])[] = [
  ['', 'nodes', ['create', 'update', 'patch', 'delete'], 'change nodes'],
  ['', 'nodes/proxy', ['get', 'create'], 'run commands through the kubelet'],
  ['apps', 'daemonsets', ['create', 'update', 'patch'], 'start pods on every node'],
  ['', 'persistentvolumes', ['create', 'update', 'patch'], 'mount paths of the host'],
];

/** Row 47. One finding an account. */
export const hostControl: Rule = {
  name: 'host-control',
  row: 47,
  title: 'Who serves or trains models also controls hosts',
  severities: [
    ['high', 'in production, or a jewel of tier 8 or more is reached'],
    ['medium', 'otherwise'],
    ['low', 'development'],
  ],
  fires:
    'An account that serves, trains, explores or runs agents holds cluster-wide rights over nodes, DaemonSets or volumes of the cluster, or its pods can take over their node.',
  quiet:
    'Operators and device plugins, whose work that is; GPU pods, which are privileged-gpu; cluster-admin, which is its own finding; reading of nodes.',
  frameworks: [
    'NHI5:2025',
    'NHI6:2025',
    'ASI05',
    'MAESTRO-L4',
    'CSF-2.0 PR.AA-05',
    'SP-800-53 AC-5',
    'ISO-27001 A.8.2',
  ],
  *judge(context) {
    const models = context.workloads.filter(
      (one) => does(one, 'serving', 'training', 'notebook', 'agent') && !does(one, 'controller'),
    );
    for (const [account, workloads] of group(models, (one) => [one.account])) {
      const grants = context
        .grantsTo(account)
        .filter(({ namespace, rules }) => namespace === undefined && !isAdmin(rules));
      const rules = grants.flatMap((grant) => grant.rules).filter((rule) => rightsOf(rule).length > 0);
      const privileged = workloads
        .filter(({ gpus }) => gpus === 0)
        .map((one) => waysOut(context, one))
        // Seeing the processes of the host is not control of it.
        .filter(({ ways }) => ways.some(({ what }) => what !== 'hostPID'));
      if (rules.length > 0 || privileged.length > 0) yield draft(context, account, rules, workloads, privileged);
    }
  },
};

function rightsOf(rule: RbacRule): string[] {
  return HOST_RIGHTS.filter(([group, resource, verbs]) =>
    verbs.some((verb) => mentions(rule, group, resource, verb)),
  ).map(([, , , words]) => words);
}

function draft(
  context: JudgeContext,
  account: NodeId,
  rules: readonly RbacRule[],
  workloads: readonly WorkloadFact[],
  privileged: readonly Privileged[],
): FindingDraft {
  const running = rules.length > 0 ? workloads : privileged.map(({ workload }) => workload);
  const stake =
    context.stakeThrough(privileged.flatMap(({ workload }) => escapes(context, workload))) ??
    (rules.length > 0 ? context.pathToStake([account]) : undefined);
  const can = listed(rules.flatMap(rightsOf), 4);
  const ways = listed(privileged.flatMap(({ workload, ways: all }) => all.map((one) => wayInWords(workload, one))), 4); // prettier-ignore
  const said = [...(can === '' ? [] : [`can ${can}`]), ...(ways === '' ? [] : [`runs with ${ways}`])].join(' and ');
  const environment =
    running.map(({ node }) => context.environment(node)).find((one) => one === 'prod') ??
    context.environment(running[0]?.node ?? '');
  const why = 'Who serves or trains models needs no host: give these rights to an operator with an account of its own.';
  return {
    severity: severityOf(environment, tierOf(stake)),
    confidence: running.every(({ confidence }) => confidence === 'possible') ? 'possible' : 'configured',
    identity: account,
    title: `${listed(
      running.map(({ node }) => context.named(node)),
      2,
    )} also controls hosts`,
    detail: `It ${said}. From a host ${account.startsWith('k8s:') ? 'every pod' : 'everything'} on it is taken over.${leadingTo(stake)}`,
    evidence: [
      ...rules.flatMap(({ evidence }) => evidence),
      ...privileged.flatMap(({ ways }) => ways.map(({ evidence }) => evidence)),
    ],
    key: 'host',
    ...atStake(stake),
    fix:
      privileged.length > 0
        ? unprivilege(privileged, why)
        : { kind: 'policy', why, text: roleDocument({ name: 'node-operator' }, rules) },
    removes: privileged.flatMap(({ workload }) => escapes(context, workload).map(({ id }) => id)),
  };
}
