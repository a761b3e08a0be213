import type { EstateBuilder } from '../../../model/builder.ts';
import type { NodeId } from '../../../model/id.ts';
import type { Certainty } from '../rbac/certainty.ts';
import { rightsOf, type Grant } from '../rbac/grants.ts';
import type { Roles } from '../rbac/roles.ts';
import { isEverything } from '../rbac/covers.ts';
import type { K8sObject, KubeWorld } from '../world.ts';
import { readAccounts, type Account } from './account-list.ts';
import { Machines } from './machines.ts';
import { readPods, type PodView } from './pod-view.ts';
import { readSecrets, type SecretView } from './secret-list.ts';

/** Something that a right may reach. */
export interface Target {
  readonly id: NodeId;
  readonly name: string;
  readonly certainty: Certainty;
}

/** Things by namespace, and all of them: what a grant reaches is looked up, never searched. */
export class Namespaced<T> {
  readonly #by = new Map<string, T[]>();
  readonly all: readonly T[];

  constructor(all: readonly T[], namespaceOf: (one: T) => string) {
    this.all = all;
    for (const one of all) {
      const known = this.#by.get(namespaceOf(one));
      if (known) known.push(one);
      else this.#by.set(namespaceOf(one), [one]);
    }
  }

  in(namespace: string | undefined): readonly T[] {
    return namespace === undefined ? this.all : (this.#by.get(namespace) ?? []);
  }
}

/** Everything that the access semantics of one realm look at, indexed once. */
export interface Access {
  readonly world: KubeWorld;
  readonly estate: EstateBuilder;
  readonly realm: string;
  readonly roles: Roles;
  readonly grants: readonly Grant[];
  /** Grants whose rights are derived one by one: those with any rule that do not already have everything. */
  readonly limited: readonly Grant[];
  readonly grantsTo: ReadonlyMap<NodeId, readonly Grant[]>;
  /** Names of groups that something refers to. */
  readonly groups: Set<string>;
  readonly accounts: Namespaced<Account>;
  readonly accountById: ReadonlyMap<NodeId, Account>;
  readonly pods: Namespaced<PodView>;
  readonly secrets: Namespaced<SecretView>;
  readonly machines: Machines;
  /** Declared Namespace objects by name. */
  readonly namespaceObjects: ReadonlyMap<string, readonly K8sObject[]>;
  /** Namespaces in which something other than a binding's subject stands. */
  readonly covered: ReadonlySet<string>;
  /** Namespaces over which some grant has power as a whole. */
  readonly taken: Set<string>;
}

export function indexAccess(world: KubeWorld, estate: EstateBuilder): Access {
  const { roles, grants } = rightsOf(world);
  const grantsTo = new Map<NodeId, Grant[]>();
  const groups = new Set<string>();
  for (const grant of grants)
    for (const subject of grant.subjects) {
      if (subject.kind === 'group') groups.add(subject.name);
      const known = grantsTo.get(subject.node);
      if (!known) grantsTo.set(subject.node, [grant]);
      else if (known.at(-1) !== grant) known.push(grant);
    }
  const namespaceObjects = new Map<string, K8sObject[]>();
  for (const object of world.of('Namespace', ''))
    namespaceObjects.set(object.name, [...(namespaceObjects.get(object.name) ?? []), object]);
  const accounts = new Namespaced(readAccounts(world, grants), (one) => one.namespace);
  return {
    world,
    estate,
    realm: world.realm,
    roles,
    grants,
    limited: grants.filter((grant) => grant.rules.length > 0 && !grant.everything),
    grantsTo,
    groups,
    accounts,
    accountById: new Map(accounts.all.map((one) => [one.id, one])),
    pods: new Namespaced(readPods(world), (one) => one.template.namespace),
    secrets: new Namespaced(readSecrets(world, estate), (one) => one.namespace),
    machines: new Machines(world, estate),
    namespaceObjects,
    covered: new Set([
      ...namespaceObjects.keys(),
      ...world.objects.flatMap(({ namespace }) => (namespace === undefined ? [] : [namespace])),
    ]),
    taken: new Set(),
  };
}

/** The rules of a grant that make it everything, by index. */
export function everythingRules(grant: Grant): readonly number[] {
  return grant.rules.flatMap(({ rule }, index) => (isEverything([rule]) ? [index] : []));
}
