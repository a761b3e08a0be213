import { randomUUID } from 'node:crypto';
import { visible } from '../../model/errors.ts';
import type { Scanner } from '../../records/scanner.ts';
import { sync } from '../../records/sync.ts';
import {
  putHook,
  putSource,
  sourceByName,
  sourcesWithSettings,
  takeRequest,
  type SourceSettings,
} from '../../store/rows/source-settings.ts';
import { keepFailure } from '../../store/rows/sources.ts';
import type { Store } from '../../store/store.ts';
import { readable } from './readable.ts';

/** A source that the server is started with. */
export interface SourceOption {
  readonly name: string;
  readonly paths: readonly string[];
  /** Only on request where it is left out. */
  readonly everyMs?: number;
  /** What its hook is signed with. */
  readonly hook?: string;
}

export interface Scanning {
  readonly sources: readonly SourceOption[];
  /** Below these the API may name folders. */
  readonly roots: readonly string[];
  readonly scanner: Scanner;
}

export interface ScansParts extends Scanning {
  /** Keeps what a scan says for people. */
  readonly keep: (source: string, report: string) => Promise<void>;
  readonly store: Store;
  readonly now: () => Date;
  /** What could not be written down; the next turn tries again. */
  readonly told: (problem: unknown) => void;
}

const LOOK_EVERY_MS = 1000;
const LONGEST_FAILURE = 1000;

/**
 * Scans what is due, one source after the other, so never one twice at a time: what was asked for by a person or a hook, and what its time has come for.
 * What is asked for stands in the store until it was done, so neither a stop nor a crash forgets it.
 */
export class Scans {
  readonly #parts: ScansParts;
  readonly #began = new Map<string, number>();
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #running: { readonly name: string; readonly since: Date } | undefined;
  #turn: Promise<void> | undefined;

  constructor(parts: ScansParts) {
    this.#parts = parts;
  }

  async start(): Promise<void> {
    const { store, sources, now } = this.#parts;
    const given = new Map(sources.map((one) => [one.name, one]));
    await store.change({ actor: 'writ', now: now() }, async (change) => {
      for (const { name, paths, everyMs = null, ...known } of await sourcesWithSettings(change.db))
        if (known.givenBy === 'serve' && !given.has(name) && (paths.length > 0 || everyMs !== null))
          await putSource(change, { name, paths: [], everyMs: null, givenBy: 'scan' });
      for (const { name, paths, everyMs = null, hook } of sources) {
        await putSource(change, { name, paths, everyMs, givenBy: 'serve' });
        if (hook !== undefined && hook !== (await sourceByName(change.db, name))?.hook)
          await putHook(change, name, hook);
      }
    });
    this.#timer = setInterval(() => {
      void this.look();
    }, LOOK_EVERY_MS);
    this.#timer.unref();
  }

  /** When the scan of this source that runs now began. */
  runningSince(name: string): Date | undefined {
    return this.#running?.name === name ? this.#running.since : undefined;
  }

  /** Scans all that is due now; while it does, to ask again is to wait for the same. Never rejects. */
  look(): Promise<void> {
    return (this.#turn ??= this.#look().finally(() => (this.#turn = undefined)));
  }

  async #look(): Promise<void> {
    try {
      const sources = await this.#parts.store.read(sourcesWithSettings);
      for (const source of sources) if (!this.#stopping.signal.aborted && this.#isDue(source)) await this.#scan(source);
    } catch (error) {
      this.#parts.told(error);
    }
  }

  /** What runs is stopped, and not taken for a failure of its source. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#stopping.abort();
    await this.#turn;
  }

  #isDue({ name, paths, everyMs, requested, seenLast, failedLast }: SourceSettings): boolean {
    if (paths.length === 0) return false;
    if (requested !== null) return true;
    const last = Math.max(this.#began.get(name) ?? 0, seenLast?.getTime() ?? 0, failedLast?.getTime() ?? 0);
    return everyMs !== null && this.#parts.now().getTime() - last >= everyMs;
  }

  async #scan(source: SourceSettings): Promise<void> {
    const { store, scanner, now, roots, keep } = this.#parts;
    const { name, kind, requested, requestedBy } = source;
    const { signal } = this.#stopping;
    const actor = requestedBy ?? 'schedule';
    const began = now();
    this.#began.set(name, began.getTime());
    this.#running = { name, since: began };
    try {
      const seen = await scanner(await readable(source, roots), signal);
      await sync(store, { id: randomUUID(), source: name, kind, actor, began, ended: now() }, seen);
      if (seen.report !== undefined) await keep(name, seen.report);
    } catch (error) {
      if (signal.aborted) return;
      const failure = visible(error instanceof Error ? error.message : String(error)).slice(0, LONGEST_FAILURE);
      await store.change({ actor, now: now() }, (change) => keepFailure(change, { name, kind, at: now(), failure }));
    }
    this.#running = undefined;
    if (requested) await store.maintain((db) => takeRequest(db, name, requested));
  }
}
