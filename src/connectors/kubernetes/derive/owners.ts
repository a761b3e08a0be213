import { declaredIn, type Words } from '../../../model/declared-words.ts';
import type { Declared } from '../../../model/estate.ts';
import { Remembered } from '../read/remembered.ts';
import type { Lookup } from '../read/pod-source.ts';
import type { K8sObject } from '../world.ts';

/** What the object's own words declare, then its namespace's, then the person a Kubeflow Profile belongs to. */
export function declaredOf(world: Lookup, object: K8sObject): Declared | undefined {
  return KNOWN.of(object, world, (inside) => {
    const sources: Words[] = [object.annotations, object.labels];
    const namespaces = object.namespace === undefined ? [] : inside.find('Namespace', undefined, object.namespace);
    for (const namespace of namespaces) sources.push(namespace.annotations, namespace.labels);
    return declaredIn(sources);
  });
}

const KNOWN = new Remembered<K8sObject, Declared | undefined>();
