import { hasHole } from '../../../model/hole.ts';
import { failure, List, Mapping, textOf, Thing, Unknown, unknown, type Place, type Val } from './value.ts';

/** `value.name` or `value[key]`. */
export function elementOf(value: Val, key: string | Val, place: Place): Val {
  const { data } = value;
  const name = typeof key === 'string' ? key : textOf(key);
  if (data instanceof Unknown) return { data: new Unknown(stepName(data.name, key), data.failed), place };
  if (name === undefined) return failure('an index that is no key', place);
  const known = typeof key === 'string' || !hasHole(name);
  if (data instanceof Thing) return data.get(name) ?? failure(stepName(data.name, key), place);
  if (data instanceof List) return itemOf(data, name, known, place);
  if (data instanceof Mapping) return entryOf(data, name, known, place);
  return failure(`${name} of a plain value`, place);
}

function itemOf(list: List, name: string, known: boolean, place: Place): Val {
  const [first] = list.items;
  // How many there are is not known, but they are all alike.
  if (list.open) return list.items.length === 1 && first ? first : unknown('an item of a list', place);
  if (!known) return list.items.length === 1 && first ? first : unknown('an item of a list', place);
  const index = Number(name);
  return (Number.isInteger(index) ? list.items[index] : undefined) ?? failure(`[${name}]`, place);
}

function entryOf(map: Mapping, name: string, known: boolean, place: Place): Val {
  const entry = map.entries.get(name);
  if (entry) return entry.value;
  const [only] = map.entries.values();
  if (!known && map.entries.size === 1 && map.rest === undefined && only) return only.value;
  if (map.rest !== undefined) return unknown(`${map.rest}.${name}`, place);
  return known ? failure(`.${name}`, place) : unknown('an entry of a map', place);
}

/** How the step is written after a name: `x.name`, `x[0]`, `x["key"]`. */
function stepName(name: string, key: string | Val): string {
  if (typeof key === 'string') return `${name}.${key}`;
  if (typeof key.data === 'number') return `${name}[${key.data}]`;
  return typeof key.data === 'string' && !hasHole(key.data) ? `${name}["${key.data}"]` : `${name}[...]`;
}
