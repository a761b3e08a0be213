import { mergeEvidence } from '../../../model/builder.ts';
import { stronger, weaker, type Confidence, type Evidence } from '../../../model/evidence.ts';
import type { K8sObject } from '../world.ts';

/** How far something can be relied on, and on what it depends where it is only possible. */
export interface Certainty {
  readonly confidence: Confidence;
  readonly precondition?: string;
}

export const PROVED: Certainty = { confidence: 'proved' };
const NOT_RENDERED: Certainty = { confidence: 'possible', precondition: 'not rendered' };
const VARIANT: Certainty = {
  confidence: 'possible',
  precondition: 'one of several different documents with this id is the one that counts',
};

export const possible = (precondition: string): Certainty => ({ confidence: 'possible', precondition });

/** What is computed from a written object is proved; from a template or from one of several variants, possible. */
export function certaintyOf(object: Pick<K8sObject, 'reading' | 'variant'> | undefined): Certainty {
  if (!object) return PROVED;
  const read = object.reading === 'symbolic' ? NOT_RENDERED : PROVED;
  return object.variant ? both(read, VARIANT) : read;
}

/** All of these are needed: the weakest counts, and every condition must hold. */
export function both(first: Certainty, ...more: readonly Certainty[]): Certainty {
  let result = first;
  for (const next of more) {
    if (next === PROVED || next === result) continue;
    if (result === PROVED) {
      result = next;
      continue;
    }
    const conditions = new Set([...split(result.precondition), ...split(next.precondition)]);
    const confidence = weaker(result.confidence, next.confidence);
    result = conditions.size === 0 ? { confidence } : { confidence, precondition: [...conditions].join('; ') };
  }
  return result;
}

/** Any one of these suffices: the strongest counts. */
export function either(all: readonly Certainty[]): Certainty {
  const [first, ...more] = all;
  if (!first) return PROVED;
  return more.reduce((best, next) => {
    if (best === next || best.confidence === next.confidence) return best;
    return stronger(best.confidence, next.confidence) === best.confidence ? best : next;
  }, first);
}

const split = (text: string | undefined): readonly string[] => (text === undefined ? [] : text.split('; '));

/** Every place where the object stands. */
export const placesOf = (object: K8sObject): readonly Evidence[] => [object.at(), ...(object.also ?? [])];

export const placesOfAll = (objects: readonly K8sObject[]): readonly Evidence[] =>
  objects.map(placesOf).reduce(mergeEvidence, []);
