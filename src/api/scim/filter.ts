import type { Term } from '../../store/rows/directory.ts';
import { Refused } from '../refused.ts';

const TERM = /^\s*([A-Za-z][\w.:$-]*)\s+(eq|sw|co)\s+("(?:[^"\\]|\\.)*"|true|false)\s*/iu;
const AND = /^and\s+/iu;
const MOST = 8;
const URN = /^urn:ietf:params:scim:schemas:core:2\.0:(?:user|group):/u;

/** Name of an attribute without its schema, in small letters: names are compared so (RFC 7643, 2.1). */
export const attributeOf = (text: string): string => text.toLowerCase().replace(URN, '');

/** Attributes that can be asked for, as the store names them. */
const FIELDS: Readonly<Record<string, string>> = {
  id: 'id',
  externalid: 'externalid',
  username: 'username',
  displayname: 'displayname',
  'name.formatted': 'displayname',
  emails: 'email',
  'emails.value': 'email',
};

/** `userName eq "a" and externalId eq "b"`: what Entra and Okta ask. More than that is refused and never half understood. */
export function filterOf(text: string | undefined): readonly Term[] {
  if (text === undefined) return [];
  const terms: Term[] = [];
  for (let rest = text.trim(); ;) {
    const [all, name = '', how = '', value = ''] = TERM.exec(rest) ?? [];
    const field = FIELDS[attributeOf(name)];
    if (all === undefined || field === undefined || !value.startsWith('"') || terms.length === MOST)
      throw new Refused('bad-request', 'the filter is not one that is understood', 'invalidFilter');
    terms.push({ field, how: how.toLowerCase() as Term['how'], value: unquoted(value) });
    rest = rest.slice(all.length);
    if (rest === '') return terms;
    const and = AND.exec(rest)?.[0];
    if (and === undefined) throw new Refused('bad-request', 'filters are joined by "and" only', 'invalidFilter');
    rest = rest.slice(and.length);
  }
}

/** A JSON string of a filter. */
export function unquoted(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'string' && value.isWellFormed() && !value.includes('\0')) return value;
  } catch {
    // Told below.
  }
  throw new Refused('bad-request', 'a value of the filter is no string', 'invalidFilter');
}
