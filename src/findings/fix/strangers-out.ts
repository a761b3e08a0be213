import type { Edit, FixPlan } from '../../model/finding.ts';
import type { WorkflowFact } from '../../model/system-facts.ts';
import type { Exposure, WorkflowJob } from '../../model/workflow-job.ts';
import { expansionEdits } from './expansion.ts';
import { guardEdit, guardFor } from './workflow-guard.ts';

export interface Open {
  readonly job: WorkflowJob;
  readonly exposures: readonly Exposure[];
}

/**
 * Takes strangers out of the jobs that hold something: text that is expanded becomes a variable; a pull request that is built runs
 * without the rights of the repository; else the job asks who it is that starts it.
 */
export function strangersOut(fact: WorkflowFact, open: readonly Open[]): FixPlan {
  const exposures = open.flatMap((one) => one.exposures);
  const events = [...new Set(exposures.map(({ event }) => event))].sort();
  if (exposures.every(({ how }) => how === 'started')) return { kind: 'policy', why: STARTED, text: STARTED_TEXT };
  if (exposures.every(({ how, repair }) => how === 'expression' && repair !== undefined)) {
    const edits = expansionEdits(exposures);
    return { kind: 'patch', why: EXPANDED, edits, instead: EXPANDED_TEXT };
  }
  const lowered = events.length === 1 && events[0] === 'pull_request_target' ? lower(fact) : undefined;
  if (lowered) return { kind: 'patch', why: LOWERED, edits: [lowered], instead: LOWERED_TEXT };
  return guarded(fact, open, events);
}

function lower({ triggers }: WorkflowFact): Edit | undefined {
  const own = triggers.find(({ event }) => event === 'pull_request_target');
  if (!own?.span || triggers.some(({ event }) => event === 'pull_request')) return undefined;
  return { ...own.span, text: 'pull_request' };
}

export function guarded(fact: WorkflowFact, open: readonly Open[], events: readonly string[], why = GUARDED): FixPlan {
  const edits: Edit[] = [];
  const instead: string[] = [];
  for (const { job, exposures } of open) {
    const own = events.filter((event) => exposures.some((one) => one.event === event));
    const guard = guardFor(fact, own);
    if (guard === undefined) continue;
    instead.push(`# job ${job.name}\nif: ${guard}\n`);
    const edit = guardEdit(job, guard);
    if (edit) edits.push(edit);
  }
  const text = instead.join('');
  return edits.length === open.length ? { kind: 'patch', why, edits, instead: text } : { kind: 'policy', why, text };
}

const LOWERED =
  'On pull_request the workflow runs with a token that reads and without secrets when the pull request comes from a fork. What needs rights (labels, comments, deployments) goes to a second workflow that does not check the pull request out.';
const LOWERED_TEXT = 'on:\n  pull_request:\n';
const EXPANDED =
  'An expression is put into the script before the shell reads it, so that quotes in the text end the string. A variable is data: the shell does not read it again.';
const EXPANDED_TEXT =
  '# give the step the text as a variable, and use that in the script\nenv:\n  TEXT: ${{ github.event.issue.title }}\nrun: echo "$TEXT"\n';
const GUARDED =
  'The job runs only for what members of the project start. People outside are served by a workflow on pull_request, which holds nothing.';
const STARTED =
  'Nothing of the stranger is seen to be run, but everything that the job holds is there if a later change checks the pull request out. Keep what holds rights apart from what looks at the pull request.';
const STARTED_TEXT =
  '# in the workflow that a stranger starts\npermissions:\n  contents: read\n# and no secrets; what needs them runs on workflow_run or after a review, for example in an environment with required reviewers\nenvironment: reviewed\n';
