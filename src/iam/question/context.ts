import { keyOf } from '../match/keys.ts';
import type { RequestContext } from '../port.ts';
import { missing, present, unknown, type Known } from './known.ts';

/** A request context with its keys interned; made once per context object. */
export interface Folded {
  readonly known: ReadonlyMap<number, Known>;
  /** What holds for a key that is not named: unknown or missing. */
  readonly rest: Known;
}

const folded = new WeakMap<RequestContext, Folded>();
let lastContext: RequestContext | undefined;
let last: Folded | undefined;

/** A context is not changed after it was first asked with. */
export function foldedOf(context: RequestContext): Folded {
  if (context === lastContext && last) return last;
  let found = folded.get(context);
  if (found === undefined) {
    found = fold(context);
    folded.set(context, found);
  }
  lastContext = context;
  last = found;
  return found;
}

function fold(context: RequestContext): Folded {
  const known = new Map<number, Known>();
  if (context.unknown !== 'all') for (const key of context.unknown) known.set(keyOf(key).id, unknown);
  for (const key of context.missing) known.set(keyOf(key).id, missing);
  for (const [key, values] of Object.entries(context.present)) known.set(keyOf(key).id, present(values));
  return { known, rest: context.unknown === 'all' ? unknown : missing };
}
