import type { SourceFile } from '../../../bytes/files.ts';
import type { Entry } from '../../../documents/entry.ts';
import { readJson, readYaml } from '../../../documents/read.ts';
import type { Standing } from '../../port.ts';

/** What Ray's job API answered, saved: one entry a job (docs.ray.io, "Ray Jobs REST API", `JobDetails`). */
export interface SeenJobs {
  readonly file: SourceFile;
  readonly standing: Standing;
  readonly jobs: readonly Entry[];
  /** Items of the answer that are no jobs. */
  readonly others: readonly Entry[];
}

const STATUS: ReadonlySet<string | undefined> = new Set(['PENDING', 'RUNNING', 'STOPPED', 'SUCCEEDED', 'FAILED']);
const TYPES: ReadonlySet<string | undefined> = new Set(['SUBMISSION', 'DRIVER']);
/** Fields that Ray alone has beside `status` and `entrypoint`. */
const OWN = ['submission_id', 'driver_info', 'driver_agent_http_address', 'driver_node_id'];

/** `GET /api/jobs/`, `GET /api/jobs/{id}` and `ray list jobs --format json` or `yaml`. Undefined when it is none. */
export function readJobs(file: SourceFile, standing: Standing, text: string): SeenJobs | undefined {
  if (!mayBeJobs(text)) return undefined;
  const json = /^\s*[[{]/u.test(text);
  const [root] = (json ? readJson(file.path, text) : readYaml(file.path, text)).roots;
  if (!root) return undefined;
  const all = answers(root);
  const jobs = all.filter(isJob);
  if (jobs.length === 0) return undefined;
  return { file, standing, jobs, others: all.filter((one) => !isJob(one)) };
}

const mayBeJobs = (text: string): boolean =>
  /["']?\bentrypoint["']?\s{0,20}:/u.test(text) && OWN.some((key) => text.includes(key));

/** A list, one job, jobs by their ids (Ray before 2.0), or the answer of the state API around a list. */
function answers(root: Entry): readonly Entry[] {
  if (Array.isArray(root.value)) return root.items();
  if (isJob(root)) return [root];
  const listed = root.items('data', 'result', 'result');
  return listed.length > 0 ? listed : root.entries().map(([, one]) => one);
}

const isJob = (one: Entry): boolean =>
  one.has('entrypoint') &&
  STATUS.has(one.text('status')) &&
  (one.has('type') ? TYPES.has(one.text('type')) : one.has('runtime_env') || one.has('metadata')) &&
  (one.text('submission_id') ?? one.text('job_id')) !== undefined;

/** How people and other systems name it: the id that it was submitted under, for a driver that of Ray. */
export const idOfJob = (job: Entry): string => job.text('submission_id') ?? job.text('job_id') ?? '';

/** Runs of one thing: the same command in the same environment with the same metadata. Of each group the first run stands for all. */
export function groupRuns(jobs: readonly Entry[]): readonly (readonly [Entry, ...Entry[]])[] {
  const groups = new Map<string, [Entry, ...Entry[]]>();
  const inOrder = [...jobs].sort((a, b) => started(a) - started(b) || (idOfJob(a) < idOfJob(b) ? -1 : 1));
  for (const job of inOrder) {
    const what = JSON.stringify([job.text('entrypoint'), without(job, 'runtime_env'), without(job, 'metadata')]);
    const known = groups.get(what);
    if (known) known.push(job);
    else groups.set(what, [job]);
  }
  return [...groups.values()];
}

const started = (job: Entry): number => Number(job.text('start_time') ?? 0) || 0;

/** What differs from run to run is left out. */
const without = (job: Entry, key: string): unknown =>
  job
    .entries(key)
    .filter(([name]) => !/^(?:_ray_commit|job_submission_id|job_id|job_name)$/u.test(name))
    .map(([name, one]) => [name, one.value]);
