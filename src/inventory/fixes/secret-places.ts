import type { Evidence, Span } from '../../model/evidence.ts';

type Places = readonly (Span | Evidence)[];

/** Where secrets stand in one file, asked for by range: a file may hold thousands, and each of its fixes asks. */
export class SecretPlaces {
  readonly #lines: readonly number[];
  readonly #spans: readonly Span[];
  /** At each span, where the last of it and those before it ends. */
  readonly #ends: readonly number[];

  constructor(places: Places, file: string) {
    const lines: number[] = [];
    const spans: Span[] = [];
    for (const one of places) {
      if (!('file' in one) || one.file !== file) continue;
      if ('line' in one) lines.push(one.line);
      else spans.push(one);
    }
    this.#lines = lines.sort((a, b) => a - b);
    this.#spans = spans.sort((a, b) => a.start - b.start);
    let last = 0;
    this.#ends = this.#spans.map(({ end }) => (last = Math.max(last, end)));
  }

  /** Line numbers from `first` to `last`, each as often as it was told. */
  linesIn(first: number, last: number): readonly number[] {
    return this.#lines.slice(
      firstAt(this.#lines, (one) => one >= first),
      firstAt(this.#lines, (one) => one > last),
    );
  }

  /** Ranges that touch the one from `start` to `end`. */
  spansIn(start: number, end: number): readonly Span[] {
    const from = firstAt(this.#ends, (one) => one >= start);
    const to = firstAt(this.#spans, (one) => one.start > end);
    return this.#spans.slice(from, to).filter((one) => one.end >= start);
  }
}

/** The index of the first of an ordered list that passes; its length when none does. */
function firstAt<T>(ordered: readonly T[], passes: (one: T) => boolean): number {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const one = ordered[middle];
    if (one !== undefined && passes(one)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** By the list that findings on one file share. */
const KNOWN = new WeakMap<Places, Map<string, SecretPlaces>>();

export function secretsIn(places: Places, file: string): SecretPlaces {
  const files = KNOWN.get(places) ?? new Map<string, SecretPlaces>();
  KNOWN.set(places, files);
  const found = files.get(file) ?? new SecretPlaces(places, file);
  files.set(file, found);
  return found;
}
