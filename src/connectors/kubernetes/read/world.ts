import type { Environment } from '../../../model/kinds.ts';
import type { K8sObject, KubeWorld } from '../world.ts';
import { impliedObjects } from './implied-objects.ts';
import { podTemplates } from './pod-templates.ts';
import { dig, list, own, text } from '../../../documents/value.ts';

const NONE: ReadonlySet<string> = new Set();

/** Indexes the objects of one realm, adds what controllers make of them, and reads their pod templates. */
export function buildWorld(
  realm: string,
  objects: readonly K8sObject[],
  patchedAccounts: ReadonlySet<string> = NONE,
): KubeWorld {
  const all = [...objects, ...impliedObjects(objects)];
  const byKind = new Map<string, K8sObject[]>();
  const byName = new Map<string, K8sObject[]>();
  for (const object of all) {
    push(byKind, object.kind, object);
    push(byKind, `${object.group}/${object.kind}`, object);
    push(byName, nameKey(object.kind, object.namespace, object.name), object);
  }
  const lookup = {
    of: (kind: string, group?: string): readonly K8sObject[] =>
      byKind.get(group === undefined ? kind : `${group}/${kind}`) ?? [],
    find: (kind: string, namespace: string | undefined, name: string): readonly K8sObject[] =>
      byName.get(nameKey(kind, namespace, name)) ?? [],
  };
  return {
    realm,
    environment: environmentOf(all),
    objects: all,
    ...lookup,
    pods: all.flatMap((object) => podTemplates(object, lookup)),
    namespaces: namespacesOf(all),
    patchedAccounts,
  };
}

const nameKey = (kind: string, namespace: string | undefined, name: string): string =>
  `${kind}\0${namespace ?? ''}\0${name}`;

function push<K>(map: Map<K, K8sObject[]>, key: K, object: K8sObject): void {
  const known = map.get(key);
  if (known) known.push(object);
  else map.set(key, [object]);
}

/** One environment when all that know theirs agree. */
function environmentOf(objects: readonly K8sObject[]): Environment {
  const known = new Set(objects.map((one) => one.environment).filter((one) => one !== 'unknown'));
  const [only] = known;
  return known.size === 1 && only !== undefined ? only : 'unknown';
}

function namespacesOf(objects: readonly K8sObject[]): readonly string[] {
  const names = new Set<string>();
  for (const object of objects) {
    if (object.kind === 'Namespace' && object.group === '') names.add(object.name);
    if (object.namespace !== undefined) names.add(object.namespace);
    if (object.kind === 'RoleBinding' || object.kind === 'ClusterRoleBinding')
      for (const subject of list(dig(object.body, 'subjects'))) {
        const namespace = text(own(subject, 'namespace'));
        if (namespace !== undefined) names.add(namespace);
      }
  }
  return [...names].sort();
}
