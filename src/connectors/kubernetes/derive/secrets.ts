import { placesOfAll } from '../rbac/certainty.ts';
import { idOf } from '../read/ids.ts';
import type { Access } from './access-index.ts';
import { environmentOf } from './environment.ts';

/** Declared Secrets as nodes; those that hold the token of an account without an end as facts. */
export function deriveSecrets(access: Access): void {
  for (const secret of access.secrets.all) {
    const [object] = secret.objects;
    if (!object) continue;
    const evidence = placesOfAll(secret.objects);
    access.estate.node({
      id: secret.id,
      kind: 'K8sSecret',
      name: secret.name,
      realm: access.realm,
      environment: environmentOf(access.world, object),
      namespace: secret.namespace,
      evidence,
    });
    if (secret.tokenOf === undefined) continue;
    const of = idOf.account(access.realm, secret.namespace, secret.tokenOf);
    if (!access.estate.has(of))
      access.estate.node({
        id: of,
        kind: 'K8sServiceAccount',
        name: secret.tokenOf,
        realm: access.realm,
        environment: environmentOf(access.world, object),
        namespace: secret.namespace,
        evidence,
        implied: true,
      });
    const document = object.block([]);
    access.estate.fact({
      fact: 'long-lived-token',
      node: secret.id,
      of,
      kind: 'service-account-token',
      evidence,
      confidence: secret.certainty.confidence,
      ...(document && { document }),
    });
    access.estate.edge({
      kind: 'SECRET_IS_CRED_FOR',
      from: secret.id,
      to: of,
      ...secret.certainty,
      evidence: [object.at(['metadata', 'annotations', 'kubernetes.io/service-account.name'])],
    });
  }
}
