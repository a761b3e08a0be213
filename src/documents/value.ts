/** Reading plain data of unknown shape. A value of the wrong shape reads as absent: hostile input must not throw. */
export type Fields = Readonly<Record<string, unknown>>;

const NOTHING: Fields = Object.freeze({});
const NONE: readonly unknown[] = Object.freeze([]);

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function fields(value: unknown): Fields {
  return isFields(value) ? value : NOTHING;
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : NONE;
}

/** A non-empty string; numbers and booleans as people write them in labels and env. */
export function text(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

export function texts(value: unknown): readonly string[] {
  return list(value)
    .map(text)
    .filter((one) => one !== undefined);
}

/** String values of a map, entries of other shapes left out. */
export function textMap(value: unknown): Readonly<Record<string, string>> {
  const found: [string, string][] = [];
  for (const [key, one] of Object.entries(fields(value))) {
    const written = typeof one === 'string' ? one : text(one);
    if (written !== undefined) found.push([key, written]);
  }
  return Object.fromEntries(found);
}

/** An own property; never one of a prototype. */
export function own(value: unknown, key: string | number): unknown {
  if (Array.isArray(value)) return typeof key === 'number' ? (value as readonly unknown[])[key] : undefined;
  return isFields(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

export function dig(value: unknown, ...path: readonly (string | number)[]): unknown {
  let here = value;
  for (const key of path) here = own(here, key);
  return here;
}

/** A whole number of 0 or more, also when written as text. */
export function count(value: unknown): number {
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number > 0 ? Math.floor(number) : 0;
}
