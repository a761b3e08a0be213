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
import { Namespaced } from './namespaced.ts';
import { readSecrets, type SecretView } from './secret-list.ts';
import { wideOf } from './wide.ts';

/** Something that a right may reach. */
export interface Target {
  readonly id: NodeId;
  readonly name: string;
  readonly certainty: Certainty;
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
  /** The same once more, as plain values, for the rights that are known from scan to scan. */
  readonly wide: ReturnType<typeof wideOf>;
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
  const pods = readPods(world);
  const secrets = readSecrets(world, estate);
  const machines = new Machines(world, estate);
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
    pods: new Namespaced(pods, (one) => one.template.namespace),
    secrets: new Namespaced(secrets, (one) => one.namespace),
    machines,
    namespaceObjects,
    covered: new Set([
      ...namespaceObjects.keys(),
      ...world.objects.flatMap(({ namespace }) => (namespace === undefined ? [] : [namespace])),
    ]),
    taken: new Set(),
    wide: wideOf(world, namespaceObjects, { pods, accounts: accounts.all, secrets, machines: machines.where }),
  };
}

/** The rules of a grant that make it everything, by index. */
export function everythingRules(grant: Grant): readonly number[] {
  return grant.rules.flatMap(({ rule }, index) => (isEverything([rule]) ? [index] : []));
}
