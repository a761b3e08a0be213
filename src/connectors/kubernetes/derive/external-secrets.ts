import type { NodeId } from '../../../model/id.ts';
import { idOf } from '../read/ids.ts';
import { dig, fields, isFields, own, text } from '../../../documents/value.ts';
import type { K8sObject } from '../world.ts';
import { standing } from './standing.ts';
import type { Telling } from './telling.ts';

const GROUP = 'external-secrets.io';

/** External Secrets: stores, what signs in to them, and which Secrets come from them (external-secrets.io/latest/api). */
export function deriveExternalSecrets(telling: Telling): void {
  for (const kind of ['SecretStore', 'ClusterSecretStore'])
    for (const store of telling.world.of(kind, GROUP)) deriveStore(telling, store);
  for (const kind of ['ExternalSecret', 'ClusterExternalSecret'])
    for (const object of telling.world.of(kind, GROUP)) {
      const spec =
        kind === 'ExternalSecret' ? own(object.body, 'spec') : dig(object.body, 'spec', 'externalSecretSpec');
      const reference = fields(own(spec, 'secretStoreRef'));
      const name = text(reference['name']);
      const namespace = object.namespace ?? 'default';
      const secret = text(dig(spec, 'target', 'name')) ?? object.name;
      const id = idOf.secret(object.realm, namespace, secret);
      telling.estate.node({
        id,
        kind: 'K8sSecret',
        name: secret,
        realm: object.realm,
        namespace,
        environment: telling.environment(object),
        evidence: [object.at()],
      });
      if (name === undefined) continue;
      const store = storeId(telling, object, text(reference['kind']) ?? 'SecretStore', name);
      // The Secret is a copy of a part of the store: it does not open the store.
      telling.estate.edge({
        kind: 'HOLDS',
        from: store,
        to: id,
        ...standing('configured', object),
        evidence: [object.at(['spec'])],
      });
    }
}

function storeId(telling: Telling, from: K8sObject, kind: string, name: string): NodeId {
  const namespace = kind === 'SecretStore' ? from.namespace : undefined;
  const [declared] = telling.world.find(kind, namespace, name);
  if (declared) return telling.object(declared, 'SecretStore');
  const id = idOf.object({ ...from, kind, name, ...(namespace === undefined ? {} : { namespace }) });
  return telling.implied(id, 'SecretStore', name, from, namespace);
}

/** Secrets and accounts that a provider's `auth` refers to open the store. */
function deriveStore(telling: Telling, store: K8sObject): void {
  const id = telling.object(store, 'SecretStore');
  const known = standing('configured', store);
  for (const { path, value } of references(dig(store.body, 'spec', 'provider'), ['spec', 'provider'], 0)) {
    const name = text(own(value, 'name'));
    if (name === undefined) continue;
    const namespace = text(own(value, 'namespace')) ?? store.namespace ?? 'default';
    const evidence = [store.at(path)];
    if (path.at(-1) === 'serviceAccountRef') {
      const account = idOf.account(store.realm, namespace, name);
      telling.implied(account, 'K8sServiceAccount', name, store, namespace);
      telling.estate.edge({ kind: 'DATA_ACCESS', from: account, to: id, ...known, evidence });
    } else {
      const secret = idOf.secret(store.realm, namespace, name);
      telling.implied(secret, 'K8sSecret', name, store, namespace);
      telling.estate.edge({ kind: 'SECRET_IS_CRED_FOR', from: secret, to: id, ...known, evidence });
    }
  }
}

const DEEP = 8;
const REFERENCE =
  /(?:secretRef|SecretRef|tokenSecretRef|secretAccessKeySecretRef|accessKeyIDSecretRef|serviceAccountRef)$/u;

function references(
  value: unknown,
  path: readonly string[],
  depth: number,
): readonly { readonly path: readonly string[]; readonly value: unknown }[] {
  if (!isFields(value) || depth > DEEP) return [];
  return Object.entries(value).flatMap(([key, one]) => {
    const here = [...path, key];
    if (REFERENCE.test(key) && text(own(one, 'name')) !== undefined) return [{ path: here, value: one }];
    return references(one, here, depth + 1);
  });
}
