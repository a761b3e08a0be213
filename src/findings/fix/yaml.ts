/** Plain where no reader takes it for something else than text. */
const PLAIN = /^[A-Za-z_][\w./-]*$/u;
const WORDS = new Set(['true', 'false', 'null', 'yes', 'no', 'on', 'off', 'y', 'n']);

/** One YAML scalar; double-quoted with JSON escapes where plain would not do. */
export function scalar(text: string): string {
  return PLAIN.test(text) && !WORDS.has(text.toLowerCase()) ? text : JSON.stringify(text);
}

export type Yaml = string | number | boolean | readonly Yaml[] | { readonly [key: string]: Yaml | undefined };

/** Block YAML for what fixes write. Keys are ours or names that were read; every scalar from outside is quoted where it must be. */
export function yaml(value: Yaml, indent = ''): string {
  if (typeof value === 'string') return scalar(value);
  if (typeof value !== 'object') return String(value);
  if (isList(value)) {
    if (value.length === 0) return '[]';
    if (value.every((item) => typeof item !== 'object')) return `[${value.map((item) => flowScalar(item)).join(', ')}]`;
    return value.map((item) => `${indent}- ${yaml(item, `${indent}  `).trimStart()}`).join('\n');
  }
  const entries = Object.entries(value).filter((entry): entry is [string, Yaml] => entry[1] !== undefined);
  if (entries.length === 0) return '{}';
  return entries.map(([key, item]) => `${indent}${scalar(key)}:${nested(item, indent)}`).join('\n');
}

/** A whole document, ended by a newline. */
export const document = (value: Yaml): string => `${yaml(value)}\n`;

function nested(item: Yaml, indent: string): string {
  if (typeof item !== 'object') return ` ${yaml(item)}`;
  const empty = isList(item)
    ? item.every((one) => typeof one !== 'object')
    : Object.values(item).every((one) => one === undefined);
  return empty ? ` ${yaml(item)}` : `\n${yaml(item, `${indent}  `)}`;
}

function flowScalar(item: Yaml): string {
  if (item === '*' || item === '') return JSON.stringify(item);
  return typeof item === 'string' ? scalar(item) : yaml(item);
}

const isList = (value: Yaml): value is readonly Yaml[] => Array.isArray(value);
