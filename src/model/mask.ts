import { BEFORE, FORMATS, SHORTEST_SHAPE } from './credential-shapes.ts';

/** What stands for a credential in everything that is printed. */
export const MASK = '[secret]';

/** Where a credential is recognised by what stands before it: group 1 stays, what follows it is masked. */
interface Place {
  /** Only a text that holds one of these is searched. */
  readonly needs: readonly string[];
  readonly pattern: RegExp;
}

/** What no value begins with: a variable, a stand-in or a reference says where the secret is, and may be read. */
const WRITTEN = String.raw`(?![$<{[(*]|%(?:7B|24|3C))`;
const WORD = String.raw`(?:password|passwd|passphrase|secret|token|credentials?|api[-_]?key|access[-_]?key|private[-_]?key|account[-_]?key)`;
/** A word of prose has no digit, and no capital inside. */
const TELLING = String.raw`(?=[^\s"'\\&;]{0,200}?(?:\d|[a-z][A-Z]))`;
/** For patterns that look at capitals, and so cannot ignore case as a whole. */
const ANY_CASE = WORD.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);

const place = (needs: readonly string[], before: string, after: string, flags = 'gi'): Place => ({
  needs,
  pattern: new RegExp(`(${before})${WRITTEN}${after}`, flags),
});

/** Each is linear: bounded classes, no nested repetition; what stands before a word is looked at once the word is found. */
const PLACES: readonly Place[] = [
  // user:password@ of a URL, as written or as part of an id; or a token alone
  place(['@'], String.raw`:(?:\/\/|%2F%2F)[^\s:/@"'<>]{0,100}:`, String.raw`(?:(?!%2F)[^\s/@"'<>]){1,500}(?=@)`),
  place(['@'], String.raw`:(?:\/\/|%2F%2F)`, String.raw`[A-Za-z0-9_~.-]{24,500}(?=@)`),
  // a parameter of a URL
  place(
    ['=', '%3D'],
    String.raw`(?:${WORD}|signature|key|sig|auth|code|pwd)(?:=|%3D)(?<=[?&;#][\w%-]{0,60}=?)`,
    String.raw`[^\s"'<>&;#]{4,2000}`,
  ),
  // addresses that are credentials
  place(
    ['hooks.slack'],
    String.raw`hooks\.slack\.com(?:\/|%2F)(?:services|workflows|triggers)(?:\/|%2F)`,
    String.raw`[\w/%-]{20,200}`,
  ),
  place(
    ['discord'],
    String.raw`discord(?:app)?\.com(?:\/|%2F)api(?:\/|%2F)webhooks(?:\/|%2F)\d{5,30}(?:\/|%2F)`,
    String.raw`[\w-]{40,200}`,
  ),
  // what a header or a command line says
  place(
    ['earer', 'asic'],
    String.raw`\b(?:[Bb]earer|[Bb]asic)(?:\s|%20)`,
    String.raw`${TELLING}[\w.~+/=%-]{8,4000}`,
    'g',
  ),
  place(
    ['--'],
    String.raw`${ANY_CASE}(?:=|\s)["']?(?<=--[\w-]{0,50}[=\s]["']?)`,
    String.raw`${TELLING}[^\s"'&;]{6,2000}`,
    'g',
  ),
  // key=value, "key": "value" (quoted once more inside a text)
  place(
    ['=', '"', "'"],
    String.raw`${ANY_CASE}(?:["'\\]{0,4}\s?:\s?\\{0,2}["']|["']?=\\{0,2}["']?)`,
    String.raw`${TELLING}[^\s"'\\,&;)}\]]{6,2000}`,
    'g',
  ),
];

/** In a name or an address a credential may follow a slash or a sign, which inside of longer data is one of its letters. */
const STARTS = String.raw`(?:(?<=%2F|\\[nrt])|(?<![A-Za-z0-9]))`;

/** The identifier of an AWS key names it and opens nothing. */
const SHAPES = FORMATS.filter(({ kind }) => kind !== 'aws-access-key').map(
  ({ pattern }) => new RegExp(pattern.source.replace(BEFORE, STARTS), 'g'),
);
const PREFIX = new RegExp([...new Set(FORMATS.map(({ holds }) => holds))].join('|'));
/** A first look that costs little: nearly all names end here. */
const HINT = new RegExp(`${PREFIX.source}|[=@"']|--|%3D|earer|asic|hooks\\.slack|discord`);

/**
 * A text that is no credential's place (a name, a path, a message) without the credentials that somebody wrote into it. What is masked once
 * is not masked again, and equal texts stay equal.
 */
export function masked(text: string): string {
  if (text.length < SHORTEST_SHAPE || !HINT.test(text)) return text;
  let out = text;
  if (PREFIX.test(text))
    for (const pattern of SHAPES)
      out = out.replace(pattern, (found: string, secret: unknown) =>
        typeof secret === 'string' ? found.replace(secret, MASK) : MASK,
      );
  for (const { needs, pattern } of PLACES)
    if (needs.some((one) => text.includes(one))) out = out.replace(pattern, (_, kept: string) => kept + MASK);
  return out;
}

/** Every text of a value, names of fields too, masked; the value itself when there is nothing to mask. Places are masked where files are found. */
export function maskedDeep<T>(value: T): T {
  return deep(value) as T;
}

function deep(value: unknown): unknown {
  if (typeof value === 'string') return masked(value);
  if (Array.isArray(value)) {
    let copy: unknown[] | undefined;
    for (let index = 0; index < value.length; index++) {
      const clean = deep(value[index]);
      if (clean !== value[index]) (copy ??= [...(value as unknown[])])[index] = clean;
    }
    return copy ?? value;
  }
  return isRecord(value) ? record(value) : value;
}

function record(value: Readonly<Record<string, unknown>>): unknown {
  let copy: Record<string, unknown> | undefined;
  let named = false;
  for (const key of Object.keys(value)) {
    const one = value[key];
    if (key === 'evidence' || key === 'span') continue;
    const clean = deep(one);
    if (clean !== one) (copy ??= { ...value })[key] = clean;
    named ||= masked(key) !== key;
  }
  const found = copy ?? value;
  return named ? Object.fromEntries(Object.entries(found).map(([key, one]) => [masked(key), one])) : found;
}

/** Plain data: a Map, a RegExp or an object with a class of its own is left as it is. */
function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
