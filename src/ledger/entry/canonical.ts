/** What JSON holds. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

const DEEPEST = 32;

/**
 * The one text of a JSON value (RFC 8785): keys by their UTF-16 units, numbers and strings as ECMAScript prints them. Keys whose value is
 * undefined are left out. Throws RangeError for what has no such text: infinite numbers, lone surrogates, depth beyond a bound.
 */
export function canonical(value: Json, depth = 0): string {
  if (depth > DEEPEST) throw new RangeError(`the value nests deeper than ${DEEPEST} levels`);
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError('JSON has no infinite numbers');
    return JSON.stringify(value);
  }
  if (value === null || typeof value === 'boolean') return String(value);
  if (isList(value)) return `[${value.map((one) => canonical(one, depth + 1)).join(',')}]`;
  let out = '';
  for (const key of Object.keys(value).sort()) {
    const one = value[key];
    if (one !== undefined) out += `${out === '' ? '' : ','}${text(key)}:${canonical(one, depth + 1)}`;
  }
  return `{${out}}`;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

function text(value: string): string {
  if (!value.isWellFormed()) throw new RangeError('the text holds half a character');
  return JSON.stringify(value);
}
