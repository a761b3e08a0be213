import { LARGEST, type SourceFile } from '../../bytes/files.ts';
import { diagnostic, type Diagnostic } from '../../model/diagnostic.ts';
import { countEach, tellSources } from '../source-rows.ts';
import type { Connector, ScanContext } from '../port.ts';
import { look } from './look.ts';
import { maybeNotebook, readNotebook } from './read/notebook.ts';
import { isCrontab, readCrontab, type SeenSchedule } from './schedule/crontab.ts';
import { tellSchedules } from './schedule/tell.ts';
import type { SeenNotebook } from './seen.ts';
import { tellNotebook } from './tell/notebook.ts';

/** Jupyter notebooks: what their code and their outputs hold, and what they reach. */
export const notebooks: Connector = {
  name: 'notebooks',
  open(files, context) {
    const reading = new Notebooks(files, context);
    return {
      wants: (file) => reading.wants(file),
      take: (file, text) => reading.take(file, text, true),
      recall: (file, kept: Kept) => {
        reading.recall(file, kept);
      },
      besides: (file) => file.bytes > LARGEST && isNotebookFile(file),
      finish: () => reading.finish(),
    };
  },
};

const isNotebookFile = ({ path }: SourceFile): boolean => /\.ipynb$/iu.test(path);

/** One of them. */
interface Kept {
  readonly seen?: SeenNotebook;
  readonly schedules?: readonly SeenSchedule[];
  readonly problem?: Diagnostic;
}

class Notebooks {
  readonly #files: readonly SourceFile[];
  readonly #context: ScanContext;
  readonly #seen: SeenNotebook[] = [];
  readonly #schedules: SeenSchedule[] = [];
  readonly #claimed = new Set<string>();

  constructor(files: readonly SourceFile[], context: ScanContext) {
    this.#files = files;
    this.#context = context;
  }

  /** A notebook above the bound for texts is read at the end, without its images. */
  wants(file: SourceFile): boolean {
    if (file.bytes > LARGEST) return false;
    return isNotebookFile(file) || /\.json$/iu.test(file.path) || isCrontab(file);
  }

  take(file: SourceFile, text: string, editable: boolean): Kept | undefined {
    const kept = isCrontab(file) ? this.#schedule(file, text) : this.#notebook(file, text, editable);
    if (kept) this.recall(file, kept);
    return kept;
  }

  recall(file: SourceFile, { seen, schedules, problem }: Kept): void {
    this.#claimed.add(file.path);
    if (seen) this.#seen.push(seen);
    this.#schedules.push(...(schedules ?? []));
    if (problem) this.#context.estate.diagnostic(problem);
  }

  #schedule(file: SourceFile, text: string): Kept | undefined {
    const schedules = readCrontab(file, text, this.#context.standing(file));
    return schedules && { schedules };
  }

  #notebook(file: SourceFile, text: string, editable: boolean): Kept | undefined {
    if (!maybeNotebook(text)) return undefined;
    const read = readNotebook(file.path, text, editable);
    if (read === undefined) return undefined;
    if (!('code' in read)) return { seen: look(file, read, this.#context) };
    return isNotebookFile(file) ? { problem: diagnostic(read.code, read.message, file.path, read.line) } : undefined;
  }

  finish(): ReadonlySet<string> {
    for (const file of this.#files) if (file.bytes > LARGEST && isNotebookFile(file)) this.#large(file);
    const { estate } = this.#context;
    this.#seen.sort((a, b) => (a.file.path < b.file.path ? -1 : 1));
    for (const seen of this.#seen) tellNotebook(estate, seen);
    tellSchedules(estate, this.#schedules, this.#files);
    const objects = countEach([...this.#seen, ...this.#schedules].map(({ file }) => file.path));
    const own = this.#files.filter(({ path }) => this.#claimed.has(path));
    tellSources(estate, 'notebooks', own, (path) => objects.get(path) ?? 0);
    return this.#claimed;
  }

  #large(file: SourceFile): void {
    const read = file.thinned?.();
    this.#claimed.add(file.path);
    const tell = (code: 'too-large' | 'data-skipped', message: string): void => {
      this.#context.estate.diagnostic(diagnostic(code, message, file.path));
    };
    if (read === undefined) tell('too-large', `the file is larger than ${LARGEST / 1024 / 1024} MiB and was not read`);
    else if ('problem' in read) tell('too-large', read.problem);
    else {
      const mebibytes = (read.skipped / 1024 / 1024).toFixed(1);
      tell(
        'data-skipped',
        `${mebibytes} MiB of embedded data (images) were left out; cells and text outputs were read`,
      );
      this.take(file, read.text, false);
    }
  }
}
