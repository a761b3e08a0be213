import type { SourceFile } from '../bytes/files.ts';
import type { Reading } from '../connectors/port.ts';
import type { Judged } from '../findings/judge.ts';
import type { EstateBuilder } from '../model/builder.ts';
import type { ScanResult } from './scan.ts';
import { replay, type Recorded } from './tape.ts';

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

/** A file that changed, as it was and as it is. */
export type Changed = readonly [before: SourceFile, now: SourceFile];

/**
 * What readings kept of files that have not changed since, for as long as somebody holds the file, and what they told in the last scan:
 * a reading to which every changed file is nothing tells the same.
 */
export class ReadMemory {
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

  /** What changed since the last scan; undefined when files came or went, for a reading may look at all paths. */
  changes(files: readonly SourceFile[]): readonly Changed[] | undefined {
    const last = this.#files;
    if (last?.length !== files.length) return undefined;
    const changed: Changed[] = [];
    for (const [index, now] of files.entries()) {
      const before = last[index] ?? now;
      if (before.path !== now.path) return undefined;
      if (before !== now) changed.push([before, now]);
    }
    return changed;
  }

  /** Whether the changes are nothing to a reading. */
  untouched(named: Named, changes: readonly Changed[] | undefined): boolean {
    return changes?.every((pair) => pair.every((file) => this.#isNothing(named, file))) === true;
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
    return played && replay(played.recorded, estate) ? played.claimed : undefined;
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
