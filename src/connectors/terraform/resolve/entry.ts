import { Entry } from '../../../documents/entry.ts';
import type { Path, Placed } from '../../../documents/path.ts';
import { plain } from '../../../documents/plain.ts';
import type { Evidence, Span } from '../../../model/evidence.ts';
import { hole } from '../../../model/hole.ts';
import { lineOf, List, Mapping, Thing, Unknown, type Place, type Val } from './value.ts';

/** Values that one entry may show. */
const LARGEST = 200_000;
const DEEPEST = 64;

/** A value as plain data with places: holes for what is not known, nulls of maps left out. */
export function entryOf(value: Val): Entry {
  const budget = { left: LARGEST };
  return new Entry(plainOf(value, budget, 0), [], new ValuePlaces(value));
}

function plainOf(value: Val, budget: { left: number }, depth: number): unknown {
  const { data } = value;
  if (data instanceof Unknown || data instanceof Thing) return hole(data.name);
  budget.left -= 1;
  if (!(data instanceof List) && !(data instanceof Mapping)) return data;
  if (depth >= DEEPEST || budget.left <= 0) return hole('too large to show');
  if (data instanceof List) return data.items.map((one) => plainOf(one, budget, depth + 1));
  const shown = plain();
  for (const [key, { value: one }] of data.entries) if (one.data !== null) shown[key] = plainOf(one, budget, depth + 1);
  return shown;
}

/** Places of values: a value of a map stands at its key, an item of a list where it is written. */
class ValuePlaces implements Placed {
  readonly #root: Val;

  constructor(root: Val) {
    this.#root = root;
  }

  at(path: Path = []): Evidence {
    const { at } = this.#find(path);
    return { file: at.source.path, line: lineOf(at) };
  }

  span(path: Path): Span | undefined {
    const { value, whole } = this.#find(path);
    const { source, start, end, exact } = value.place;
    return whole && exact ? { file: source.path, start, end } : undefined;
  }

  block(): undefined {
    return undefined;
  }

  indent(): undefined {
    return undefined;
  }

  #find(path: Path): { readonly at: Place; readonly value: Val; readonly whole: boolean } {
    let found = { at: this.#root.place, value: this.#root };
    for (const step of path) {
      const { data } = found.value;
      if (data instanceof List && typeof step === 'number') {
        const item = data.items[step];
        if (!item) return { ...found, whole: false };
        found = { at: item.place, value: item };
      } else if (data instanceof Mapping && typeof step === 'string') {
        const entry = data.entries.get(step);
        if (!entry) return { ...found, whole: false };
        found = entry;
      } else return { ...found, whole: false };
    }
    return { ...found, whole: true };
  }
}

/** The value at a path of plain steps. */
export function valueAt(root: Val, path: Path): Val | undefined {
  let value: Val | undefined = root;
  for (const step of path) {
    const data: Val['data'] | undefined = value?.data;
    if (data instanceof List) value = data.items[Number(step)];
    else if (data instanceof Mapping) value = data.entries.get(String(step))?.value;
    else return undefined;
  }
  return value;
}
