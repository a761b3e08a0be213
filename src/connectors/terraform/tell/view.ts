import type { Entry } from '../../../documents/entry.ts';
import type { Path } from '../../../documents/path.ts';
import type { Evidence } from '../../../model/evidence.ts';

/** Puts what is known in the place of holes. */
export type Fill = (text: string) => string;

/** Arguments of a block, or a part of them, with what other resources tell of each other put in. */
export class View {
  readonly entry: Entry;
  readonly fill: Fill;

  constructor(entry: Entry, fill: Fill) {
    this.entry = entry;
    this.fill = fill;
  }

  get evidence(): Evidence & { readonly file: string; readonly line: number } {
    return this.entry.evidence;
  }

  at(...path: Path): View | undefined {
    const found = this.entry.get(...path);
    return found === undefined ? undefined : new View(found, this.fill);
  }

  text(...path: Path): string | undefined {
    const text = this.entry.text(...path);
    return text === undefined ? undefined : this.fill(text);
  }

  /** Texts of a list, or the one text. */
  texts(...path: Path): readonly string[] {
    return this.each(...path).flatMap((one) => one.text() ?? []);
  }

  /** Items of a list, or the one value that stands for it. */
  each(...path: Path): readonly View[] {
    return this.entry.itemsOrOne(...path).map((one) => new View(one, this.fill));
  }

  entries(...path: Path): readonly (readonly [key: string, value: View])[] {
    return this.entry.entries(...path).map(([key, value]) => [key, new View(value, this.fill)]);
  }

  /** Undefined where it is not given, or not known. */
  flag(...path: Path): boolean | undefined {
    const value = this.entry.text(...path)?.toLowerCase();
    return value === 'true' ? true : value === 'false' ? false : undefined;
  }

  map(...path: Path): Readonly<Record<string, string>> {
    const all = this.entries(...path).flatMap(([key, value]): [string, string][] => {
      const text = value.text();
      return text === undefined ? [] : [[key, text]];
    });
    return Object.fromEntries(all);
  }
}
