import { List, Mapping, Thing, unknown, unknownName, valueOf, type Val } from './value.ts';

export interface Turn {
  readonly key: Val;
  readonly value: Val;
}

export interface Turns {
  readonly turns: readonly Turn[];
  /** There may be more, or fewer: what is not known about it. */
  readonly open?: string;
}

/** The keys and values of a list or map; undefined for what cannot be gone through. Of what is not known, one turn with holes. */
export function turnsOf(value: Val): Turns | undefined {
  const { data, place } = value;
  if (data instanceof List) {
    const turns = data.items.map((item, index) => ({ key: valueOf(index, place), value: item }));
    return data.open ? { turns, open: 'the length of a list' } : { turns };
  }
  if (data instanceof Mapping) {
    const turns = [...data.entries]
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, { at, value: one }]) => ({ key: valueOf(key, at), value: one }));
    return data.rest === undefined ? { turns } : { turns, open: data.rest };
  }
  const name = unknownName(value);
  if (name === undefined || data instanceof Thing) return undefined;
  return { turns: [{ key: unknown(`key of ${name}`, place), value: unknown(`${name}[*]`, place) }], open: name };
}
