import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The HTML report of the last scan of each source, as `writ scan -o html` writes it: a file each, for its owner only. */
export class Reports {
  readonly #folder: string;

  constructor(data: string) {
    this.#folder = join(data, 'reports');
  }

  /** Puts it in the place of the one before, whole or not at all. */
  async keep(source: string, html: string): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const file = this.#fileOf(source);
    await writeFile(`${file}.new`, html, { mode: 0o600 });
    await rename(`${file}.new`, file);
  }

  /** Undefined when there was no scan yet. */
  read(source: string): Promise<Buffer | undefined> {
    return readFile(this.#fileOf(source)).catch(absent);
  }

  async keptAt(source: string): Promise<Date | undefined> {
    return (await stat(this.#fileOf(source)).catch(absent))?.mtime;
  }

  /** A name of a source may hold anything; that of a file holds none of it. */
  #fileOf(source: string): string {
    return join(this.#folder, `${Buffer.from(source).toString('hex')}.html`);
  }
}

function absent(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENAMETOOLONG')) return undefined;
  throw error;
} // prettier-ignore
