import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { WritError } from '../model/errors.ts';

/** After so long an answer of a run that did not end is asked again: half a picture of yesterday misleads. */
const STALE_MS = 24 * 60 * 60 * 1000;

/**
 * What was answered, one line each, appended as it comes. A run that is killed leaves its journal; the next begins with it and asks only
 * the rest. A torn last line (killed while writing) is cut off. Removed at the end.
 */
export class Journal {
  readonly #path: string;
  readonly #known = new Map<string, unknown>();
  readonly #fd: number;
  #replayed = 0;
  #open = true;

  constructor(folder: string, collector: string, now: Date) {
    this.#path = join(folder, `.collect-${collector}.jsonl`);
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const kept = this.#read(collector, now);
      this.#fd = openSync(this.#path, kept ? 'a' : 'w', 0o600);
      // Ends a torn line, so that the next stands on its own.
      writeSync(this.#fd, kept ? '\n' : `${JSON.stringify({ writ: HEAD, collector, started: now.toISOString() })}\n`);
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

  #read(collector: string, now: Date): boolean {
    let lines: readonly string[];
    try {
      lines = readFileSync(this.#path, 'utf8').split('\n');
    } catch {
      return false;
    }
    const head = parsed(lines[0] ?? '') as { writ?: unknown; collector?: unknown; started?: unknown } | undefined;
    if (head?.writ !== HEAD || head.collector !== collector || typeof head.started !== 'string') return false;
    const age = now.getTime() - Date.parse(head.started);
    if (!(age >= 0 && age < STALE_MS)) return false;
    for (const line of lines.slice(1)) {
      const row = parsed(line);
      if (Array.isArray(row) && row.length === 2 && typeof row[0] === 'string') this.#known.set(row[0], row[1]);
    }
    return true;
  }
}

const HEAD = 'collect-journal/1';

function parsed(line: string): unknown {
  try {
    return line === '' ? undefined : (JSON.parse(line) as unknown);
  } catch {
    return undefined;
  }
}
