import { stringify } from 'yaml';
import { isData } from '../../../../documents/plain.ts';

/** What is not known before the chart is rendered; printed as a named placeholder. */
export class Unknown {
  readonly name: string;
  /** The chart's own values say nothing here: empty, unless whoever installs it says more. */
  readonly absent: boolean;

  constructor(name: string, absent = false) {
    this.name = name.slice(0, 200);
    this.absent = absent;
  }
}

/** Braces of placeholders while the text is YAML, in which braces mean something. Private-use characters: no manifest has them. */
const OPEN = '\ue000';
const CLOSE = '\ue001';

/** Placeholders in a text read back from YAML, as people see them. */
export function restored(text: string): string {
  return text.replaceAll(OPEN, '{').replaceAll(CLOSE, '}');
}

export function holdsUnknown(value: unknown): boolean {
  return value instanceof Unknown || (typeof value === 'string' && value.includes(OPEN));
}

/** A placeholder alone on its line stands for a block, which is left out: as text it would break what is around it. */
export function withoutLonePlaceholders(text: string): string {
  return text.replace(/^[ \t]*\ue000[^\ue001\n]*\ue001[ \t]*$/gm, '');
}

/** A value as an action prints it. */
export function printed(value: unknown): string {
  if (value instanceof Unknown) return `${OPEN}${value.name}${CLOSE}`;
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return '';
}

/** `toYaml`. An empty or unknown value prints nothing, since the condition that guards it was taken as true. */
export function asYaml(value: unknown): string {
  if (value === null || value === undefined || value instanceof Unknown || value === '') return '';
  if (Array.isArray(value) ? value.length === 0 : isData(value) && Object.keys(value).length === 0) return '';
  return stringify(known(value), { lineWidth: 0, aliasDuplicateObjects: false }).trimEnd();
}

/** Unknown values inside a structure, written as placeholders. */
function known(value: unknown): unknown {
  if (value instanceof Unknown) return printed(value);
  if (Array.isArray(value)) return value.map(known);
  if (isData(value)) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, known(one)]));
  return value;
}

/** Whether a condition holds; undefined when it depends on what is not known. */
export function truth(value: unknown): boolean | undefined {
  if (value instanceof Unknown) return value.absent ? false : undefined;
  if (holdsUnknown(value)) return undefined;
  if (Array.isArray(value)) return value.length > 0;
  if (isData(value)) return Object.keys(value).length > 0;
  return value !== undefined && value !== null && value !== '' && value !== 0 && value !== false;
}

/** A member of a value, named for the placeholder that it becomes when it is not there. */
export function member(value: unknown, key: string, name: string): unknown {
  if (value instanceof Unknown) return new Unknown(`${value.name}.${key}`, value.absent);
  const found = isData(value) ? value[key] : undefined;
  return found === undefined || found === null || found === '' ? new Unknown(name, true) : found;
}
