import { isData, plain } from '../../../documents/plain.ts';
import { hole } from '../../../model/hole.ts';
import { Either, NOTHING, type Outcome, type Resolved } from './resolved.ts';

/**
 * One value for several of which one will be taken: lists hold the entries of all, maps the keys of all, and of texts that differ nothing
 * is known.
 */
export function combined(outcome: Outcome): Resolved | undefined {
  if (outcome === NOTHING) return undefined;
  if (!(outcome instanceof Either)) return outcome;
  const { options, reason } = outcome;
  return options.length === 0 ? undefined : options.reduce((a, b) => both(a, b, reason));
}

function both(a: Resolved, b: Resolved, reason: string): Resolved {
  if (a.value === b.value) return a;
  if (Array.isArray(a.value) && Array.isArray(b.value)) return listOf(a, [...items(a), ...items(b)]);
  if (isData(a.value) && isData(b.value)) {
    const parts = new Map(a.parts);
    for (const [key, part] of b.parts ?? []) {
      const known = parts.get(key);
      parts.set(
        key,
        known === undefined ? part : key === 'Statement' ? statements(known, part) : both(known, part, reason),
      );
    }
    return mapOf(a, parts);
  }
  return { value: hole(reason), from: a.from };
}

/** A statement is a thing of its own: two are never one with the keys of both. */
const statements = (a: Resolved, b: Resolved): Resolved => listOf(a, [...itemsOrOne(a), ...itemsOrOne(b)]);

const items = ({ parts }: Resolved): readonly Resolved[] => [...(parts?.values() ?? [])];
const itemsOrOne = (one: Resolved): readonly Resolved[] => (Array.isArray(one.value) ? items(one) : [one]);

export function listOf({ from }: Pick<Resolved, 'from'>, all: readonly Resolved[]): Resolved {
  const written = Array.isArray(from.value) ? (from.value as unknown[]) : [];
  const same = written.length === all.length && all.every((one, index) => one.value === written[index]);
  return { value: same ? from.value : all.map((one) => one.value), from, parts: new Map(all.entries()) };
}

export function mapOf({ from }: Pick<Resolved, 'from'>, parts: ReadonlyMap<string | number, Resolved>): Resolved {
  const written = isData(from.value) ? from.value : plain();
  const keys = Object.keys(written);
  const same = keys.length === parts.size && keys.every((key) => parts.get(key)?.value === written[key]);
  if (same) return { value: from.value, from, parts };
  const data = plain();
  for (const [key, part] of parts) data[key] = part.value;
  return { value: data, from, parts };
}
