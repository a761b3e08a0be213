import { SecretDigest } from '../bytes/digest.ts';
import { digestKey } from './digest-key.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { KnownFiles } from './known-files.ts';
import { ReadMemory } from './read-memory.ts';
import { understand, type ScanOptions, type ScanResult } from './scan.ts';
import { walk } from './walk.ts';

/** Folders that are scanned again and again: what has not changed is not read twice, and only new findings get their fix printed. */
export class Watched {
  readonly #paths: readonly string[];
  readonly #options: ScanOptions;
  readonly #known = new KnownFiles();
  readonly #memory = new ReadMemory();
  readonly #digest = new SecretDigest(digestKey());
  #last: ScanResult | undefined;

  constructor(paths: readonly string[], options: ScanOptions = {}) {
    this.#paths = paths;
    this.#options = options;
  }

  /** Scans, and gives the scan before; undefined `before` for the first. When no file came, went or changed there is nothing to tell. */
  next(): { readonly before: ScanResult | undefined; readonly now: ScanResult } | undefined {
    const before = this.#last;
    const problems: Diagnostic[] = [];
    const walked = walk(this.#paths, {
      known: this.#known,
      later: (problem) => {
        problems.push(problem);
        // What could not be read is tried again: its problem is told with each scan.
        this.#known.forget(problem.place.file);
      },
    });
    if (!this.#known.turn() && before !== undefined) return undefined;
    const seen = new Set(before?.findings.map(({ id }) => id));
    const fixesFor = (id: string): boolean => before !== undefined && !seen.has(id);
    this.#last = understand(walked, problems, {
      ...this.#options,
      fixesFor,
      memory: this.#memory,
      digest: this.#digest,
    });
    return { before, now: this.#last };
  }
}
