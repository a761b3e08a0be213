import type { EstateBuilder } from '../../../model/builder.ts';
import { parseId, type NodeId } from '../../../model/id.ts';
import { certaintyOf, possible, type Certainty } from '../rbac/certainty.ts';
import { idOf } from '../read/ids.ts';
import { own } from '../../../documents/value.ts';
import type { K8sObject, KubeWorld } from '../world.ts';

export const ACCOUNT_TOKEN = 'kubernetes.io/service-account-token';

export interface SecretView {
  readonly id: NodeId;
  readonly namespace: string;
  readonly name: string;
  readonly objects: readonly K8sObject[];
  readonly certainty: Certainty;
  /** The service account whose long-lived token this Secret holds. */
  readonly tokenOf?: string;
}

/** Declared Secrets, and those that other readers found to be made by something else, in id order. */
export function readSecrets(world: KubeWorld, estate: EstateBuilder): readonly SecretView[] {
  const byId = new Map<NodeId, K8sObject[]>();
  for (const object of world.of('Secret', '')) {
    const id = idOf.secret(world.realm, object.namespace ?? 'default', object.name);
    byId.set(id, [...(byId.get(id) ?? []), object]);
  }
  const secrets = [...byId].map(([id, objects]): SecretView => {
    const tokenOf = objects.map(accountOf).find((account) => account !== undefined);
    return {
      id,
      namespace: objects[0]?.namespace ?? 'default',
      name: objects[0]?.name ?? '',
      objects,
      certainty: certaintyOf(objects.find((object) => object.reading !== 'symbolic') ?? objects[0]),
      ...(tokenOf === undefined ? {} : { tokenOf }),
    };
  });
  for (const node of estate.allNodes()) {
    if (node.kind !== 'K8sSecret' || node.realm !== world.realm || byId.has(node.id)) continue;
    const [namespace, name] = parseId(node.id)?.path ?? [];
    if (namespace === undefined || name === undefined) continue;
    const certainty = node.implied ? possible(`the Secret ${name} exists`) : certaintyOf(undefined);
    secrets.push({ id: node.id, namespace, name, objects: [], certainty });
  }
  return secrets.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

function accountOf(secret: K8sObject): string | undefined {
  if (own(secret.body, 'type') !== ACCOUNT_TOKEN) return undefined;
  return secret.annotations['kubernetes.io/service-account.name'];
}
