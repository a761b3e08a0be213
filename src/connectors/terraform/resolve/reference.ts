import type { Expansion } from './expand.ts';
import { List, Mapping, unknown, type Place, type Thing, type Val } from './value.ts';

/** What a reference without an index means: the thing, a list or a map of them. */
export function referenceTo(expansion: Expansion, things: readonly Thing[], place: Place): Val {
  const values = things.map((data): Val => ({ data, place }));
  if (expansion.shape === 'one') return values[0] ?? unknown('a resource', place);
  const open = expansion.uncertain !== undefined;
  if (expansion.shape === 'list') return { data: new List(values, open), place };
  const entries = expansion.instances.flatMap(({ index, address }, at) => {
    const value = values[at];
    return value ? [[String(index ?? address), { at: place, value }] as const] : [];
  });
  return { data: new Mapping(new Map(entries), open ? (expansion.uncertain ?? '') : undefined), place };
}
