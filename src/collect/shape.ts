/**
 * What is kept of an answer, and, for services that answer in XML, how it is read. Everything else is dropped before it is written
 * anywhere: environment values, user data, hyperparameters and definitions may hold secrets.
 *
 * `text`, `flag`, `time` are scalars; `names` is a map of which the names are kept and every value is replaced; `map` is a map of texts;
 * `[shape]` is a list; `[shape, 'Name']` one whose elements are called `Name` in XML; an object has fields, and a field reads
 * `Name=wireName` where XML calls it otherwise.
 */
export type Shape = 'text' | 'flag' | 'time' | 'names' | 'map' | ListShape | FieldsShape;
export type ListShape = readonly [Shape] | readonly [Shape, string];
export interface FieldsShape {
  readonly [field: string]: Shape;
}

/** Stands for a value that is never written. */
export const REDACTED = '[redacted]';

export const isList = (shape: Shape): shape is ListShape => Array.isArray(shape);

/** The name that the API reference gives, and the one in XML. */
export function fieldName(field: string): readonly [name: string, wire: string | undefined] {
  const [name = field, wire] = field.split('=');
  return [name, wire];
}

/** The part of an answer that the shape allows. What is absent or of another type is left out. */
export function kept(value: unknown, shape: Shape): unknown {
  if (value === undefined || value === null) return undefined;
  if (isList(shape)) return Array.isArray(value) ? value.map((one) => kept(one, shape[0])).filter(present) : undefined;
  switch (shape) {
    case 'text':
      return typeof value === 'string' || typeof value === 'number' ? value : undefined;
    case 'flag':
      return typeof value === 'boolean' ? value : undefined;
    case 'time':
      return timeOf(value);
    case 'names':
      return isRecord(value) ? fromEntries(Object.keys(value).map((name) => [name, REDACTED])) : undefined;
    case 'map':
      return isRecord(value)
        ? fromEntries(Object.entries(value).filter(([, one]) => typeof one === 'string'))
        : undefined;
    default:
      return isRecord(value) ? fields(value, shape) : undefined;
  }
}

function fields(value: Readonly<Record<string, unknown>>, shape: FieldsShape): unknown {
  return fromEntries(
    Object.entries(shape).flatMap(([field, inner]) => {
      const [name] = fieldName(field);
      const one = Object.hasOwn(value, name) ? kept(value[name], inner) : undefined;
      return one === undefined ? [] : [[name, one] as const];
    }),
  );
}

/** JSON services send seconds since 1970 or text, XML ones a date that the SDK has read. */
function timeOf(value: unknown): string | undefined {
  const date = value instanceof Date ? value : typeof value === 'number' ? new Date(value * 1000) : undefined;
  if (date !== undefined) return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
  return typeof value === 'string' ? value : undefined;
}

const present = (one: unknown): boolean => one !== undefined;
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Own properties only, whatever they are called: `__proto__` is a name like others. */
const fromEntries = (entries: readonly (readonly [string, unknown])[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(entries);
