import { Refused } from '../refused.ts';
import { attributeOf, unquoted } from './filter.ts';

export interface Operation {
  readonly op: string;
  readonly path?: string | undefined;
  readonly value?: unknown;
}

/** One change of one attribute. */
export interface Step {
  readonly op: 'add' | 'replace' | 'remove';
  /** In small letters, with its part where it has one: `emails.value`. */
  readonly attribute: string;
  /** What the path picks out of many: `members[value eq "x"]`. */
  readonly picked?: { readonly attribute: string; readonly value: string };
  readonly value: unknown;
}

const PATH =
  /^([A-Za-z][\w:.$-]*?)(?:\[\s*([A-Za-z]\w*)\s+eq\s+("(?:[^"\\]|\\.)*"|true|false)\s*\])?(?:\.([A-Za-z]\w*))?$/iu;

/**
 * Operations (RFC 7644, 3.5.2) one attribute at a time. Entra writes `Replace` and paths with filters, Okta leaves the path out and gives an object;
 * both come out the same.
 */
export function stepsOf(operations: readonly Operation[]): readonly Step[] {
  return operations.flatMap(({ op: word, path, value }) => {
    const op = word.toLowerCase();
    if (op !== 'add' && op !== 'replace' && op !== 'remove')
      throw new Refused('bad-request', 'an operation is add, replace or remove', 'invalidSyntax');
    if (path !== undefined) return [stepOf(op, path, value)];
    if (op === 'remove') throw new Refused('bad-request', 'what is to be removed is not said', 'noTarget');
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new Refused('bad-request', 'without a path the value is an object', 'invalidValue');
    return Object.entries(value).map(([name, one]) => stepOf(op, name, one));
  });
}

function stepOf(op: Step['op'], path: string, value: unknown): Step {
  const [, name, by, text, part] = PATH.exec(path) ?? [];
  if (name === undefined) throw new Refused('bad-request', 'the path is not understood', 'invalidPath');
  const attribute = attributeOf(part === undefined ? name : `${name}.${part}`);
  if (by === undefined || text === undefined) return { op, attribute, value };
  const wanted = text.startsWith('"') ? unquoted(text) : text.toLowerCase();
  return { op, attribute, picked: { attribute: by.toLowerCase(), value: wanted }, value };
}

/** A text that is kept, or nothing. */
export function textOf(value: unknown, most: number): string {
  if (typeof value === 'string' && value.length > 0 && value.length <= most) return value;
  throw new Refused('bad-request', `a value is a text of 1 to ${most} characters`, 'invalidValue');
}

/** Entra writes booleans as `"True"` and `"False"`. */
export function booleanOf(value: unknown): boolean {
  const text = typeof value === 'string' ? value.toLowerCase() : value;
  if (text === true || text === 'true') return true;
  if (text === false || text === 'false') return false;
  throw new Refused('bad-request', 'active is true or false', 'invalidValue');
}
