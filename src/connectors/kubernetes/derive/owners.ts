import type { Declared } from '../../../model/estate.ts';
import type { K8sObject, KubeWorld } from '../world.ts';

type Words = Readonly<Record<string, string>>;

/** Keys under which people write who is responsible, best first. `app.kubernetes.io/managed-by` names a tool, not an owner. */
const OWNER_KEYS = [
  'writ.dev/owner', 'owner', 'owners', 'team', 'contact', 'maintainer', 'owned-by', 'backstage.io/owner', 'app.kubernetes.io/owner', 'a8r.io/owner',
  'squad', 'owner-email', 'business-owner', 'technical-owner', 'cost-owner', 'meta.helm.sh/owner',
] as const; // prettier-ignore

const FIELDS = [
  ['purpose', ['writ.dev/purpose', 'purpose', 'a8r.io/description']],
  ['dataScope', ['writ.dev/data-scope', 'data-scope', 'data-classification']],
  ['rotation', ['writ.dev/rotation', 'rotation', 'rotation-policy']],
  ['stage', ['writ.dev/stage']],
] as const satisfies readonly (readonly [keyof Declared, readonly string[]])[];

/** What the object's own words declare, then its namespace's, then the person a Kubeflow Profile belongs to. */
export function declaredOf(world: KubeWorld, object: K8sObject): Declared | undefined {
  const sources: Words[] = [object.annotations, object.labels];
  const namespaces = object.namespace === undefined ? [] : world.find('Namespace', undefined, object.namespace);
  for (const namespace of namespaces) sources.push(namespace.annotations, namespace.labels);
  const declared: { -readonly [Key in keyof Declared]: Declared[Key] } = {};
  const owner = first(sources, OWNER_KEYS);
  if (owner !== undefined) declared.owner = owner;
  for (const [field, keys] of FIELDS) {
    const value = first(sources, keys);
    if (value !== undefined) declared[field] = value;
  }
  return Object.keys(declared).length === 0 ? undefined : declared;
}

function first(sources: readonly Words[], keys: readonly string[]): string | undefined {
  for (const source of sources)
    for (const key of keys) {
      const value = Object.hasOwn(source, key) ? source[key]?.trim() : undefined;
      if (value !== undefined && value !== '') return value;
    }
  return undefined;
}
