import { nodeId, type NodeId } from '../../../model/id.ts';
import type { Evidence } from '../../../model/evidence.ts';
import { dig, fields, list, own, text } from '../../../documents/value.ts';
import { idOf } from '../read/ids.ts';
import type { PodTemplate } from '../world.ts';
import { envOf, partAt, writtenIndex } from './parts.ts';
import type { Found } from './running.ts';
import type { ServiceView } from './services.ts';
import type { Telling } from './telling.ts';

/** Variables by which a gateway is told the key that it asks its callers for (docs.litellm.ai, proxy settings). */
const MASTER = /^(?:LITELLM|PROXY)_MASTER_KEY$/u;

/** The Secret that a gateway's own key comes from opens the gateway, whoever holds its value. */
export function masterKeys(
  telling: Telling,
  service: ServiceView,
  pod: PodTemplate,
  { part }: Found,
  door: NodeId,
): void {
  for (const { name, entry, from } of envOf(part)) {
    const secret = text(dig(from, 'secretKeyRef', 'name'));
    const index = writtenIndex(pod, part, 'env', entry);
    const evidence = partAt(pod, part, index === undefined ? ['env'] : ['env', index]);
    if (!MASTER.test(name)) continue;
    if (secret !== undefined)
      opens(telling, service, pod, door, secret, text(dig(from, 'secretKeyRef', 'key')) ?? name, evidence);
    else
      link(
        telling,
        service,
        nodeId('k8s', 'ApiKey', pod.object.realm, pod.namespace, pod.object.kind, pod.object.name, name),
        door,
        evidence,
      );
  }
  for (const source of list(part.spec['envFrom'])) {
    const secret = text(dig(source, 'secretRef', 'name'));
    const prefix = text(own(source, 'prefix')) ?? '';
    if (secret === undefined) continue;
    const index = writtenIndex(pod, part, 'envFrom', source);
    const evidence = partAt(pod, part, index === undefined ? ['envFrom'] : ['envFrom', index]);
    for (const { body } of telling.world.find('Secret', pod.namespace, secret))
      for (const key of ['data', 'stringData'].flatMap((section) => Object.keys(fields(body[section]))))
        if (MASTER.test(prefix + key)) opens(telling, service, pod, door, secret, key, evidence);
  }
}

/** The key by its value where that is written; the Secret where it is not. */
function opens(
  telling: Telling,
  service: ServiceView,
  { object, namespace }: PodTemplate,
  door: NodeId,
  secret: string,
  key: string,
  evidence: Evidence,
): void {
  const value = nodeId('k8s', 'ApiKey', object.realm, namespace, secret, key);
  if (telling.estate.has(value)) link(telling, service, value, door, evidence);
  else
    link(
      telling,
      service,
      telling.implied(idOf.secret(object.realm, namespace, secret), 'K8sSecret', secret, object, namespace),
      door,
      evidence,
    );
}

function link(telling: Telling, service: ServiceView, from: NodeId, to: NodeId, evidence: Evidence): void {
  if (telling.estate.has(from))
    telling.estate.edge({ kind: 'OPENS', from, to, ...service.known, evidence: [evidence] });
}
