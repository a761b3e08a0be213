import { hasHole, hole } from '../../../../model/hole.ts';
import { numberOf } from '../operators.ts';
import { listOf, List, textOf, unknownName, valueOf } from '../value.ts';
import { formatted } from './format.ts';
import { aroundHolesOf, fullText, itemsOf, onlyWordHoles, partText, someItems, type Fn, type Row } from './function.ts';
import { runRegex } from './regex.ts';

/** A text function of one argument that changes letters only: it may be applied around holes. */
const letters =
  (change: (text: string) => string): Fn =>
  ([value], { place }) => {
    const text = partText(value);
    return text === undefined ? undefined : valueOf(aroundHolesOf(text, change), place);
  };

/** A function of texts that must be known as a whole. */
const known =
  (change: (...texts: string[]) => string | number | boolean | undefined): Fn =>
  (args, { place }) => {
    const texts = args.map(fullText);
    if (texts.includes(undefined)) return undefined;
    const made = change(...texts.flatMap((text) => text ?? []));
    return made === undefined ? undefined : valueOf(made, place);
  };

const trimSet =
  (sides: 'start' | 'end' | 'both'): Fn =>
  ([value, set], { place }) => {
    const [text, signs] = [partText(value), fullText(set)];
    if (text === undefined || signs === undefined) return undefined;
    let [from, to] = [0, text.length];
    if (sides !== 'end') while (from < to && signs.includes(text[from] ?? '')) from += 1;
    if (sides !== 'start') while (to > from && signs.includes(text[to - 1] ?? '')) to -= 1;
    return valueOf(text.slice(from, to), place);
  };

const cut =
  (side: 'start' | 'end'): Fn =>
  ([value, part], { place }) => {
    const [text, known] = [partText(value), fullText(part)];
    if (text === undefined || known === undefined || known === '') return value;
    if (side === 'start') return valueOf(text.startsWith(known) ? text.slice(known.length) : text, place);
    return valueOf(text.endsWith(known) ? text.slice(0, -known.length) : text, place);
  };

const edge =
  (side: 'start' | 'end'): Fn =>
  ([value, part], { place }) => {
    const [text, known] = [partText(value), fullText(part)];
    if (text === undefined || known === undefined) return undefined;
    const holds = side === 'start' ? text.startsWith(known) : text.endsWith(known);
    if (holds || !hasHole(text)) return valueOf(holds, place);
    return undefined;
  };

/** Characters of a text that one call makes. */
const LONGEST = 16 * 1024 * 1024;

const join: Fn = ([separator, ...lists], { place }) => {
  const between = partText(separator);
  if (between === undefined) return undefined;
  const parts: string[] = [];
  for (const list of lists) {
    const found = someItems(list);
    if (!found) return undefined;
    for (const item of found.items) parts.push(textOf(item) ?? hole('a value that is no text'));
    if (found.open) parts.push(hole('more of a list'));
  }
  const length = parts.reduce((sum, part) => sum + part.length + between.length, 0);
  return length > LONGEST ? undefined : valueOf(parts.join(between), place);
};

const split: Fn = ([separator, value], { place }) => {
  const [between, text] = [fullText(separator), partText(value)];
  if (between === undefined || text === undefined || (hasHole(text) && !onlyWordHoles(text))) return undefined;
  const parts = between === '' ? Array.from(text) : text === '' ? [] : text.split(between);
  return listOf(
    (text === '' ? [''] : parts).map((part) => valueOf(part, place)),
    place,
  );
};

const replace: Fn = ([value, search, put], { place }) => {
  const [text, found, by] = [partText(value), fullText(search), partText(put)];
  if (text === undefined || found === undefined || by === undefined) return undefined;
  if (text.length * by.length > LONGEST) return undefined;
  if (found.length > 1 && found.startsWith('/') && found.endsWith('/')) {
    const changed = hasHole(text)
      ? undefined
      : runRegex(found.slice(1, -1), text, (regex) => text.replace(regex, by.replace(/\$\{(\d)\}/gu, '$$$1')));
    return changed === undefined ? undefined : valueOf(changed, place);
  }
  return valueOf(
    aroundHolesOf(text, (part) => part.replaceAll(found, () => by)),
    place,
  );
};

const substr: Fn = ([value, offset, length], { place }) => {
  const text = partText(value);
  const [from, count] = [offset && numberOf(offset), length && numberOf(length)];
  if (text === undefined || from === undefined || count === undefined) return undefined;
  const start = from < 0 ? Math.max(0, text.length + from) : from;
  const end = count < 0 ? text.length : start + count;
  // Up to the first hole the text is known.
  if (hasHole(text) && (from < 0 || count < 0 || text.slice(0, end).includes('\uE000'))) return undefined;
  return valueOf(text.slice(start, end), place);
};

const format: Fn = ([pattern, ...args], { place }) => {
  const text = partText(pattern);
  return text === undefined || text.length > LONGEST / 100 ? undefined : valueOf(formatted(text, args), place);
};

const formatlist: Fn = ([pattern, ...args], { place }) => {
  const text = partText(pattern);
  const lists = args.map((one) => itemsOf(one));
  if (text === undefined || args.some((one) => one.data instanceof List && one.data.open)) return undefined;
  if (args.some((one, index) => lists[index] === undefined && unknownName(one) !== undefined)) return undefined;
  const length = Math.max(1, ...lists.map((one) => one?.length ?? 0));
  if (length * text.length * 100 > LONGEST) return undefined;
  const rows = Array.from({ length }, (_, row) =>
    args.flatMap((one, index) => lists[index]?.[row] ?? (lists[index] ? [] : [one])),
  );
  return listOf(
    (lists.some((one) => one?.length === 0) ? [] : rows).map((row) => valueOf(formatted(text, row), place)),
    place,
  );
};

const indent: Fn = ([spaces, value], { place }) => {
  const [count, text] = [spaces && numberOf(spaces), partText(value)];
  if (count === undefined || text === undefined || count < 0 || count * text.length > LONGEST) return undefined;
  return valueOf(text.replaceAll('\n', `\n${' '.repeat(count)}`), place);
};

const titled = (text: string): string =>
  text.replace(/(^|[\s-])(\p{Ll})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());

export const TEXT: readonly Row[] = [
  ['lower', letters((text) => text.toLowerCase())],
  ['upper', letters((text) => text.toUpperCase())],
  ['title', letters(titled)],
  [
    'trimspace',
    ([value], { place }) => {
      const text = partText(value);
      return text === undefined ? undefined : valueOf(text.trim(), place);
    },
  ],
  [
    'chomp',
    ([value], { place }) => {
      const text = partText(value);
      return text === undefined ? undefined : valueOf(text.replace(/[\r\n]{1,1000}$/u, ''), place);
    },
  ],
  ['trim', trimSet('both')],
  ['trimprefix', cut('start')],
  ['trimsuffix', cut('end')],
  ['startswith', edge('start')],
  ['endswith', edge('end')],
  ['strcontains', known((text, part) => text.includes(part))],
  ['strrev', known((text) => Array.from(text).reverse().join(''))],
  ['join', join],
  ['split', split],
  ['replace', replace],
  ['substr', substr],
  ['format', format],
  ['formatlist', formatlist],
  ['indent', indent],
  ['basename', known((path) => path.split('/').at(-1) ?? '')],
  ['dirname', known((path) => path.split('/').slice(0, -1).join('/') || '.')],
  ['abspath', ([value]) => value],
  ['pathexpand', ([value]) => value],
];
