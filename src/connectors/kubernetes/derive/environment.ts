import { environmentInName, environmentOfWord } from '../../../model/environment-name.ts';
import type { Environment } from '../../../model/kinds.ts';
import type { Lookup } from '../read/pod-source.ts';
import type { K8sObject } from '../world.ts';

const KEYS = [
  'environment',
  'env',
  'app.kubernetes.io/environment',
  'stage',
  'deployment-environment',
  'tier/environment',
] as const;

type Labels = Readonly<Record<string, string>>;

export function environmentInLabels(labels: Labels): Environment | undefined {
  for (const key of KEYS) {
    const value = Object.hasOwn(labels, key) ? labels[key]?.toLowerCase() : undefined;
    const found = value === undefined ? undefined : environmentOfWord(value);
    if (found) return found;
  }
  return undefined;
}

/** Its own labels, then its namespace's labels and name, then the realm's. */
export function environmentOf(world: Lookup, object: K8sObject, ...labels: readonly Labels[]): Environment {
  for (const one of [...labels, object.labels, object.annotations]) {
    const found = environmentInLabels(one);
    if (found) return found;
  }
  if (object.namespace !== undefined) {
    for (const namespace of world.find('Namespace', undefined, object.namespace)) {
      const found = environmentInLabels(namespace.labels);
      if (found) return found;
    }
    const found = environmentInName(object.namespace);
    if (found) return found;
  }
  return object.environment;
}
