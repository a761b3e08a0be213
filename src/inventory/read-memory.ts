import type { SourceFile } from '../bytes/files.ts';
import type { Reading } from '../connectors/port.ts';

/** What readings kept of files that have not changed since, for as long as somebody holds the file. */
export class ReadMemory {
  #kept = new WeakMap<SourceFile, Map<string, unknown>>();
  #meaning = '';

  /** `meaning`: all that what is kept depends on beside the file (realms, remotes, options). When it changes nothing is remembered. */
  under(meaning: string): this {
    if (meaning !== this.#meaning) this.#kept = new WeakMap();
    this.#meaning = meaning;
    return this;
  }

  /** True when the reading needs no text: it took in what it kept, or the file was nothing to it. */
  recall(name: string, reading: Reading, file: SourceFile): boolean {
    const kept = this.#kept.get(file);
    if (reading.recall === undefined || kept?.has(name) !== true) return false;
    const own = kept.get(name);
    if (own !== undefined) reading.recall(file, own);
    return true;
  }

  keep(name: string, reading: Reading, file: SourceFile, own: unknown): void {
    if (reading.recall === undefined) return;
    const kept = this.#kept.get(file);
    if (kept) kept.set(name, own);
    else this.#kept.set(file, new Map([[name, own]]));
  }
}
