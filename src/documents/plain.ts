/**
 * An object without inherited names: `constructor`, `toString` and `__proto__` are what the input says, or absent. Instances keep
 * fast property access, which `Object.create(null)` gives up.
 */
class Plain {
  [key: string]: unknown;
}
Object.setPrototypeOf(Plain.prototype, null);
Reflect.deleteProperty(Plain.prototype, 'constructor');

export type Data = Record<string, unknown>;

export function plain(): Data {
  return new Plain();
}

/** A shallow copy that keeps key order and inherits nothing. */
export function copied(data: Readonly<Data>): Data {
  const copy = plain();
  for (const key of Object.keys(data)) copy[key] = data[key];
  return copy;
}

export function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The own entries of a map whose values are strings; numbers and booleans are written out, as people forget the quotes. */
export function textMap(value: unknown): Readonly<Record<string, string>> {
  const map: Record<string, string> = Object.create(null) as Record<string, string>;
  if (isData(value))
    for (const [key, one] of Object.entries(value))
      if (typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean') map[key] = String(one);
  return map;
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}
