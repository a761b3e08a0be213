import type { NodeId } from '../../../model/id.ts';
import { certaintyOf, PROVED, type Certainty } from '../rbac/certainty.ts';
import type { Grant } from '../rbac/grants.ts';
import { idOf } from '../read/ids.ts';
import type { K8sObject, KubeWorld } from '../world.ts';

/** A service account that exists: declared, or the one named `default` that every namespace has. */
export interface Account {
  readonly id: NodeId;
  readonly namespace: string;
  readonly name: string;
  readonly objects: readonly K8sObject[];
  readonly declared: boolean;
  readonly certainty: Certainty;
  /** Something follows from being this account. An undeclared one without rights is no target: nothing would follow from it. */
  readonly worthTaking: boolean;
}

/** In order of namespace, then name. */
export function readAccounts(world: KubeWorld, grants: readonly Grant[]): readonly Account[] {
  const byId = new Map<NodeId, K8sObject[]>();
  for (const object of world.of('ServiceAccount', '')) {
    const id = idOf.account(world.realm, object.namespace ?? 'default', object.name);
    byId.set(id, [...(byId.get(id) ?? []), object]);
  }
  const bound = new Set<NodeId>();
  const groups = new Set<string>();
  for (const { subjects, rules } of grants)
    for (const subject of rules.length > 0 ? subjects : [])
      if (subject.kind === 'group') groups.add(subject.name);
      else bound.add(subject.node);
  const anyAccount = groups.has('system:serviceaccounts') || groups.has('system:authenticated');

  const accounts = [...byId].map(([id, objects]): Account => ({
    id,
    namespace: objects[0]?.namespace ?? 'default',
    name: objects[0]?.name ?? '',
    objects,
    declared: true,
    certainty: certaintyOf(objects.find((object) => object.reading !== 'symbolic') ?? objects[0]),
    worthTaking: true,
  }));
  for (const namespace of world.namespaces) {
    const id = idOf.account(world.realm, namespace, 'default');
    if (byId.has(id)) continue;
    const worthTaking = bound.has(id) || anyAccount || groups.has(`system:serviceaccounts:${namespace}`);
    accounts.push({ id, namespace, name: 'default', objects: [], declared: false, certainty: PROVED, worthTaking });
  }
  return accounts.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}
