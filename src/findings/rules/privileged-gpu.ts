import type { FindingDraft, Severity } from '../../model/finding.ts';
import { escapes, waysOut } from '../escapes.ts';
import { unprivilege, type Privileged } from '../fix/unprivilege.ts';
import { listed } from '../names.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo, tierOf } from '../stake.ts';

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
    for (const workload of context.workloads) {
      if (workload.gpus === 0) continue;
      const out = waysOut(context, workload);
      if (out.ways.length > 0) yield draft(context, out);
    }
  },
};

function draft(context: JudgeContext, out: Privileged): FindingDraft {
  const { workload, ways } = out;
  const stake = context.stakeThrough(escapes(context, workload), workload.node);
  const what = listed(ways.map((one) => one.what));
  return {
    severity: severityOf(context.environment(workload.node), tierOf(stake)),
    confidence: workload.confidence === 'possible' ? 'possible' : 'configured',
    identity: workload.account,
    title: `${context.named(workload.node)} uses GPUs and can take over its node`,
    detail: `${what}. Whoever runs code in it has the tokens of every pod on that node.${leadingTo(stake)}`,
    evidence: ways.map(({ evidence }) => evidence),
    key: workload.pod,
    ...atStake(stake),
    fix: unprivilege(
      [out],
      'GPUs come through the device plugin and need no privilege; shared memory is an emptyDir of medium Memory.',
    ),
    removes: escapes(context, workload).map(({ id }) => id),
  };
}

export function severityOf(environment: string, tier: number): Severity {
  if (environment === 'dev') return 'low';
  return environment === 'prod' || tier >= 8 ? 'high' : 'medium';
}
