import { WritError } from '../../model/errors.ts';

/** A place in a saved scan, for messages: `scan.json: edges[12].kind`. */
export interface At {
  readonly file: string;
  readonly path: string;
}

export const inside = (at: At, key: string | number): At => ({
  file: at.file,
  path: typeof key === 'number' ? `${at.path}[${key}]` : at.path === '' ? key : `${at.path}.${key}`,
});

export function wrong(at: At, sentence: string): WritError {
  return new WritError('not-an-estate', `${at.file} (${at.path === '' ? '' : `${at.path} `}${sentence})`);
}

/** An object as read: only its own keys count. */
export type Fields = ReadonlyMap<string, unknown>;

export function fieldsOf(value: unknown, at: At): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(at, 'is not an object');
  return new Map<string, unknown>(Object.entries(value));
}

const LONGEST = 1 << 20;

export function text(fields: Fields, key: string, at: At): string {
  const value = fields.get(key);
  if (typeof value !== 'string') throw wrong(inside(at, key), 'is not text');
  if (value.length > LONGEST) throw wrong(inside(at, key), `is longer than ${LONGEST} characters`);
  return value;
}

export function maybeText(fields: Fields, key: string, at: At): string | undefined {
  const value = fields.get(key);
  return value === undefined || value === null ? undefined : text(fields, key, at);
}

export function number(fields: Fields, key: string, at: At): number {
  const value = fields.get(key);
  if (typeof value !== 'number' || !Number.isFinite(value)) throw wrong(inside(at, key), 'is not a number');
  return value;
}

/** A whole number from 0. */
export function whole(fields: Fields, key: string, at: At): number {
  const value = number(fields, key, at);
  if (!Number.isSafeInteger(value) || value < 0) throw wrong(inside(at, key), 'is not a whole number from 0');
  return value;
}

export function oneOf<T extends string>(known: readonly T[], fields: Fields, key: string, at: At): T {
  const value = text(fields, key, at);
  const found = known.find((one) => one === value);
  if (found === undefined) throw wrong(inside(at, key), `is "${value.slice(0, 60)}", which this version does not know`);
  return found;
}

export function list<T>(fields: Fields, key: string, at: At, item: (value: unknown, at: At) => T): readonly T[] {
  const value: unknown = fields.get(key);
  const here = inside(at, key);
  if (!Array.isArray(value)) throw wrong(here, 'is not a list');
  return value.map((one: unknown, index) => item(one, inside(here, index)));
}

export function texts(fields: Fields, key: string, at: At): readonly string[] {
  return list(fields, key, at, (value, here) => {
    if (typeof value !== 'string') throw wrong(here, 'is not text');
    return value;
  });
}

/** Nothing where the key is absent, else what `read` makes of it. */
export function maybe<K extends string, T>(
  key: K,
  fields: Fields,
  read: (value: unknown) => T,
): { readonly [P in K]?: T } {
  const value = fields.get(key);
  const found = value === undefined || value === null ? {} : { [key]: read(value) };
  return found as { readonly [P in K]?: T };
}
