import { LARGEST, type SourceFile } from '../../bytes/files.ts';
import { diagnostic } from '../../model/diagnostic.ts';
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
      take: (file, text) => {
        if (isCrontab(file)) reading.schedule(file, text);
        else reading.take(file, text, true);
      },
      finish: () => reading.finish(),
    };
  },
};

const isNotebookFile = ({ path }: SourceFile): boolean => /\.ipynb$/iu.test(path);

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

  schedule(file: SourceFile, text: string): void {
    const found = readCrontab(file, text, this.#context.standing(file));
    if (found === undefined) return;
    this.#claimed.add(file.path);
    this.#schedules.push(...found);
  }

  take(file: SourceFile, text: string, editable: boolean): void {
    if (!maybeNotebook(text)) return;
    const read = readNotebook(file.path, text, editable);
    if (read === undefined) return;
    if ('code' in read) {
      if (!isNotebookFile(file)) return;
      this.#claimed.add(file.path);
      this.#context.estate.diagnostic(diagnostic(read.code, read.message, file.path, read.line));
      return;
    }
    this.#claimed.add(file.path);
    this.#seen.push(look(file, read, this.#context));
  }

  finish(): ReadonlySet<string> {
    for (const file of this.#files) if (file.bytes > LARGEST && isNotebookFile(file)) this.#large(file);
    const { estate } = this.#context;
    this.#seen.sort((a, b) => (a.file.path < b.file.path ? -1 : 1));
    for (const seen of this.#seen) tellNotebook(estate, seen);
    tellSchedules(estate, this.#schedules, this.#files);
    const rows = new Map<string, { files: number; objects: number }>();
    const roots = new Map(this.#files.map(({ path, root }) => [path, root]));
    for (const path of this.#claimed) {
      const row = rows.get(roots.get(path) ?? '') ?? { files: 0, objects: 0 };
      rows.set(roots.get(path) ?? '', row);
      row.files++;
    }
    for (const { file } of [...this.#seen, ...this.#schedules]) {
      const row = rows.get(file.root);
      if (row) row.objects++;
    }
    for (const [path, counts] of [...rows].sort(([a], [b]) => (a < b ? -1 : 1)))
      estate.source({ path, kind: 'notebooks', ...counts });
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
