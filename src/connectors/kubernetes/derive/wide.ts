import type { Certainty } from '../rbac/certainty.ts';
import { pluralsOf } from '../rbac/resources.ts';
import type { K8sObject, KubeWorld } from '../world.ts';
import type { Account } from './account-list.ts';
import { admission, easiestAdmission } from './admission.ts';
import type { Machine } from './machines.ts';
import { Namespaced } from './namespaced.ts';
import type { PodView } from './pod-view.ts';
import type { SecretView } from './secret-list.ts';
import { Surroundings, type AccountTarget, type Edges, type PodTarget } from './surroundings.ts';

type SecretTarget = Omit<SecretView, 'objects'>;

/**
 * What the rights that reach widest are derived of: every pod, account and Secret of a namespace or of all. Values alone, all of them in
 * `around`: what is told of a grant may be told again where they are the same.
 */
export interface Wide {
  readonly realm: string;
  readonly estate: Edges;
  readonly pods: Namespaced<PodTarget>;
  readonly accounts: Namespaced<AccountTarget>;
  readonly secrets: Namespaced<SecretTarget>;
  /** Where a pod that may run anywhere runs. */
  readonly machines: readonly Machine[];
  /** Of a namespace, or of the easiest one. */
  readonly admitted: (namespace: string | undefined) => Certainty | undefined;
}

interface Read {
  readonly pods: readonly PodView[];
  readonly accounts: readonly Account[];
  readonly secrets: readonly SecretView[];
  readonly machines: readonly Machine[];
}

export function wideOf(
  world: KubeWorld,
  namespaceObjects: ReadonlyMap<string, readonly K8sObject[]>,
  read: Read,
): Omit<Wide, 'estate'> & { readonly around: Surroundings } {
  const { realm } = world;
  const { machines } = read;
  const plural = pluralsOf(world);
  const pods = read.pods.map(({ id, certainty, template: { namespace, workload, object } }): PodTarget => {
    const { group, kind, name } = object;
    return { id, certainty, namespace, workload, group, kind, plural: plural(group, kind), name };
  });
  const accounts = read.accounts.map(({ id, namespace, name, declared, certainty, worthTaking }): AccountTarget => {
    return { id, namespace, name, declared, certainty, worthTaking };
  });
  const secrets = read.secrets.map(({ id, namespace, name, certainty, tokenOf }): SecretTarget => {
    return { id, namespace, name, certainty, ...(tokenOf === undefined ? {} : { tokenOf }) };
  });
  const of = (namespace: string): Certainty | undefined => admission({ namespaceObjects }, namespace);
  const easiest = easiestAdmission(world.namespaces.map(of));
  return {
    realm,
    pods: new Namespaced(pods, (one) => one.namespace),
    accounts: new Namespaced(accounts, (one) => one.namespace),
    secrets: new Namespaced(secrets, (one) => one.namespace),
    machines,
    admitted: (namespace) => (namespace === undefined ? easiest : of(namespace)),
    around: new Surroundings([
      realm,
      pods,
      accounts,
      secrets,
      machines,
      world.namespaces.map((name) => [name, of(name)]),
    ]),
  };
}
