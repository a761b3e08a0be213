import type { SourceFile } from '../bytes/files.ts';
import type { Reading } from '../connectors/port.ts';
import { Closings } from '../findings/closes.ts';
import type { Judged } from '../findings/judge.ts';
import type { EstateBuilder } from '../model/builder.ts';
import type { ScanResult } from './scan.ts';
import type { Recorded } from './tape.ts';

interface Named {
  readonly name: string;
  readonly reading: Reading;
}

interface Played {
  readonly recorded: Recorded;
  readonly claimed: ReadonlySet<string>;
}

/** What a scan ended with, and all that it depends on beside what readings read. */
export interface Understood {
  readonly around: readonly unknown[];
  readonly result: ScanResult;
  readonly judged: readonly Judged[];
}

export interface Changes {
  /** Files came or went. */
  readonly moved: boolean;
  /** What came, went or changed: as it was, and as it is. */
  readonly files: readonly SourceFile[];
}

/**
 * What readings kept of files that have not changed since, for as long as somebody holds the file, and what they told in the last scan:
 * a reading to which every changed file is nothing tells the same.
 */
export class ReadMemory {
  readonly closings = new Closings();
  #kept = new WeakMap<SourceFile, Map<string, unknown>>();
  #meaning = '';
  #told = new Map<string, Played>();
  /** Of the last scan that came to its end. */
  #files: readonly SourceFile[] | undefined;
  #last: Understood | undefined;

  /** `meaning`: all that what is kept depends on beside the file (realms, remotes, options). When it changes nothing is remembered. */
  under(meaning: string): this {
    if (meaning !== this.#meaning) {
      this.#kept = new WeakMap();
      this.#files = undefined;
      this.#last = undefined;
    }
    this.#meaning = meaning;
    return this;
  }

  /** True when the reading needs no text: it took in what it kept, or the file was nothing to it. */
  recall({ name, reading }: Named, file: SourceFile): boolean {
    const kept = this.#kept.get(file);
    if (reading.recall === undefined || kept?.has(name) !== true) return false;
    const own = kept.get(name);
    if (own !== undefined) reading.recall(file, own);
    return true;
  }

  keep({ name, reading }: Named, file: SourceFile, own: unknown): void {
    if (reading.recall === undefined) return;
    const kept = this.#kept.get(file);
    if (kept) kept.set(name, own);
    else this.#kept.set(file, new Map([[name, own]]));
  }

  /** What changed since the last scan; undefined when there is none to compare with. */
  changes(files: readonly SourceFile[]): Changes | undefined {
    if (!this.#files) return undefined;
    const last = new Map(this.#files.map((file) => [file.path, file]));
    const changed: SourceFile[] = [];
    let moved = last.size !== files.length;
    for (const now of files) {
      const before = last.get(now.path);
      last.delete(now.path);
      if (!before) moved = true;
      if (before === now) continue;
      changed.push(now);
      if (before) changed.push(before);
    }
    changed.push(...last.values());
    return { moved, files: changed };
  }

  /** Whether the changes are nothing to a reading. */
  untouched(named: Named, changes: Changes | undefined): boolean {
    if (!changes || (changes.moved && named.reading.looksAtPaths !== false)) return false;
    return changes.files.every((file) => this.#isNothing(named, file));
  }

  #isNothing({ name, reading }: Named, file: SourceFile): boolean {
    if (reading.besides?.(file) === true) return false;
    if (!reading.wants(file)) return true;
    const kept = this.#kept.get(file);
    return reading.recall !== undefined && kept?.has(name) === true && kept.get(name) === undefined;
  }

  /** Tells again what the reading told in the last scan, and returns what it claimed; undefined when it must be asked. */
  retell(name: string, estate: EstateBuilder): ReadonlySet<string> | undefined {
    const played = this.#told.get(name);
    return played?.recorded.replay(estate) === true ? played.claimed : undefined;
  }

  told(name: string, recorded: Recorded | undefined, claimed: ReadonlySet<string>): void {
    if (recorded) this.#told.set(name, { recorded, claimed });
    else this.#told.delete(name);
  }

  /** The last scan, when all around it was the same. */
  last(around: readonly unknown[]): Understood | undefined {
    const last = this.#last;
    const same = last?.around.length === around.length && last.around.every((one, index) => one === around[index]);
    return same ? last : undefined;
  }

  understood(last: Understood): void {
    this.#last = last;
  }

  /** Until `ended` nothing of the last scan is sure. */
  begin(): void {
    this.#files = undefined;
    this.#last = undefined;
  }

  ended(files: readonly SourceFile[]): void {
    this.#files = files;
  }
}
