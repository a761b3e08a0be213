import type { FindingDraft, Severity } from '../../model/finding.ts';
import { escapes, waysOut, wayInWords } from '../escapes.ts';
import { unprivilege, type Privileged } from '../fix/unprivilege.ts';
import { group } from '../context.ts';
import { listed } from '../names.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo, tierOf } from '../stake.ts';

/** The process namespace of the host without rights over the kernel: what the same user without more rights left open in /proc. */
const SEES =
  'reads the command lines of all processes there, ends them where it is root, and reads the files and tokens of containers that run as the same user with no more rights';

/** Row 38. One finding a workload. */
export const privilegedGpu: Rule = {
  name: 'privileged-gpu',
  row: 38,
  title: 'A GPU workload can take over its node',
  severities: [
    ['high', 'in production, or a jewel is reached through the node'],
    ['medium', 'otherwise'],
    ['low', 'development'],
  ],
  fires:
    'A pod that asks for GPUs is privileged, sees the processes of the host, or has a capability or host path that leads out of the container.',
  quiet:
    'Shared memory, data disks and IPC_LOCK for fast networks; pods that only ask for GPUs; host access without GPUs (host-control says that for AI workloads).',
  frameworks: ['NHI6:2025', 'ASI05', 'MAESTRO-L4', 'AI-RMF MEASURE 2.7', 'CSF-2.0 PR.AA-05', 'ISO-27001 A.8.2'],
  *judge(context) {
    const pods = context.workloads.filter(({ gpus }) => gpus > 0).map((one) => waysOut(context, one));
    const out = pods.filter(({ ways }) => ways.length > 0);
    for (const some of group(out, ({ workload }) => [workload.node]).values()) yield draft(context, some);
  },
};

function draft(context: JudgeContext, pods: readonly Privileged[]): FindingDraft {
  const ways = pods.flatMap((one) => one.ways);
  const edges = pods.flatMap(({ workload }) => escapes(context, workload));
  const { node = '', account = '' } = pods[0]?.workload ?? {};
  const stake = context.stakeThrough(edges, node);
  const what = listed(pods.flatMap(({ workload, ways: all }) => all.map((one) => wayInWords(workload, one))));
  const clustered = node.startsWith('k8s:');
  const sees = ways.every((one) => one.what === 'hostPID');
  return {
    severity: severityOf(context.environment(node), tierOf(stake)),
    confidence: pods.every(({ workload }) => workload.confidence === 'possible') ? 'possible' : 'configured',
    identity: account,
    title: `${context.named(node)} uses GPUs and ${sees ? 'sees every process of' : 'can take over'} its ${clustered ? 'node' : 'machine'}`,
    detail: `${what}. Whoever runs code in it ${sees ? SEES : clustered ? 'has the tokens of every pod on that node' : 'has the machine and all that runs on it'}.${leadingTo(stake)}`,
    evidence: ways.map(({ evidence }) => evidence),
    key: node,
    ...atStake(stake),
    fix: unprivilege(
      pods,
      clustered
        ? 'GPUs come through the device plugin and need no privilege; shared memory is an emptyDir of medium Memory.'
        : 'GPUs come through deploy.resources.reservations.devices and need no privilege; shared memory is shm_size.',
    ),
    removes: edges.map(({ id }) => id),
  };
}

export function severityOf(environment: string, tier: number): Severity {
  if (environment === 'dev') return 'low';
  return environment === 'prod' || tier >= 8 ? 'high' : 'medium';
}
