import type { ModelFact } from '../../model/facts.ts';
import type { FindingDraft, Severity } from '../../model/finding.ts';
import type { Environment } from '../../model/kinds.ts';
import { group } from '../context.ts';
import { listed } from '../names.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo } from '../stake.ts';

const SEVERITY: Readonly<Record<Environment, Severity>> = {
  prod: 'high',
  unknown: 'medium',
  staging: 'low',
  dev: 'low',
};

/** Row 37. One finding a workload. */
export const remoteCode: Rule = {
  name: 'remote-code',
  row: 37,
  title: 'A model brings its own code',
  severities: [
    ['high', 'in production'],
    ['medium', 'the environment is not known'],
    ['low', 'staging and development'],
  ],
  fires: 'A model server is started with --trust-remote-code or its equivalent.',
  quiet: 'The flag set to false, and models without it.',
  frameworks: ['NHI3:2025', 'ASI04', 'ASI05', 'MAESTRO-L1', 'AI-RMF MAP 4.1', 'CSF-2.0 GV.SC-07'],
  *judge(context) {
    const trusting = context.models.filter(({ remoteCode }) => remoteCode);
    for (const [workload, models] of group(trusting, (one) => [one.workload])) yield draft(context, workload, models);
  },
};

function draft(context: JudgeContext, workload: string, models: readonly ModelFact[]): FindingDraft {
  const fact = context.workload(workload);
  const stake = context.pathToStake([workload]);
  const possible = models.every(({ confidence }) => confidence === 'possible');
  const why =
    'Load code from the image, not from the model. A model that needs its own code is pinned to a revision and its code read first.';
  const spans = models.flatMap(({ span }) => span ?? []);
  const instead = `# in ${workload}: take out --trust-remote-code\n`;
  return {
    severity: SEVERITY[context.environment(workload)],
    confidence: possible ? 'possible' : 'configured',
    identity: fact?.account ?? workload,
    title: `${context.named(workload)} runs code that comes with the model`,
    detail: `trust-remote-code is on for ${listed([...new Set(models.map(({ uri }) => uri))])}: who can change the model's repository runs code in ${workload.startsWith('k8s:') ? 'the pod' : 'the service'}.${leadingTo(stake)}`,
    evidence: models.flatMap(({ evidence }) => evidence),
    key: workload,
    ...atStake(stake),
    fix:
      spans.length === models.length
        ? { kind: 'patch', why, edits: spans.map((span) => ({ ...span, text: '', fit: 'item' as const })), instead }
        : { kind: 'policy', why, text: instead },
  };
}
