import type { NodeId } from '../../../model/id.ts';
import type { Exposure, WorkflowJob } from '../../../model/workflow-job.ts';
import { runsTrusted } from './starts.ts';
import { idOf } from './place.ts';
import { neededRights } from './needs.ts';
import type { JobView } from './view.ts';
import type { Workflow } from '../types.ts';
import type { World } from './world.ts';

export interface Reached {
  readonly view: JobView;
  readonly node: NodeId;
  readonly exposures: readonly Exposure[];
}

/** One fact for the workflow: what all its jobs hold, and each job with what it holds itself. */
export function tellWorkflow(world: World, workflow: Workflow, jobs: readonly Reached[]): void {
  const place = world.place(workflow);
  const strangers = jobs
    .flatMap(({ exposures }) => exposures)
    .find(({ how }) => how === 'code' || how === 'expression');
  const evidence = strangers?.evidence.at(-1);
  const permissions = workflow.permissions?.entry.span ?? workflow.permissionsAt;
  const on = workflow.root.get('on')?.block;
  const needs = neededRights(jobs.map(({ view }) => view));
  world.context.estate.fact({
    fact: 'workflow',
    node: idOf.workflow(place),
    file: workflow.file.path,
    triggers: workflow.triggers.map((trigger) => ({
      event: trigger.event,
      untrusted: runsTrusted(world, workflow, trigger),
      evidence: trigger.evidence,
      ...(trigger.span ? { span: trigger.span } : {}),
    })),
    token: sorted(jobs.flatMap(({ view }) => view.token)),
    oidc: jobs.some(({ view }) => view.oidc),
    secrets: sorted(jobs.flatMap(({ view }) => [...view.secrets.keys()])),
    selfHosted: jobs.some(({ view }) => view.job.selfHosted),
    reviewers: world.reviewersOf(workflow),
    jobs: jobs.map(jobFact),
    evidence: [workflow.root.get('on')?.evidence ?? workflow.root.evidence],
    confidence: workflow.live ? 'configured' : 'possible',
    ...(strangers && evidence ? { strangersCode: { how: strangers.what, evidence } } : {}),
    ...(permissions ? { permissionsSpan: permissions } : {}),
    ...(on ? { triggersSpan: on } : {}),
    ...(needs ? { needs } : {}),
  });
}

function jobFact({ view, node, exposures }: Reached): WorkflowJob {
  const { job } = view;
  const condition = job.entry.get('if');
  const first = job.entry.entries()[0]?.[1];
  const indent = first?.indent;
  const at = condition ? condition.span : indent === undefined ? undefined : before(first?.block);
  return {
    name: job.name,
    node,
    token: view.token,
    oidc: view.oidc,
    secrets: [...view.secrets.keys()].sort(),
    selfHosted: job.selfHosted,
    exposures,
    evidence: job.entry.evidence,
    ...(at ? { conditionAt: at } : {}),
    ...(condition ? { condition: job.condition } : {}),
    ...(job.environment ? { environment: job.environment.name } : {}),
  };
}

const before = (
  block: { file: string; start: number } | undefined,
): { file: string; start: number; end: number } | undefined =>
  block && { file: block.file, start: block.start, end: block.start };

const sorted = (words: readonly string[]): readonly string[] => [...new Set(words)].sort();
