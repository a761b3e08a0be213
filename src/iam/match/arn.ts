import { ANY, Pattern } from './pattern.ts';

const PARTS = 6;

/** The six parts of an ARN, of which the last may hold colons; undefined for a text with fewer. */
export function partsOf(arn: string): readonly string[] | undefined {
  const parts: string[] = [];
  let from = 0;
  while (parts.length < PARTS - 1) {
    const colon = arn.indexOf(':', from);
    if (colon < 0) return undefined;
    parts.push(arn.slice(from, colon));
    from = colon + 1;
  }
  parts.push(arn.slice(from));
  return parts;
}

/** An ARN with wildcards, compared part by part: a wildcard never crosses the colon before the resource. */
export class ArnPattern {
  readonly source: string;
  readonly #parts: readonly Pattern[] | undefined;
  readonly #any: boolean;

  constructor(source: string) {
    this.source = source;
    // A lone star is no ARN, but AWS lets it stand for every one.
    this.#any = source === ANY;
    this.#parts = partsOf(source)?.map((part) => new Pattern(part));
  }

  test(text: string): boolean {
    if (this.#any) return true;
    if (!this.#parts) return false;
    let from = 0;
    for (const [at, part] of this.#parts.entries()) {
      const colon = at === PARTS - 1 ? text.length : text.indexOf(':', from);
      if (colon < 0 || !part.test(text.slice(from, colon))) return false;
      from = colon + 1;
    }
    return from > text.length;
  }
}
