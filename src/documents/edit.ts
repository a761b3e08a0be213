import type { Path } from './path.ts';
import { copied, isData, plain, type Data } from './plain.ts';

/** The value at a path, or undefined. */
export function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const step of path) {
    if (Array.isArray(value) && typeof step === 'number') value = (value as unknown[])[step];
    else if (isData(value) && typeof step === 'string') value = value[step];
    else return undefined;
  }
  return value;
}

/** A copy of a body with another value at a path; what is not on the path is shared. Maps that are missing on the way are made. */
export function withValue(body: Readonly<Data>, path: Path, value: unknown): Data {
  const [step, ...rest] = path;
  const copy = copied(body);
  if (typeof step === 'string') copy[step] = rest.length === 0 ? value : below(body[step], rest, value);
  return copy;
}

function below(old: unknown, path: Path, value: unknown): unknown {
  const [step, ...rest] = path;
  if (typeof step !== 'number') return withValue(isData(old) ? old : plain(), path, value);
  const copy = Array.isArray(old) ? [...(old as unknown[])] : [];
  copy[step] = rest.length === 0 ? value : below(copy[step], rest, value);
  return copy;
}
