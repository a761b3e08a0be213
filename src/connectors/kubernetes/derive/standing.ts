import { weaker, type Confidence, type Evidence } from '../../../model/evidence.ts';
import type { K8sObject, Path } from '../world.ts';

export interface Standing {
  readonly confidence: Confidence;
  readonly precondition?: string;
}

export const NOT_RENDERED = 'not rendered';
export const A_VARIANT = 'one of several different documents with this id is the one that counts';

/** How far facts from these objects can be relied on: a template that was not rendered, or one variant of several, is only possible. */
export function standing(confidence: Confidence, ...objects: readonly (K8sObject | undefined)[]): Standing {
  const why = new Set<string>();
  for (const object of objects) {
    if (object?.reading === 'symbolic') why.add(NOT_RENDERED);
    if (object?.variant) why.add(A_VARIANT);
  }
  return why.size === 0 ? { confidence } : { confidence: 'possible', precondition: [...why].sort().join('; ') };
}

/** The same with a further condition that could not be decided. */
export function unless(known: Standing, precondition: string): Standing {
  const all = [known.precondition, precondition].filter((one) => one !== undefined);
  return { confidence: weaker(known.confidence, 'possible'), precondition: all.join('; ') };
}

/** Every place at which the object, or a value in it, was read. */
export function places(object: K8sObject, path?: Path): readonly Evidence[] {
  return [object.at(path), ...(object.also ?? [])];
}
