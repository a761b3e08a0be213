import { keyOf } from '../match/keys.ts';
import type { RequestContext } from '../port.ts';
import type { Truth } from '../truth.ts';
import { missing, present, unknown, type Known } from './known.ts';

/** Contexts that are asked with once or twice remember nothing. */
const OFTEN = 8;
/** Conditions whose truth is remembered, by their id; the rest are compared anew. */
const MOST = 1 << 14;

/** A request context with its keys interned; made once per context object. */
export class Folded {
  readonly known: ReadonlyMap<number, Known>;
  /** What holds for a key that is not named: unknown or missing. */
  readonly rest: Known;
  #truths = new Uint8Array(0);
  #asked = 0;

  constructor(known: ReadonlyMap<number, Known>, rest: Known) {
    this.known = known;
    this.rest = rest;
  }

  /** The truth of a condition that hangs on nothing but the context: what was remembered, else undefined. */
  truthOf(condition: number): Truth | undefined {
    if (condition >= this.#truths.length) return undefined;
    const kept = this.#truths[condition] ?? 0;
    return kept === 0 ? undefined : ((kept - 1) as Truth);
  }

  remember(condition: number, truth: Truth): void {
    if (condition >= MOST || ++this.#asked < OFTEN) return;
    if (condition >= this.#truths.length) {
      const more = new Uint8Array(Math.min(MOST, Math.max(64, 2 * condition)));
      more.set(this.#truths);
      this.#truths = more;
    }
    this.#truths[condition] = truth + 1;
  }
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
  return new Folded(known, context.unknown === 'all' ? unknown : missing);
}
