import { readJson } from '../../../documents/read.ts';
import type { Entry } from '../../../documents/entry.ts';
import { isData } from '../../../documents/plain.ts';
import { listOf, Mapping, valueOf, type Place, type Val } from './value.ts';

/** Where a part of a text that was made comes from: from `at` on it stands in the file at `start`. */
export interface TextPiece {
  readonly at: number;
  readonly start: number;
}

const OPEN = '\uE000';
const CLOSE = '\uE001';

/** The object that a JSON text holds, each value at the line that it was written on; undefined for what is no JSON. */
export function documentOfText(text: string, pieces: readonly TextPiece[], place: Place): Val | undefined {
  if (!/^\s*[{[]/u.test(text)) return undefined;
  const { quoted, added } = quoteBareHoles(text);
  const [root] = readJson('', quoted).roots;
  if (!root) return undefined;
  const starts = pieces.map((one) => one.at);
  const placeAt = (offset: number): Place => {
    const at = offset - 2 * countBelow(added, offset);
    const piece = pieces[countBelow(starts, at + 1) - 1];
    const start = piece ? piece.start + (at - piece.at) : place.start;
    return { source: place.source, start, end: start, exact: false };
  };
  return valueOfEntry(root, (entry) => placeAt(entry.span?.start ?? 0));
}

/** A parsed document as a value. */
export function valueOfEntry(entry: Entry, placeOf: (entry: Entry) => Place): Val {
  const { value } = entry;
  const place = placeOf(entry);
  if (Array.isArray(value))
    return listOf(
      entry.items().map((one) => valueOfEntry(one, placeOf)),
      place,
    );
  if (isData(value)) {
    const entries = new Map<string, { at: Place; value: Val }>();
    for (const [key, one] of entry.entries()) {
      const inner = valueOfEntry(one, placeOf);
      entries.set(key, { at: inner.place, value: inner });
    }
    return { data: new Mapping(entries), place };
  }
  return valueOf(
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null,
    place,
  );
}

/** What is not known may stand where JSON has no text: `"Resource": ${jsonencode(x)}`. There it gets quotes. */
function quoteBareHoles(text: string): { readonly quoted: string; readonly added: readonly number[] } {
  if (!text.includes(OPEN)) return { quoted: text, added: [] };
  const added: number[] = [];
  let quoted = '';
  let inText = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? '';
    if (inText && sign === '\\') {
      quoted += sign + (text[at + 1] ?? '');
      at += 1;
      continue;
    }
    if (sign === '"') inText = !inText;
    if (sign === OPEN && !inText) {
      const end = text.indexOf(CLOSE, at);
      const name = text.slice(at, end < 0 ? text.length : end + 1);
      quoted += JSON.stringify(name);
      added.push(quoted.length);
      at += name.length - 1;
      continue;
    }
    quoted += sign;
  }
  return { quoted, added };
}

/** How many of the ascending numbers are below a bound. */
function countBelow(ascending: readonly number[], bound: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
