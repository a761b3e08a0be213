import type { Evidence } from '../../../model/evidence.ts';
import type { Job, Trigger, Workflow } from '../types.ts';
import { admits } from './conditions.ts';
import { isUntrusted, strangersMay } from './untrusted.ts';
import type { World } from './world.ts';

/** An event that reaches a job: its own workflow's, or that of a workflow that calls it. */
export interface Start {
  readonly event: string;
  readonly evidence: Evidence;
}

const DEEPEST = 5;

/** Events of strangers that run the job with the rights of the repository, past its conditions and those of what it waits for. */
export function strangersStarts(world: World, workflow: Workflow, job: Job): readonly Start[] {
  return starts(world, workflow, job, (trigger, of) => runsTrusted(world, of, trigger), 0);
}

/** Pull requests of forks: their code runs, without secrets and with a token that reads. */
export function forkStarts(world: World, workflow: Workflow, job: Job): readonly Start[] {
  return starts(world, workflow, job, ({ event, types }) => event === 'pull_request' && strangersMay(types), 0);
}

function starts(
  world: World,
  workflow: Workflow,
  job: Job,
  wanted: (trigger: Trigger, of: Workflow) => boolean,
  depth: number,
): readonly Start[] {
  const own = workflow.triggers
    .filter((one) => wanted(one, workflow))
    .map(({ event, evidence }) => ({ event, evidence }));
  const called = workflow.triggers.some(({ event }) => event === 'workflow_call') && depth < DEEPEST;
  const passed = called
    ? world.callersOf(workflow).flatMap((caller) => starts(world, caller.workflow, caller.job, wanted, depth + 1))
    : [];
  const unique = new Map([...own, ...passed].map((one) => [one.event, one]));
  return [...unique.values()].filter(({ event }) => reaches(workflow, job, event, new Set()));
}

/** A job that waits for one that is skipped is skipped too, unless it says otherwise. */
function reaches(workflow: Workflow, job: Job, event: string, seen: Set<string>): boolean {
  if (seen.has(job.name)) return true;
  seen.add(job.name);
  if (!admits(job.condition, event)) return false;
  if (/\b(?:always|failure|cancelled)\(\)/u.test(job.condition)) return true;
  return job.needs.every((name) => {
    const needed = workflow.jobs.find((one) => one.name === name);
    return needed === undefined || reaches(workflow, needed, event, seen);
  });
}

/** A `workflow_run` is a stranger's only where a workflow that it waits for runs for strangers. */
export function runsTrusted(world: World, workflow: Workflow, { event, types, workflows }: Trigger): boolean {
  if (!isUntrusted(event, types)) return false;
  if (event !== 'workflow_run' || workflows.length === 0) return true;
  return workflows.some((name) => {
    const found = world.named(workflow, name);
    return (
      found.length === 0 ||
      found.some((one) =>
        one.triggers.some(
          (trigger) => /^pull_request/u.test(trigger.event) || isUntrusted(trigger.event, trigger.types),
        ),
      )
    );
  });
}
