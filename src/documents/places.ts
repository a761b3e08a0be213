import type { LineIndex } from '../bytes/lines.ts';
import type { Evidence, Span } from '../model/evidence.ts';
import type { Path, Placed } from './path.ts';
import type { Mark, Marks } from './marks.ts';

/** Where a manifest stands: a part of a document of a file. */
export interface Place {
  readonly file: string;
  readonly lines: LineIndex;
  readonly marks: Marks;
  /** The entry in `marks` at which the object begins. */
  readonly root: number;
}

/** Places of the values of one object. What is templated or rendered has lines, but no text that may be edited. */
export class Places implements Placed {
  readonly #place: Place;
  readonly #written: boolean;
  readonly #changed: ReadonlySet<string>;

  constructor(place: Place, reading: 'plain' | 'rendered' | 'symbolic', changed: ReadonlySet<string>) {
    this.#place = place;
    this.#written = reading === 'plain';
    this.#changed = changed;
  }

  at(path: Path = []): Evidence {
    const { file, lines, marks, root } = this.#place;
    const mark = marks.mark(marks.nearest(path, root));
    return { file, line: lines.lineAt(path.length === 0 ? mark.start : mark.key) };
  }

  span(path: Path): Span | undefined {
    const mark = this.#mark(path);
    if (!mark || mark.borrowed || this.#changed.has(path.join('\0'))) return undefined;
    return { file: this.#place.file, start: mark.start, end: mark.end };
  }

  block(path: Path): Span | undefined {
    const mark = this.#mark(path);
    if (!mark?.block || mark.borrowed || this.#sharesLine(path, mark)) return undefined;
    const { file, lines } = this.#place;
    const last = lines.lineAt(Math.max(mark.end - 1, mark.key));
    return { file, start: lines.startOf(lines.lineAt(mark.key)), end: lines.startOf(last + 1) };
  }

  indent(path: Path): number | undefined {
    const mark = this.#mark(path);
    return mark && !mark.borrowed ? this.#place.lines.columnAt(mark.key) : undefined;
  }

  /** The first key or dash after a dash stands on the line of that dash: cutting its line would cut the outer item too. */
  #sharesLine(path: Path, mark: Mark): boolean {
    if (path.length === 0 || typeof path.at(-2) !== 'number') return false;
    const parent = this.#mark(path.slice(0, -1));
    const { lines } = this.#place;
    return parent !== undefined && lines.lineAt(parent.key) === lines.lineAt(mark.key);
  }

  #mark(path: Path): Mark | undefined {
    if (!this.#written) return undefined;
    const { marks, root } = this.#place;
    const entry = marks.find(path, root);
    return entry === undefined ? undefined : marks.mark(entry);
  }
}
