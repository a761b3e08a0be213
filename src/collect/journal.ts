import { createHash, randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { diagnostic } from '../model/diagnostic.ts';
import { WritError } from '../model/errors.ts';
import type { Collected, CollectOptions, CollectSink } from './port.ts';

/** After so long an answer of a run that did not end is asked again: half a picture of yesterday misleads. */
const STALE_MS = 24 * 60 * 60 * 1000;

/** Whose answers a journal holds. `caller` may be a credential: a salted digest of it is all that is kept. */
export interface Kept {
  readonly collector: string;
  readonly caller: string;
}

/**
 * What was answered, one line each, appended as it comes. A run that is killed leaves its journal; the next begins with it and asks only
 * the rest, unless another caller was answered. A torn last line (killed while writing) is cut off. Removed at the end.
 */
export class Journal {
  readonly #path: string;
  readonly #known = new Map<string, unknown>();
  readonly #fd: number;
  #replayed = 0;
  #open = true;
  /** There are fresh answers of another caller, which are dropped. */
  readonly anothers: boolean;

  constructor(folder: string, kept: Kept, now: Date) {
    this.#path = join(folder, `.collect-${kept.collector}.jsonl`);
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const before = this.#read(kept, now);
      this.anothers = before === 'of another';
      this.#fd = openSync(this.#path, before === 'taken' ? 'a' : 'w', 0o600);
      // Ends a torn line, so that the next stands on its own.
      writeSync(this.#fd, before === 'taken' ? '\n' : `${JSON.stringify(headOf(kept, now))}\n`);
    } catch (error) {
      if (error instanceof Error && 'syscall' in error)
        throw new WritError('output-unwritable', `${this.#path}: ${error.message}`);
      throw error;
    }
  }

  /** Answers that were not asked again. */
  get replayed(): number {
    return this.#replayed;
  }

  /** The answer to this request in the run before; undefined when there was none. */
  known(key: string): { readonly answer: unknown } | undefined {
    if (!this.#known.has(key)) return undefined;
    this.#replayed += 1;
    return { answer: this.#known.get(key) };
  }

  /** After the end nothing is added: requests that were under way when another failed may still be answered. */
  answered(key: string, answer: unknown): void {
    if (this.#open) writeSync(this.#fd, `${JSON.stringify([key, answer])}\n`);
  }

  /** Everything is written: nothing is left to resume. */
  done(): void {
    this.stopped();
    rmSync(this.#path, { force: true });
  }

  /** Stopped before the end: what was answered stays for the next run. */
  stopped(): void {
    if (this.#open) closeSync(this.#fd);
    this.#open = false;
  }

  #read({ collector, caller }: Kept, now: Date): 'none' | 'of another' | 'taken' {
    let lines: readonly string[];
    try {
      lines = readFileSync(this.#path, 'utf8').split('\n');
    } catch {
      return 'none';
    }
    const head = parsed(lines[0] ?? '') as Partial<Record<keyof Head, unknown>> | undefined;
    if (head?.writ !== HEAD || head.collector !== collector || typeof head.started !== 'string') return 'none';
    const age = now.getTime() - Date.parse(head.started);
    if (!(age >= 0 && age < STALE_MS)) return 'none';
    if (typeof head.salt !== 'string' || head.caller !== digest(head.salt, caller)) return 'of another';
    for (const line of lines.slice(1)) {
      const row = parsed(line);
      if (Array.isArray(row) && row.length === 2 && typeof row[0] === 'string') this.#known.set(row[0], row[1]);
    }
    return 'taken';
  }
}

/** Runs with the journal of this caller, which stays when the run does not end. */
export async function journalled(
  kept: Kept,
  { folder, now }: Pick<CollectOptions, 'folder' | 'now'>,
  sink: CollectSink,
  run: (journal: Journal) => Promise<Collected>,
): Promise<Collected> {
  const journal = new Journal(folder, kept, now());
  if (journal.anothers) sink.report(diagnostic('asked-anew', 'everything is asked again', kept.collector));
  try {
    const collected = await run(journal);
    journal.done();
    return { ...collected, ...(journal.anothers ? { anew: true } : {}) };
  } catch (error) {
    journal.stopped();
    throw error;
  }
}

interface Head {
  readonly writ: string;
  readonly collector: string;
  readonly started: string;
  readonly salt: string;
  readonly caller: string;
}

const HEAD = 'collect-journal/2';

function headOf({ collector, caller }: Kept, now: Date): Head {
  const salt = randomBytes(16).toString('base64url');
  return { writ: HEAD, collector, started: now.toISOString(), salt, caller: digest(salt, caller) };
}

/** Salted, so that two folders do not tell that one caller made both. */
const digest = (salt: string, caller: string): string =>
  createHash('sha256').update(`${salt} ${caller}`).digest('base64url');

function parsed(line: string): unknown {
  try {
    return line === '' ? undefined : (JSON.parse(line) as unknown);
  } catch {
    return undefined;
  }
}
