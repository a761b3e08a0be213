import { hasHole } from '../../../../model/hole.ts';
import { equals, numberOf, truthOf } from '../operators.ts';
import { List, listOf, Mapping, textOf, unknownName, valueOf, type Val } from '../value.ts';
import { fullText, itemsOf, someItems, type Fn, type Row } from './function.ts';
import { keyOf } from './same.ts';

const length: Fn = ([value], { place }) => {
  if (!value) return 'failed';
  const { data } = value;
  if (data instanceof List) return data.open ? undefined : valueOf(data.items.length, place);
  if (data instanceof Mapping) return data.rest === undefined ? valueOf(data.entries.size, place) : undefined;
  const text = fullText(value);
  return text === undefined ? undefined : valueOf(Array.from(text).length, place);
};

/** One that is a hole is an item of what is not known: it says so where it stands. */
const concat: Fn = (lists, { place }) => {
  const items: Val[] = [];
  let open = false;
  for (const one of lists) {
    if (one.data instanceof List) {
      items.push(...one.data.items);
      open ||= one.data.open;
    } else if (unknownName(one) !== undefined) {
      items.push(one);
      open = true;
    } else if (one.data !== null) return 'failed';
  }
  return listOf(items, place, open);
};

const element: Fn = ([list, index]) => {
  const [items, at] = [itemsOf(list), index && numberOf(index)];
  if (!items || at === undefined || !Number.isInteger(at)) return undefined;
  return items.length === 0 ? 'failed' : items[((at % items.length) + items.length) % items.length];
};

const contains: Fn = ([list, value], { place }) => {
  const found = someItems(list);
  if (!found || !value) return undefined;
  const same = found.items.map((item) => equals(item, value));
  if (same.includes(true)) return valueOf(true, place);
  return found.open || same.includes(undefined) ? undefined : valueOf(false, place);
};

const distinct: Fn = ([list], { place }) => {
  const found = someItems(list);
  if (!found) return undefined;
  const seen = new Map<string, Val>();
  for (const item of found.items) if (!seen.has(keyOf(item))) seen.set(keyOf(item), item);
  return listOf([...seen.values()], place, found.open);
};

const flatten: Fn = ([list], { place }) => {
  const found = someItems(list);
  if (!found) return undefined;
  let { open } = found;
  const flat: Val[] = [];
  const visit = (item: Val): void => {
    if (item.data instanceof List) {
      open ||= item.data.open;
      item.data.items.forEach(visit);
    } else {
      flat.push(item);
      // It may be a list of any length.
      open ||= unknownName(item) !== undefined;
    }
  };
  found.items.forEach(visit);
  return listOf(flat, place, open);
};

const compact: Fn = ([list], { place }) => {
  const found = someItems(list);
  return (
    found &&
    listOf(
      found.items.filter(({ data }) => data !== null && data !== ''),
      place,
      found.open,
    )
  );
};

const slice: Fn = ([list, from, to], { place }) => {
  const [items, start, end] = [itemsOf(list), from && numberOf(from), to && numberOf(to)];
  if (!items || start === undefined || end === undefined) return undefined;
  return start < 0 || end > items.length || start > end ? 'failed' : listOf(items.slice(start, end), place);
};

const range: Fn = (args, { place }) => {
  const numbers = args.map(numberOf);
  const [a, b, step] = numbers;
  if (a === undefined || numbers.includes(undefined)) return undefined;
  const [from, to] = b === undefined ? [0, a] : [a, b];
  const by = step ?? (to < from ? -1 : 1);
  const count = by === 0 ? 0 : Math.max(0, Math.ceil((to - from) / by));
  // Terraform allows 1,024.
  if (count > 1024) return 'failed';
  return listOf(
    Array.from({ length: count }, (_, index) => valueOf(from + index * by, place)),
    place,
  );
};

const coalesce: Fn = (args) => {
  for (const one of args) if (one.data !== null && one.data !== '') return one;
  return 'failed';
};

const coalescelist: Fn = (args) => {
  for (const one of args) {
    const found = someItems(one);
    if (!found) return unknownName(one) === undefined ? 'failed' : one;
    if (found.items.length > 0) return one;
  }
  return 'failed';
};

const sort: Fn = ([list], { place }) => {
  const items = itemsOf(list);
  if (!items || items.some((item) => fullText(item) === undefined)) return list;
  return listOf(
    [...items].sort((a, b) => ((textOf(a) ?? '') < (textOf(b) ?? '') ? -1 : 1)),
    place,
  );
};

const reverse: Fn = ([list], { place }) => {
  const items = itemsOf(list);
  return items && listOf([...items].reverse(), place);
};

const one: Fn = ([list], { place }) => {
  const items = itemsOf(list);
  if (!items) return list?.data === null ? list : someItems(list)?.items[0];
  return items.length > 1 ? 'failed' : (items[0] ?? valueOf(null, place));
};

/** Alltrue with `decides` false, anytrue with true. */
const truths =
  (decides: boolean): Fn =>
  ([list], { place }) => {
    const found = someItems(list);
    if (!found) return undefined;
    const each = found.items.map(truthOf);
    if (each.includes(decides)) return valueOf(decides, place);
    return found.open || each.includes(undefined) ? undefined : valueOf(!decides, place);
  };

/** Sets by the texts of their members. */
const sets =
  (keep: (key: string, all: readonly ReadonlySet<string>[]) => boolean): Fn =>
  (args, { place }) => {
    const lists = args.map((item) => itemsOf(item));
    if (lists.some((items) => items === undefined || items.some((item) => hasHole(keyOf(item))))) return undefined;
    const all = lists.map((items) => new Set(items?.map(keyOf)));
    const members = new Map(lists.flatMap((items) => items ?? []).map((item) => [keyOf(item), item] as const));
    const kept = [...members].filter(([key]) => keep(key, all)).sort(([a], [b]) => (a < b ? -1 : 1));
    return listOf(
      kept.map(([, item]) => item),
      place,
    );
  };

const setproduct: Fn = (args, { place }) => {
  const lists = args.map((item) => itemsOf(item));
  if (lists.includes(undefined)) return undefined;
  let rows: readonly (readonly Val[])[] = [[]];
  for (const items of lists) {
    if (rows.length * (items?.length ?? 0) > 20_000) return undefined;
    rows = rows.flatMap((row) => (items ?? []).map((item) => [...row, item]));
  }
  return listOf(
    rows.map((row) => listOf(row, place)),
    place,
  );
};

export const LISTS: readonly Row[] = [
  ['length', length],
  ['concat', concat],
  ['element', element],
  ['contains', contains],
  ['distinct', distinct],
  ['flatten', flatten],
  ['compact', compact],
  ['slice', slice],
  ['range', range],
  ['coalesce', coalesce],
  ['coalescelist', coalescelist],
  ['sort', sort],
  ['reverse', reverse],
  ['one', one],
  ['alltrue', truths(false)],
  ['anytrue', truths(true)],
  ['setunion', sets(() => true)],
  ['setintersection', sets((key, all) => all.every((set) => set.has(key)))],
  ['setsubtract', sets((key, [first, ...others]) => first?.has(key) === true && !others.some((set) => set.has(key)))],
  ['setproduct', setproduct],
];
