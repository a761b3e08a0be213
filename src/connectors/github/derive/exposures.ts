import type { Exposure } from '../../../model/workflow-job.ts';
import type { Start, Starts } from './starts.ts';
import { protectionOf } from './settings.ts';
import { strangersCode } from './strangers-code.ts';
import { expansions, prompts } from './strangers-text.ts';
import type { JobView } from './view.ts';

const PUBLIC = 'people outside of the organisation may open issues or pull requests here';
const RUNNER = 'pull requests of forks run without approval, and the runner is not made anew for each job';

/** Every way by which a stranger gets into the job. */
export function exposuresOf(starts: Starts, view: JobView): readonly Exposure[] {
  const { workflow, job } = view;
  const found = starts.strangers(workflow, job).flatMap((start) => ofStart(view, start));
  if (job.selfHosted)
    for (const { event, evidence } of starts.forks(workflow, job).slice(0, 1)) {
      const runsOn = job.entry.get('runs-on')?.evidence;
      found.push({
        how: 'runner', event, what: `runs-on: ${job.runsOn.join(', ')}`, evidence: [evidence, ...(runsOn ? [runsOn] : [])], confidence: 'possible', precondition: RUNNER,
      }); // prettier-ignore
    }
  return found;
}

function ofStart(view: JobView, { event, evidence }: Start): Exposure[] {
  const found: Exposure[] = [];
  // An environment may ask for a review of every run, which is not written in these files; settings say when it asks nobody.
  const held = protectionOf(view.settings, view.job)?.length === 0 ? undefined : view.job.environment;
  const possible = held
    ? { confidence: 'possible' as const, precondition: `environment ${held.name} lets the job run without review` }
    : undefined;
  const sure = possible ?? { confidence: 'configured' as const, precondition: PUBLIC };
  const code = strangersCode(view, event);
  if (code) {
    const doubt = {
      confidence: 'possible' as const,
      precondition: 'what the earlier step found is the head of the pull request',
    };
    found.push({
      how: 'code',
      event,
      what: code.what,
      evidence: [evidence, ...code.evidence],
      ...(code.sure ? sure : doubt),
    });
  }
  for (const one of expansions(view, event))
    found.push({ how: 'expression', event, ...sure, ...one, evidence: [evidence, ...one.evidence] });
  for (const one of prompts(view, event))
    found.push({
      how: 'prompt',
      event,
      ...one,
      evidence: [evidence, ...one.evidence],
      confidence: 'possible',
      precondition: 'the agent follows what it reads',
    });
  if (found.length === 0) {
    const what = started(view, event);
    if (what) found.push({ how: 'started', event, what, evidence: [evidence], ...sure });
  }
  return found;
}

/** Nothing of his is seen to run: told for pull requests, and for what an earlier run of his left behind. */
function started(view: JobView, event: string): string | undefined {
  if (event === 'pull_request_target') return 'pull_request_target';
  const fetches = view.steps.some(({ uses }) => /download-artifact@/u.test(uses ?? ''));
  return event === 'workflow_run' && fetches ? 'an artefact of a run that a stranger started' : undefined;
}
