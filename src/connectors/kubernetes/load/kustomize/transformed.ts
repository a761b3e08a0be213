import type { Scopes } from '../scope.ts';
import type { Kustomization } from './read.ts';
import { transform, type Instance } from './transform.ts';

interface Made {
  readonly given: readonly Instance[];
  readonly scopes: string;
  readonly result: readonly Instance[];
}

/** The last result of each kustomization, for as long as it is held: a watch gives it the same again, and gets the same objects back. */
const MADE = new WeakMap<Kustomization, Made>();

/** As `transform`. */
export function transformed(given: readonly Instance[], by: Kustomization, scopes: Scopes): readonly Instance[] {
  const known = MADE.get(by);
  if (known && known.scopes === scopes.declared && alike(known.given, given, sameInstance)) return known.result;
  const result = transform(given, by, scopes);
  MADE.set(by, { given, scopes: scopes.declared, result });
  return result;
}

function alike<T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean): boolean {
  return a.length === b.length && a.every((one, index) => same(one, b[index] as T));
}

const sameInstance = (a: Instance, b: Instance): boolean =>
  a === b ||
  (a.source === b.source &&
    a.now === b.now &&
    a.spaced === b.spaced &&
    alike(a.chain, b.chain, (one, other) => one === other));
