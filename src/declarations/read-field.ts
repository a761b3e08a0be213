import type { Entry } from '../documents/entry.ts';
import { parseCondition, parseGuard } from '../guards/parse.ts';
import { SentenceError } from '../guards/sentence.ts';
import { DUTIES, type Duty } from '../model/cloud-findings-facts.ts';
import { maskedDeep } from '../model/mask.ts';
import { SEVERITIES } from '../model/finding.ts';
import { ENVIRONMENTS } from '../model/kinds.ts';
import { TIERS, TYPE_SAYS, type FieldType } from './fields.ts';

const LONGEST = 1000;
/** Names and globs in one list. */
const MOST = 500;

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= LONGEST ? value : undefined;
const oneOf =
  (known: readonly unknown[]) =>
  (value: unknown): unknown =>
    known.find((one) => one === value);
const matching =
  (form: RegExp) =>
  (value: unknown): string | undefined =>
    form.test(text(value) ?? '') ? text(value) : undefined;

/** By type: the value as it counts, undefined when it is not of the type. */
const READ: Readonly<Record<FieldType, (value: unknown) => unknown>> = {
  text: (value) => maskedDeep(text(value)),
  glob: text,
  path: text,
  texts: (value) => maskedDeep(texts(value)),
  globs: (value) => (Array.isArray(value) ? texts(value) : undefined),
  environment: oneOf(ENVIRONMENTS),
  tier: oneOf(TIERS),
  severity: oneOf(SEVERITIES),
  date: (value) => day(value),
  url: matching(/^https?:\/\/\S+$/u),
  false: oneOf([false]),
  name: matching(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u),
  rule: (value) => (value === null ? null : matching(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u)(value)),
  finding: matching(/^f:[0-9a-f]{16}$/u),
  guard: (value) => (typeof value === 'string' ? parseGuard(value) : undefined),
  duties: (value) => duties(value),
  condition: (value) => (typeof value === 'string' ? parseCondition(value) : undefined),
};

export type FieldRead = { readonly value: unknown } | { readonly problem: string };

export function readField(name: string, is: FieldType, entry: Entry): FieldRead {
  try {
    const value = READ[is](entry.value);
    return value === undefined ? { problem: `"${name}" is not ${TYPE_SAYS[is]}` } : { value };
  } catch (error) {
    if (error instanceof SentenceError) return { problem: `"${name}": ${error.message}` };
    throw error;
  }
}

function duties(value: unknown): readonly Duty[] | undefined {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  const found = DUTIES.filter((one) => list.includes(one));
  return found.length >= 2 && found.length === list.length ? found : undefined;
}

function texts(value: unknown): readonly string[] | undefined {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const found = list.flatMap((one) => text(one) ?? []);
  return list.length > 0 && list.length <= MOST && found.length === list.length ? found : undefined;
}

/** A calendar day: 2027-02-30 is none. */
function day(value: unknown): string | undefined {
  const found = matching(/^\d{4}-\d{2}-\d{2}$/u)(value);
  if (found === undefined) return undefined;
  const time = new Date(`${found}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().slice(0, 10) === found ? found : undefined;
}
