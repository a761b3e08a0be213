import type { Entry } from '../documents/entry.ts';
import { readYaml } from '../documents/read.ts';
import { diagnostic, type Diagnostic } from '../model/diagnostic.ts';
import { BUILD } from './build.ts';
import type { Declarations } from './declarations.ts';
import { KEYS, SECTIONS, type Key, type Section } from './fields.ts';
import { readField } from './read-field.ts';

/** The file in which people write down what no configuration says. */
export const DECLARATION_FILE = 'writ.estate.yaml';

/** Entries of one file. */
const MOST = 50_000;

type Bad = (message: string, at: Entry) => void;

/** Keys of what others read: a file that has one is theirs, whatever else stands in it. */
const FOREIGN: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'services']);

/**
 * Whether a file that another includes is made of declarations: `whole`, or `mostly`, where it has no more unknown keys than known ones. What
 * holds anything else (a manifest, say) belongs to those who read it, and may not be taken from them; `mostly` may be theirs too.
 */
export function isDeclarations(text: string, file: string): 'whole' | 'mostly' | 'no' {
  const { roots } = readYaml(file, text);
  let answer: 'whole' | 'mostly' = 'whole';
  for (const root of roots) {
    if (root.value === null) continue;
    if (!isMap(root)) return 'no';
    const names = root.entries().map(([name]) => name);
    const unknown = names.filter((name) => !KEYS.some((one) => one === name));
    if (unknown.length === 0) continue;
    if (unknown.some((name) => FOREIGN.has(name)) || unknown.length * 2 > names.length) return 'no';
    answer = 'mostly';
  }
  return answer;
}

/** Parses one declaration file. A bad entry is a diagnostic with its line; the others count. */
export function parseDeclarations(text: string, file: string): Declarations {
  const read = readYaml(file, text);
  const diagnostics: Diagnostic[] = [...read.diagnostics];
  const bad: Bad = (message, at) =>
    void diagnostics.push(diagnostic('bad-declaration', message, file, at.evidence.line));
  const lists: Record<Key, unknown[]> = {
    realms: [], identities: [], jewels: [], chains: [], approvals: [], exceptions: [], accepted: [], guards: [], rules: [],
    severities: [], duties: [], include: [],
  }; // prettier-ignore
  let entries = 0;
  for (const root of read.roots) {
    if (root.value === null) continue;
    if (!isMap(root)) {
      bad('the file is not a mapping', root);
      continue;
    }
    for (const [name, value] of root.entries()) {
      const key = KEYS.find((one) => one === name);
      if (key === undefined) bad(`unknown key "${name}"; known: ${KEYS.join(', ')}`, value);
      else if (value.value === null) continue;
      else if (!Array.isArray(value.value)) bad(`"${name}" is not a list`, value);
      else
        for (const item of value.items()) {
          if (++entries > MOST) {
            bad(`more than ${MOST} entries; this one and what follows were not read`, item);
            return { ...lists, diagnostics } as unknown as Declarations;
          }
          const values = valuesOf(key, item, bad);
          if (values) lists[key].push(BUILD[key](Object.fromEntries(values) as never, item.evidence));
        }
    }
  }
  return { ...lists, diagnostics } as unknown as Declarations;
}

/** The fields of one entry by the table; undefined when one that it needs is missing or wrong. */
function valuesOf(key: Key, item: Entry, bad: Bad): ReadonlyMap<string, unknown> | undefined {
  const section: Section = SECTIONS[key];
  const values = new Map<string, unknown>();
  const problems = new Set<string>();
  const take = (name: string, entry: Entry): void => {
    const field = Object.hasOwn(section.fields, name) ? section.fields[name] : undefined;
    if (!field) {
      bad(`unknown field "${name}"; known: ${Object.keys(section.fields).join(', ')}`, entry);
      problems.add(name);
      return;
    }
    const read = readField(name, field.is, entry);
    if ('value' in read) values.set(name, read.value);
    else {
      bad(read.problem, entry);
      problems.add(name);
    }
  };
  if (section.plain !== undefined && typeof item.value === 'string') take(section.plain, item);
  else if (isMap(item)) for (const [name, entry] of item.entries()) take(name, entry);
  else {
    bad(`an entry of "${key}" is not a mapping`, item);
    return undefined;
  }
  const missing = Object.keys(section.fields).filter((name) => section.fields[name]?.required && !values.has(name));
  const untold = missing.filter((name) => !problems.has(name));
  if (untold.length > 0) bad(`an entry of "${key}" needs ${untold.map((name) => `"${name}"`).join(' and ')}`, item);
  const any = section.anyOf ?? [];
  const none = any.length > 0 && !any.some((name) => values.has(name));
  if (none && !any.some((name) => problems.has(name)))
    bad(`an entry of "${key}" needs one of ${any.map((name) => `"${name}"`).join(', ')}`, item);
  const refused = section.strict === true && problems.size > 0;
  return missing.length > 0 || none || refused ? undefined : values;
}

function isMap(entry: Entry): boolean {
  return typeof entry.value === 'object' && entry.value !== null && !Array.isArray(entry.value);
}
