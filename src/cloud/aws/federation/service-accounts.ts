import type { EstateBuilder } from '../../../model/builder.ts';
import type { Evidence } from '../../../model/evidence.ts';
import { printHoles } from '../../../model/hole.ts';
import { nodeId, parseId, type NodeId } from '../../../model/id.ts';

export interface ServiceAccount {
  readonly node: NodeId;
  readonly realm: string;
  readonly namespace: string;
  readonly name: string;
  /** As the token of the account names it. */
  readonly subject: string;
  readonly evidence: readonly Evidence[];
}

/** Service accounts of every cluster of the estate, by the subject of their tokens. */
export function serviceAccounts(estate: EstateBuilder): ReadonlyMap<string, readonly ServiceAccount[]> {
  const found = new Map<string, ServiceAccount[]>();
  for (const { id, kind, realm, evidence } of estate.allNodes()) {
    if (kind !== 'K8sServiceAccount') continue;
    const [namespace, name] = parseId(id)?.path ?? [];
    if (namespace === undefined || name === undefined) continue;
    const subject = `system:serviceaccount:${namespace}:${name}`;
    const account = { node: id, realm, namespace, name, subject, evidence };
    found.set(subject, [...(found.get(subject) ?? []), account]);
  }
  for (const same of found.values()) same.sort((a, b) => (a.node < b.node ? -1 : 1));
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** An account that only the cloud's side names. */
export function impliedAccount(
  estate: EstateBuilder,
  cluster: string,
  namespace: string,
  name: string,
  evidence: readonly Evidence[],
): NodeId {
  const realm = printHoles(cluster);
  const [inside, called] = [printHoles(namespace), printHoles(name)];
  return estate.node({
    id: nodeId('k8s', 'ServiceAccount', realm, inside, called), kind: 'K8sServiceAccount', name: called, realm, namespace: inside,
    environment: 'unknown', evidence, implied: true,
  }); // prettier-ignore
}
