import { numberOf, truthOf } from '../operators.ts';
import { List, listOf, Mapping, mappingOf, textOf, unknownName, valueOf, type Val } from '../value.ts';
import { keyOf } from './same.ts';
import { mapOf, type Fn, type Row } from './function.ts';

const asIs: Fn = ([value]) => value;

const tostring: Fn = ([value], { place }) => {
  if (value === undefined || value.data === null) return value;
  const text = textOf(value);
  return unknownName(value) !== undefined ? value : text === undefined ? 'failed' : { ...value, data: text, place };
};

const tonumber: Fn = ([value], { place }) => {
  if (value === undefined || value.data === null || unknownName(value) !== undefined) return value;
  const number = numberOf(value);
  return number === undefined ? 'failed' : valueOf(number, place);
};

const tobool: Fn = ([value], { place }) => {
  if (value === undefined || value.data === null || unknownName(value) !== undefined) return value;
  const truth = truthOf(value);
  return truth === undefined ? 'failed' : valueOf(truth, place);
};

const tolist: Fn = ([value]) =>
  value && (value.data instanceof List || unknownName(value) !== undefined) ? value : 'failed';

/** Each value once, in the order of their texts. */
export const toset: Fn = ([value], { place }) => {
  if (!value || !(value.data instanceof List)) return value && unknownName(value) !== undefined ? value : 'failed';
  const found = new Map<string, Val>();
  for (const item of value.data.items) if (!found.has(keyOf(item))) found.set(keyOf(item), item);
  const sorted = [...found].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, item]) => item);
  return listOf(sorted, place, value.data.open);
};

const tomap: Fn = ([value]) =>
  value && (value.data instanceof Mapping || unknownName(value) !== undefined) ? value : 'failed';

const zipmap: Fn = ([keys, values], { place }) => {
  if (!(keys?.data instanceof List) || !(values?.data instanceof List) || keys.data.open || values.data.open)
    return undefined;
  const items = values.data.items;
  const pairs = keys.data.items.flatMap((key, index) => {
    const [name, value] = [textOf(key), items[index]];
    return name === undefined || value === undefined ? [] : [[name, value] as const];
  });
  return mappingOf(pairs, place);
};

const keys: Fn = ([value], { place }) => {
  const map = mapOf(value);
  if (!map) return undefined;
  const sorted = [...map.entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return listOf(
    sorted.map(([key, { at }]) => valueOf(key, at)),
    place,
    map.rest !== undefined,
  );
};

const values: Fn = ([value], { place }) => {
  const map = mapOf(value);
  if (!map) return undefined;
  const sorted = [...map.entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return listOf(
    sorted.map(([, { value: one }]) => one),
    place,
    map.rest !== undefined,
  );
};

/** Later maps win; what is not known of one leaves the whole open. */
const merge: Fn = (maps, { place }) => {
  const entries = new Map<string, { at: Val['place']; value: Val }>();
  let rest: string | undefined;
  for (const one of maps) {
    if (one.data instanceof Mapping) {
      for (const [key, entry] of one.data.entries) entries.set(key, entry);
      rest ??= one.data.rest;
    } else if (one.data !== null) rest ??= unknownName(one) ?? 'a map';
  }
  return { data: new Mapping(entries, rest), place };
};

const lookup: Fn = ([map, key, otherwise]) => {
  const name = key && textOf(key);
  if (!(map?.data instanceof Mapping) || name === undefined) return undefined;
  const entry = map.data.entries.get(name);
  if (entry) return entry.value;
  return map.data.rest === undefined && name !== '' ? (otherwise ?? 'failed') : undefined;
};

export const CONVERT: readonly Row[] = [
  ['tostring', tostring],
  ['tonumber', tonumber],
  ['tobool', tobool],
  ['tolist', tolist],
  ['toset', toset],
  ['tomap', tomap],
  ['list', (items, { place }) => listOf(items, place)],
  ['nonsensitive', asIs],
  ['ephemeralasnull', asIs],
  ['zipmap', zipmap],
  ['keys', keys],
  ['values', values],
  ['merge', merge],
  ['lookup', lookup],
];
