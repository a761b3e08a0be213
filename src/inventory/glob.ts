/**
 * A glob over slash-separated text: `*` within a segment, `**` across segments, `?` one character. Matching is linear in practice and
 * never backtracks over more than one star at a time (the classic two-pointer walk), so a hostile pattern cannot hang it.
 */
export class Glob {
  readonly pattern: string;
  readonly #tokens: readonly string[];

  constructor(pattern: string) {
    this.pattern = pattern;
    this.#tokens = pattern.match(/\*\*\/|\*\*|\*|\?|[^*?]/gsu) ?? [];
  }

  /** True when the pattern has no wildcard and so names one thing. */
  get exact(): boolean {
    return !/[*?]/u.test(this.pattern);
  }

  test(text: string): boolean {
    let states = this.close(new Set([0]), '', true);
    for (const char of text) {
      const next = new Set<number>();
      for (const at of states) {
        const token = this.#tokens[at];
        if (token === undefined) continue;
        if (token === '**' || token === '**/') {
          next.add(at);
          if (token === '**/' && char === '/') next.add(at + 1);
        } else if (token === '*') {
          if (char !== '/') next.add(at);
        } else if (token === '?' ? char !== '/' : token === char) next.add(at + 1);
      }
      states = this.close(next, char, false);
      if (states.size === 0) return false;
    }
    return states.has(this.#tokens.length);
  }

  /** Adds what follows a star that matches nothing. `**` + `/` may be empty only at the start of a segment. */
  private close(states: Set<number>, previous: string, start: boolean): Set<number> {
    for (const at of states) {
      const token = this.#tokens[at];
      if (token === '*' || token === '**') states.add(at + 1);
      else if (token === '**/' && (start || previous === '/')) states.add(at + 1);
    }
    return states;
  }
}
