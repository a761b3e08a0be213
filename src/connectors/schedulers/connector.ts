import { posix } from 'node:path';
import { LARGEST, type SourceFile } from '../../bytes/files.ts';
import { tellSources } from '../source-rows.ts';
import type { Connector, ScanContext, Standing } from '../port.ts';
import { readJobs, type SeenJobs } from './ray/jobs.ts';
import { readLauncher, readScript, type SeenRay } from './ray/read.ts';
import { tellJobs } from './ray/tell-jobs.ts';
import { tellRay } from './ray/tell.ts';
import { readConf, setting, slurmKind, type SlurmFile } from './slurm/conf.ts';
import { readSacctmgr, type Record } from './slurm/sacctmgr.ts';
import { tellCluster } from './slurm/tell-cluster.ts';
import { tellDatabase } from './slurm/tell-database.ts';
import { tellPeople } from './slurm/tell-people.ts';

/** Schedulers outside Kubernetes: Slurm by its files and by what sacctmgr prints, Ray by what starts it and by what its job API answers. */
export const schedulers: Connector = {
  name: 'schedulers',
  open(files, context) {
    const reading = new Schedulers(files, context);
    return {
      wants,
      take: (file, text) => reading.take(file, text),
      recall: (file, kept: Kept) => {
        reading.recall(file, kept);
      },
      finish: () => reading.finish(),
    };
  },
};

const CONF = /\.conf$/iu;
const SCRIPT = /\.(?:sh|bash|sbatch|slurm|service)$/iu;
const PRINTED = /(?:sacctmgr[^/]{0,100}|\.(?:txt|out|psv|csv))$/iu;
const YAML = /\.ya?ml$/iu;
const JSON_ = /\.json$/iu;

const wants = ({ path, bytes }: SourceFile): boolean =>
  bytes <= LARGEST &&
  (CONF.test(path) || SCRIPT.test(path) || PRINTED.test(path) || YAML.test(path) || JSON_.test(path));

/** What is told does not depend on the order of the walk. */
const byPath = (a: { readonly file: SourceFile }, b: { readonly file: SourceFile }): number =>
  a.file.path < b.file.path ? -1 : a.file.path > b.file.path ? 1 : 0;

/** One of them. */
interface Kept {
  readonly conf?: SlurmFile;
  readonly records?: readonly Record[];
  readonly rays?: readonly SeenRay[];
  readonly jobs?: SeenJobs;
}

class Schedulers {
  readonly #files: readonly SourceFile[];
  readonly #context: ScanContext;
  readonly #confs: SlurmFile[] = [];
  readonly #records: Record[] = [];
  readonly #rays: SeenRay[] = [];
  readonly #jobs: SeenJobs[] = [];
  readonly #claimed = new Set<string>();

  constructor(files: readonly SourceFile[], context: ScanContext) {
    this.#files = files;
    this.#context = context;
  }

  take(file: SourceFile, text: string): Kept | undefined {
    const kept = read(file, this.#context.standing(file), text);
    if (kept) this.recall(file, kept);
    return kept;
  }

  recall(file: SourceFile, { conf, records, rays, jobs }: Kept): void {
    this.#claimed.add(file.path);
    if (conf) this.#confs.push(conf);
    this.#records.push(...(records ?? []));
    this.#rays.push(...(rays ?? []));
    if (jobs) this.#jobs.push(jobs);
  }

  finish(): ReadonlySet<string> {
    const { estate } = this.#context;
    for (const list of [this.#confs, this.#records, this.#rays, this.#jobs]) list.sort(byPath);
    const mains = this.#confs.filter(({ kind }) => kind === 'slurm');
    for (const main of mains) {
      const folder = posix.dirname(main.file.path);
      // `include` names a file of the same folder.
      tellCluster(estate, main, this.#confs.filter(({ kind, file }) => kind === 'part' && posix.dirname(file.path) === folder)); // prettier-ignore
    }
    for (const conf of this.#confs) if (conf.kind === 'slurmdbd') tellDatabase(this.#context, conf);
    const names = new Set(mains.flatMap((main) => setting(main, 'ClusterName')?.value ?? []));
    tellPeople(estate, this.#records, names.size === 1 ? [...names][0] : undefined);
    for (const seen of this.#rays) tellRay(estate, seen);
    for (const seen of this.#jobs) tellJobs(this.#context, seen);
    const own = this.#files.filter(({ path }) => this.#claimed.has(path));
    tellSources(estate, 'schedulers', own, () => 1);
    return this.#claimed;
  }
}

function read(file: SourceFile, standing: Standing, text: string): Kept | undefined {
  const { path } = file;
  const jobs = JSON_.test(path) || YAML.test(path) ? readJobs(file, standing, text) : undefined;
  if (jobs) return { jobs };
  if (JSON_.test(path)) return undefined;
  if (YAML.test(path)) {
    const seen = text.includes('cluster_name:') ? readLauncher(file, standing, text) : undefined;
    return seen && { rays: [seen] };
  }
  if (SCRIPT.test(path)) {
    const rays = readScript(file, standing, text);
    return rays.length > 0 ? { rays } : undefined;
  }
  if (CONF.test(path)) {
    const kind = slurmKind(text);
    return kind && { conf: readConf(file, standing, kind, text) };
  }
  const records = text.slice(0, 5000).includes('|') ? readSacctmgr(file, standing, text) : undefined;
  return records && { records };
}
