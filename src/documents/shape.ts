import { diagnostic, type Diagnostic } from '../model/diagnostic.ts';
import type { Entry } from './entry.ts';

const SHAPES = {
  text: 'a text',
  texts: 'a list of texts',
  list: 'a list',
  maps: 'a list of objects',
  map: 'an object',
  flag: 'true or false',
} as const;

/** A field of a known object: the steps to it, joined by dots, and what it has to be where it is set. */
export interface Field {
  readonly at: string;
  readonly is: keyof typeof SHAPES;
  /** Without it the object says nothing. */
  readonly must?: true;
}

/** What of an object of a known kind has the wrong shape, each with its place. `what`: how people call the object. */
export function misshapen(entry: Entry, what: string, fields: readonly Field[]): readonly Diagnostic[] {
  return fields.flatMap(({ at, is, must }) => {
    const found = entry.get(...at.split('.'));
    if (found === undefined || found.value === null) return must ? [told(entry, `${what} has no ${at}`)] : [];
    return fits(found, is) ? [] : [told(found, `${at} of ${what} is ${wordOf(found.value)}, not ${SHAPES[is]}`)];
  });
}

export function told({ evidence: { file, line } }: Entry, message: string): Diagnostic {
  return diagnostic('malformed', message, file, line);
}

const SCALARS: ReadonlySet<string> = new Set(['string', 'number', 'boolean']);

function fits({ value }: Entry, is: Field['is']): boolean {
  if (is === 'text') return SCALARS.has(typeof value);
  if (is === 'flag') return typeof value === 'boolean' || value === 'true' || value === 'false';
  if (is === 'map') return isMap(value);
  if (!Array.isArray(value)) return false;
  if (is === 'list') return true;
  return value.every((one) => (is === 'maps' ? isMap(one) : SCALARS.has(typeof one)));
}

const isMap = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

function wordOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return isMap(value) ? 'an object' : `a ${typeof value === 'string' ? 'text' : typeof value}`;
}
