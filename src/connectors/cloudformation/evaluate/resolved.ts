import { Entry } from '../../../documents/entry.ts';
import type { Path, Placed } from '../../../documents/path.ts';
import type { Evidence, Span } from '../../../model/evidence.ts';

/** A value after its functions, and the entry of the template that it comes from; parts of a map or list by name. */
export interface Resolved {
  readonly value: unknown;
  readonly from: Entry;
  readonly parts?: ReadonlyMap<string | number, Resolved>;
}

/** Values of which one will be taken: a condition that the template alone does not decide. */
export class Either {
  readonly options: readonly Resolved[];
  readonly reason: string;

  constructor(options: readonly Resolved[], reason: string) {
    this.options = options;
    this.reason = reason;
  }
}

/** `AWS::NoValue`: the property is as if it were not written. */
export const NOTHING = Symbol('AWS::NoValue');

export type Outcome = Resolved | Either | typeof NOTHING;

/** As an entry whose values are resolved and stand where they were written. */
export const entryOf = (resolved: Resolved): Entry => new Entry(resolved.value, [], new Origins(resolved));

class Origins implements Placed {
  readonly #root: Resolved;

  constructor(root: Resolved) {
    this.#root = root;
  }

  at(path: Path = []): Evidence {
    return this.#nearest(path).from.evidence;
  }

  /** Only what stands in the file as it is read here. */
  span(path: Path): Span | undefined {
    return this.#written(path)?.span;
  }

  block(path: Path): Span | undefined {
    return this.#written(path)?.block;
  }

  indent(path: Path): number | undefined {
    return this.#written(path)?.indent;
  }

  #written(path: Path): Entry | undefined {
    const part = this.#part(path);
    return part !== undefined && part.value === part.from.value ? part.from : undefined;
  }

  #nearest(path: Path): Resolved {
    let here = this.#root;
    for (const step of path) {
      const next = here.parts?.get(step);
      if (next === undefined) return here;
      here = next;
    }
    return here;
  }

  #part(path: Path): Resolved | undefined {
    let here: Resolved | undefined = this.#root;
    for (const step of path) here = here?.parts?.get(step);
    return here;
  }
}
