import type { Entry } from '../../../documents/entry.ts';
import type { Evidence } from '../../../model/evidence.ts';

const NAMED = /\bsecrets(?:\.([A-Za-z_]\w{0,200})|\[\s{0,5}(?:'|")([A-Za-z_]\w{0,200})(?:'|")\s{0,5}\])/gu;
/** `toJSON(secrets)` and a name that is computed: any of them. */
const ANY = /\btoJSON\(\s{0,5}secrets\s{0,5}\)|\bsecrets\[\s{0,5}[^'"\s\]]/iu;

/** The name of the workflow's own token, which is no secret of the repository. */
const OWN = 'GITHUB_TOKEN';

/** Names of the secrets that a part of a workflow is given, as written, each with its places. Names are told apart without case. */
export function secretsIn(entry: Entry | undefined): ReadonlyMap<string, readonly Evidence[]> {
  const found = new Map<string, Evidence[]>();
  const look = (one: Entry, depth: number): void => {
    const text = typeof one.value === 'string' ? one.value : undefined;
    if (text !== undefined) {
      for (const name of secretNames(text)) found.set(name, [...(found.get(name) ?? []), one.evidence]);
      return;
    }
    if (depth > 12) return;
    for (const [, value] of one.entries()) look(value, depth + 1);
    for (const value of one.items()) look(value, depth + 1);
  };
  if (entry !== undefined) look(entry, 0);
  return found;
}

export function secretNames(text: string): readonly string[] {
  if (!text.includes('secrets')) return [];
  const names = [...text.matchAll(NAMED)].map((match) => (match[1] ?? match[2] ?? '').toUpperCase());
  if (ANY.test(text)) names.push('*');
  return [...new Set(names)].filter((name) => name !== OWN);
}
