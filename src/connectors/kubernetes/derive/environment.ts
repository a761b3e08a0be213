import type { Environment } from '../../../model/kinds.ts';
import type { K8sObject, KubeWorld } from '../world.ts';

const WORDS: Readonly<Record<string, Environment>> = {
  prod: 'prod', production: 'prod', prd: 'prod', live: 'prod',
  staging: 'staging', stage: 'staging', stg: 'staging', preprod: 'staging', uat: 'staging',
  dev: 'dev', development: 'dev', test: 'dev', testing: 'dev', sandbox: 'dev', qa: 'dev',
}; // prettier-ignore

const KEYS = [
  'environment',
  'env',
  'app.kubernetes.io/environment',
  'stage',
  'deployment-environment',
  'tier/environment',
] as const;

type Labels = Readonly<Record<string, string>>;

/** An environment named by a whole word of a name: `ml-prod`, `team.staging`; not `reproduction`. */
export function environmentInName(name: string): Environment | undefined {
  for (const word of name.toLowerCase().split(/[^a-z0-9]+/u)) if (Object.hasOwn(WORDS, word)) return WORDS[word];
  return undefined;
}

export function environmentInLabels(labels: Labels): Environment | undefined {
  for (const key of KEYS) {
    const value = Object.hasOwn(labels, key) ? labels[key]?.toLowerCase() : undefined;
    if (value !== undefined && Object.hasOwn(WORDS, value)) return WORDS[value];
  }
  return undefined;
}

/** Its own labels, then its namespace's labels and name, then the realm's. */
export function environmentOf(world: KubeWorld, object: K8sObject, ...labels: readonly Labels[]): Environment {
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
