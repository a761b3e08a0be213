import type { Range } from '../../../hcl/ast.ts';
import type { Budget } from './budget.ts';
import type { Place, Source, Val } from './value.ts';

/** What names mean where an expression stands. */
export interface Env {
  readonly source: Source;
  readonly budget: Budget;
  /** `var`, `local`, `data`, a resource type, `each`: undefined where there is none. */
  lookup(name: string): Val | undefined;
  readonly files: Files;
  /** The address of the module, ending with a dot; '' in the root: names of holes begin with it. */
  readonly prefix: string;
}

/** The files of the scanned tree, for functions that read them. */
export interface Files {
  /** The text at a printed path (`a/../b` is understood), or why there is none. */
  read(path: string): { readonly text: string; readonly source: Source } | { readonly problem: string };
  has(path: string): boolean;
}

/** The same place with more names: the variable of a for expression, `each`, `count`. */
export function withNames(env: Env, names: ReadonlyMap<string, Val>): Env {
  return { ...env, lookup: (name) => names.get(name) ?? env.lookup(name) };
}

export const placeIn = (env: Env, { start, end }: Range, exact: boolean): Place => ({
  source: env.source,
  start,
  end,
  exact,
});
