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

type Wanted = (trigger: Trigger, of: Workflow) => boolean;

/** Starts of the jobs of a scan. Each workflow is looked at once, however many jobs call it. */
export class Starts {
  readonly #world: World;
  readonly #passed = { strangers: new Map<Workflow, readonly Start[]>(), forks: new Map<Workflow, readonly Start[]>() };
  readonly #reached = new Map<Job, Map<string, boolean>>();

  constructor(world: World) {
    this.#world = world;
  }

  /** Events of strangers that run the job with the rights of the repository, past its conditions and those of what it waits for. */
  strangers(workflow: Workflow, job: Job): readonly Start[] {
    return this.#of(workflow, job, (trigger, of) => runsTrusted(this.#world, of, trigger), this.#passed.strangers);
  }

  /** Pull requests of forks: their code runs, without secrets and with a token that reads. */
  forks(workflow: Workflow, job: Job): readonly Start[] {
    const wanted: Wanted = ({ event, types }) => event === 'pull_request' && strangersMay(types);
    return this.#of(workflow, job, wanted, this.#passed.forks);
  }

  #of(workflow: Workflow, job: Job, wanted: Wanted, passed: Map<Workflow, readonly Start[]>): readonly Start[] {
    return this.#ofWorkflow(workflow, wanted, passed).filter(({ event }) => this.#reaches(workflow, job, event));
  }

  /** Its own events, and those of the jobs that call it. */
  #ofWorkflow(workflow: Workflow, wanted: Wanted, passed: Map<Workflow, readonly Start[]>): readonly Start[] {
    const known = passed.get(workflow);
    if (known) return known;
    // A workflow that calls itself, over others too, adds nothing to itself.
    passed.set(workflow, []);
    const own = workflow.triggers.filter((one) => wanted(one, workflow));
    const called = workflow.triggers.some(({ event }) => event === 'workflow_call');
    const callers = called ? this.#world.callersOf(workflow) : [];
    const all = [...own, ...callers.flatMap((caller) => this.#of(caller.workflow, caller.job, wanted, passed))];
    const starts = [...new Map(all.map(({ event, evidence }) => [event, { event, evidence }])).values()];
    passed.set(workflow, starts);
    return starts;
  }

  /** A job that waits for one that is skipped is skipped too, unless it says otherwise. */
  #reaches(workflow: Workflow, job: Job, event: string): boolean {
    const known = this.#reached.get(job) ?? new Map<string, boolean>();
    this.#reached.set(job, known);
    const before = known.get(event);
    if (before !== undefined) return before;
    known.set(event, true);
    const anyway = /\b(?:always|failure|cancelled)\(\)/u.test(job.condition);
    const reached =
      admits(job.condition, event) &&
      (anyway ||
        job.needs.every((name) => {
          const needed = workflow.jobs.find((one) => one.name === name);
          return needed === undefined || this.#reaches(workflow, needed, event);
        }));
    known.set(event, reached);
    return reached;
  }
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
