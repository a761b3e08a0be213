import type { Entry } from '../../documents/entry.ts';
import type { Problems } from './problems.ts';

/** Why a statement may not hold as it is read; the first reason is told with it, all of them as problems. */
export class Doubts {
  readonly #problems: Problems;
  #first: string | undefined;

  constructor(problems: Problems) {
    this.#problems = problems;
  }

  get uncertain(): string | undefined {
    return this.#first;
  }

  /** Not resolved, or already told. */
  add(reason: string | undefined): void {
    this.#first ??= reason;
  }

  /** What AWS would reject. */
  wrong(reason: string, at: Entry): void {
    this.add(reason);
    this.#problems.add('malformed', reason, at);
  }
}
