import type { Entry } from '../../documents/entry.ts';
import { DEFAULT_KEYWORDS, GLOBAL_KEYWORDS, type PipelineFile } from './pipeline-file.ts';

/** A job with everything that it is made of, what counts most first: its own definitions, then what it extends. */
export interface Job {
  readonly name: string;
  readonly layers: readonly Entry[];
}

/** Commands with the place where each is written. */
export interface ScriptLine {
  readonly text: string;
  readonly entry: Entry;
}

const DEEPEST = 11;
const MOST_LAYERS = 100;
const MOST_ITEMS = 5000;
/** Script lines, rules and variables of all jobs together, with what they extend and refer to written out. */
const MOST_WRITTEN_OUT = 200_000;

/** Files of one pipeline as GitLab puts them together: jobs by name, `extends`, `default` and `!reference` resolved on demand. */
export class Pipeline {
  readonly jobs: readonly Job[];
  readonly files: readonly PipelineFile[];
  readonly inputs: ReadonlyMap<string, string>;
  readonly #definitions = new Map<string, Entry[]>();
  readonly #known = new Map<string, readonly Entry[]>();
  #left = MOST_WRITTEN_OUT;

  constructor(files: readonly PipelineFile[], inputs: ReadonlyMap<string, string>) {
    this.files = files;
    this.inputs = inputs;
    for (const { content } of files)
      for (const [name, entry] of content.entries()) {
        if (GLOBAL_KEYWORDS.has(name)) continue;
        const known = this.#definitions.get(name);
        if (known) known.push(entry);
        else this.#definitions.set(name, [entry]);
      }
    this.jobs = [...this.#definitions.keys()]
      .filter((name) => !name.startsWith('.'))
      .map((name) => ({ name, layers: this.#layers(name) }))
      .filter(({ layers }) => layers.some((one) => one.entries().length > 0));
  }

  /** Something was left out, because the jobs multiply what they share beyond the bound. */
  get exhausted(): boolean {
    return this.#left <= 0;
  }

  /** Whether one thing more may be written out. */
  spend(): boolean {
    return --this.#left > 0;
  }

  /** The value of a keyword in effect for the job. */
  field(job: Job, key: string): Entry | undefined {
    for (const layer of job.layers) if (layer.has(key)) return this.deref(layer.get(key));
    if (!DEFAULT_KEYWORDS.has(key) || job.layers.some((one) => one.get('inherit', 'default')?.value === false))
      return undefined;
    for (const { content } of this.files) {
      const found = content.get('default', key) ?? content.get(key);
      if (found) return this.deref(found);
    }
    return undefined;
  }

  /** The entries of a map that layers put together, the first of each name. */
  merged(job: Job, key: string): ReadonlyMap<string, Entry> {
    const found = new Map<string, Entry>();
    for (const layer of job.layers)
      for (const [name, entry] of this.deref(layer.get(key))?.entries() ?? [])
        if (this.spend() && !found.has(name)) found.set(name, entry);
    return found;
  }

  /** Scripts in the order in which they run. */
  script(job: Job): readonly ScriptLine[] {
    const found: ScriptLine[] = [];
    for (const key of ['before_script', 'script', 'after_script'])
      for (const entry of this.list(this.field(job, key))) {
        const text = entry.text();
        if (text !== undefined) found.push({ text, entry });
      }
    return found;
  }

  /** Items of a list, nested lists and references written out. */
  list(entry: Entry | undefined): readonly Entry[] {
    const found: Entry[] = [];
    this.#collect(entry, found, { left: MOST_ITEMS }, 0);
    return found;
  }

  /** `!reference [job, keyword...]`: the tag is lost in parsing; a list of texts that leads to a keyword of a job is one. */
  deref(entry: Entry | undefined, depth = 0): Entry | undefined {
    if (!entry || !Array.isArray(entry.value) || entry.value.length < 2 || entry.value.length > 10) return entry;
    const steps: readonly unknown[] = entry.value;
    const [name, ...path] = steps;
    if (typeof name !== 'string' || !path.every((step) => typeof step === 'string')) return entry;
    const job = this.#definitions.get(name)?.[0];
    if (!job || depth > DEEPEST) return entry;
    const layers = this.#layers(name);
    const target = layers.map((layer) => layer.get(...path)).find((one) => one !== undefined);
    return target === undefined ? entry : this.deref(target, depth + 1);
  }

  /** What a job is made of, worked out once for all that refer to it. */
  #layers(name: string): readonly Entry[] {
    const known = this.#known.get(name);
    if (known) return known;
    const found: Entry[] = [];
    this.#inherit(name, new Set(), found, 0);
    this.#known.set(name, found);
    return found;
  }

  /** GitLab refuses a pipeline that extends deeper. */
  #inherit(name: string, seen: Set<string>, found: Entry[], depth: number): void {
    if (seen.has(name) || seen.size > MOST_LAYERS || depth > DEEPEST) return;
    seen.add(name);
    const own = this.#definitions.get(name) ?? [];
    found.push(...own);
    const parents = own.find((one) => one.has('extends'))?.texts('extends') ?? [];
    for (const parent of [...parents].reverse()) this.#inherit(parent, seen, found, depth + 1);
  }

  /** References may name references: what they multiply to is bounded. */
  #collect(entry: Entry | undefined, found: Entry[], budget: { left: number }, depth: number): void {
    const here = this.deref(entry);
    if (!here || depth > DEEPEST) return;
    for (const one of here.itemsOrOne()) {
      if (budget.left-- <= 0 || !this.spend()) return;
      const item = this.deref(one) ?? one;
      if (Array.isArray(item.value)) this.#collect(item, found, budget, depth + 1);
      else found.push(item);
    }
  }
}
