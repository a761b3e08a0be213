import { declaredIn, type Words } from '../../../model/declared-words.ts';
import type { Declared } from '../../../model/estate.ts';
import type { K8sObject, KubeWorld } from '../world.ts';

/** What the object's own words declare, then its namespace's, then the person a Kubeflow Profile belongs to. */
export function declaredOf(world: KubeWorld, object: K8sObject): Declared | undefined {
  const sources: Words[] = [object.annotations, object.labels];
  const namespaces = object.namespace === undefined ? [] : world.find('Namespace', undefined, object.namespace);
  for (const namespace of namespaces) sources.push(namespace.annotations, namespace.labels);
  return declaredIn(sources);
}
