import { posix } from 'node:path';
import type { ScanContext } from '../../port.ts';
import { readCodeowners, reviewersOf } from '../read/codeowners.ts';
import type { Settings } from '../read/settings.ts';
import type { Composite, Job, Workflow } from '../types.ts';
import { placeOf, printed, type Place } from './place.ts';
import { AllSettings } from './settings.ts';

export interface Caller {
  readonly workflow: Workflow;
  readonly job: Job;
}

/** Everything of GitHub that was read, and who calls whom in it. */
export class World {
  readonly context: ScanContext;
  readonly workflows: readonly Workflow[];
  readonly #byPath: ReadonlyMap<string, Workflow>;
  readonly #composites: ReadonlyMap<string, Composite>;
  readonly #places = new Map<Workflow, Place>();
  readonly #callers = new Map<Workflow, Caller[]>();
  readonly #owners: ReadonlyMap<string, ReturnType<typeof readCodeowners>>;
  readonly #settings: AllSettings;

  constructor(
    context: ScanContext,
    workflows: readonly Workflow[],
    composites: readonly Composite[],
    codeowners: ReadonlyMap<string, string>,
    settings = new AllSettings([]),
  ) {
    this.#settings = settings;
    this.context = context;
    this.workflows = workflows
      .map((one) => settings.withRunners(one))
      .sort((a, b) => (a.file.path < b.file.path ? -1 : 1));
    this.#byPath = new Map(this.workflows.map((one) => [one.file.path, one]));
    this.#composites = new Map(composites.map((one) => [posix.dirname(one.file.path), one]));
    this.#owners = new Map([...codeowners].map(([path, text]) => [path, readCodeowners(text)]));
    for (const workflow of this.workflows)
      for (const job of workflow.jobs) {
        const called = this.called(workflow, job);
        if (called) this.#callers.set(called, [...this.callersOf(called), { workflow, job }]);
      }
  }

  place(workflow: Workflow): Place {
    const known = this.#places.get(workflow);
    if (known) return known;
    const place = placeOf(workflow.file, this.context);
    this.#places.set(workflow, place);
    return place;
  }

  /** The workflow of the same repository that a job runs. */
  called(workflow: Workflow, { uses }: Job): Workflow | undefined {
    return uses?.startsWith('./') ? this.#byPath.get(this.#inside(workflow, uses)) : undefined;
  }

  callersOf(workflow: Workflow): readonly Caller[] {
    return this.#callers.get(workflow) ?? [];
  }

  composite(workflow: Workflow, uses: string): Composite | undefined {
    return this.#composites.get(this.#inside(workflow, uses));
  }

  /** Workflows of the same repository by their title, or by their path where they have none. */
  named(workflow: Workflow, name: string): readonly Workflow[] {
    const { folder } = this.place(workflow);
    return this.workflows.filter((one) => {
      const place = this.place(one);
      return place.folder === folder && (one.title === '' ? place.inside : one.title) === name;
    });
  }

  /** The settings of its organisation, where they were collected. */
  organisationOf(workflow: Workflow): Settings | undefined {
    return this.#settings.above(this.settingsOf(workflow));
  }

  /** The settings of its repository, where they were collected. */
  settingsOf(workflow: Workflow): Settings | undefined {
    return this.#settings.of(workflow.file);
  }

  /** Where GitHub looks for CODEOWNERS, in its order: the first file counts. A branch that asks for no review of theirs asks nobody. */
  reviewersOf(workflow: Workflow): readonly string[] {
    if (this.settingsOf(workflow)?.branch?.codeOwners === false) return [];
    const place = this.place(workflow);
    for (const folder of ['.github/', '', 'docs/']) {
      const lines = this.#owners.get(printed(place, `${folder}CODEOWNERS`));
      if (lines) return reviewersOf(lines, place.inside);
    }
    return [];
  }

  #inside(workflow: Workflow, uses: string): string {
    const path = posix.normalize(uses.replace(/^\.\//u, '').replace(/\/+$/u, ''));
    return printed(this.place(workflow), path);
  }
}
