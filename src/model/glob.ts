/**
 * A glob over slash-separated text: `*` within a segment, `**` across segments, `?` one character. What cannot match is refused by its
 * beginning and its longest plain part. A pattern with one or two stars is an expression whose work is bounded by the square of the
 * text; one with more is walked state by state, so that a hostile pattern cannot hang it.
 */
export class Glob {
  readonly pattern: string;
  /** What every match begins with. */
  readonly prefix: string;
  /** True when the pattern has no wildcard and so names one thing. */
  readonly exact: boolean;
  /** True when it matches all that begins with its prefix: `a/**`. */
  readonly open: boolean;
  readonly #tokens: readonly string[];
  readonly #part: string;
  readonly #expression: RegExp | undefined;

  constructor(pattern: string) {
    this.pattern = pattern;
    this.exact = !/[*?]/u.test(pattern);
    this.#tokens = pattern.match(/\*\*\/|\*\*|\*|\?|[^*?]/gsu) ?? [];
    this.prefix = /^[^*?]*/su.exec(pattern)?.[0] ?? '';
    this.open = pattern === `${this.prefix}**`;
    this.#part = longestPart(pattern);
    const stars = this.#tokens.filter((token) => token.startsWith('*')).length;
    this.#expression = stars <= 2 ? expressionOf(this.#tokens) : undefined;
  }

  test(text: string): boolean {
    if (this.exact) return text === this.pattern;
    if (!text.startsWith(this.prefix) || !text.includes(this.#part)) return false;
    return this.#expression?.test(text) ?? this.#walk(text);
  }

  #walk(text: string): boolean {
    let states = this.#close(new Set([0]), '', true);
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
      states = this.#close(next, char, false);
      if (states.size === 0) return false;
    }
    return states.has(this.#tokens.length);
  }

  /** Adds what follows a star that matches nothing. `**` + `/` may be empty only at the start of a segment. */
  #close(states: Set<number>, previous: string, start: boolean): Set<number> {
    for (const at of states) {
      const token = this.#tokens[at];
      if (token === '*' || token === '**') states.add(at + 1);
      else if (token === '**/' && (start || previous === '/')) states.add(at + 1);
    }
    return states;
  }
}

/** The longest run without a wildcard; the slash of a `**` + `/` that may match nothing is not counted. */
function longestPart(pattern: string): string {
  const parts = pattern.split(/\*\*\/|[*?]/su);
  return parts.reduce((best, part) => (part.length > best.length ? part : best), '');
}

function expressionOf(tokens: readonly string[]): RegExp {
  const parts = tokens.map((token, at) => {
    if (token === '**') return '.*';
    // Empty at the start of a segment; anywhere it ends with a slash.
    if (token === '**/') return at === 0 || tokens[at - 1] === '/' ? '(?:.*/)?' : '(?:(?<=^|/)|.*/)';
    if (token === '*') return '[^/]*';
    if (token === '?') return '[^/]';
    return token.replace(/[\\^$.|()[\]{}+/]/gu, '\\$&');
  });
  return new RegExp(`^${parts.join('')}$`, 'su');
}
