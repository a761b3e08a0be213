import { posix } from 'node:path';
import type { SourceFile } from '../../../bytes/files.ts';
import type { Protection, Settings } from '../read/settings.ts';
import { repositoryFolder } from '../read/recognise.ts';
import type { Job, Workflow } from '../types.ts';

/** An environment that is not there is made by the first job that names it, and asks nobody. */
const OPEN: Omit<Protection, 'evidence'> = { reviewers: [] };

/** The settings that were collected beside workflows. */
export class AllSettings {
  readonly #byFolder: ReadonlyMap<string, Settings>;

  constructor(all: readonly Settings[]) {
    this.#byFolder = new Map(all.map((one) => [one.folder, one]));
  }

  of({ path }: Pick<SourceFile, 'path'>): Settings | undefined {
    const folder = repositoryFolder(path);
    return folder === undefined ? undefined : this.#byFolder.get(folder === '' ? '.' : folder);
  }

  /** Of the organisation that the repository is in: its folder stands above. */
  above(own: Settings | undefined): Settings | undefined {
    return own && this.#byFolder.get(posix.dirname(own.folder));
  }

  /** A job on a label that people gave to a machine of theirs runs on that machine, whatever the label is called. */
  withRunners(workflow: Workflow): Workflow {
    const own = this.of(workflow.file);
    if (!own) return workflow;
    const labels = new Set([...own.labels, ...(this.above(own)?.labels ?? [])]);
    const jobs = workflow.jobs.map((job) => (onMachine(job, labels) ? { ...job, selfHosted: true } : job));
    return { ...workflow, jobs };
  }
}

const onMachine = ({ runsOn }: Job, labels: ReadonlySet<string>): boolean =>
  runsOn.some((label) => labels.has(label.toLowerCase()));

/** Who lets a job run that names the environment; undefined when that was not read. */
export function protectionOf(settings: Settings | undefined, { environment }: Job): readonly string[] | undefined {
  if (!environment || !settings?.environments || environment.name.includes('${{')) return undefined;
  return (settings.environments.get(environment.name.toLowerCase()) ?? OPEN).reviewers;
}
