import { both, possible, PROVED, type Certainty } from '../rbac/certainty.ts';
import { idOf } from '../read/ids.ts';
import { admission } from './admission.ts';
import type { Access } from './access-index.ts';
import { link } from './emit.ts';

const KUBE_SYSTEM: Certainty = possible('controller accounts of the control plane live in kube-system');

/** Control of the cluster is control of its namespaces and nodes; control of a namespace is control of all that is in it. */
export function deriveControl(access: Access): void {
  const cluster = idOf.cluster(access.realm);
  const machines = [...access.machines.declared, ...(access.machines.anyUsed ? [access.machines.anyUsed] : [])];
  for (const { id } of machines) link(access, 'CONTROLS', cluster, id, PROVED, placeOf(access, id));
  for (const name of access.world.namespaces) {
    const namespace = idOf.namespace(access.realm, name);
    if (!access.estate.has(namespace)) continue;
    link(access, 'CONTROLS', cluster, namespace, PROVED, placeOf(access, namespace));
    holdsContents(access, name, namespace);
    if (access.taken.has(name)) takesNodes(access, name, namespace);
    if (name === 'kube-system') link(access, 'CONTROLS', namespace, cluster, KUBE_SYSTEM, placeOf(access, namespace));
  }
}

function holdsContents(access: Access, name: string, namespace: string): void {
  for (const { id, certainty, worthTaking } of access.accounts.in(name))
    if (worthTaking && access.estate.has(id)) link(access, 'CONTROLS', namespace, id, certainty, placeOf(access, id));
  for (const { template, certainty } of access.pods.in(name))
    link(access, 'CONTROLS', namespace, template.workload, certainty, placeOf(access, template.workload));
  for (const { id, certainty } of access.secrets.in(name))
    link(access, 'CONTROLS', namespace, id, certainty, placeOf(access, id));
}

/** Who rules a namespace may also lift what its labels enforce, and start any pod on any node. */
function takesNodes(access: Access, name: string, namespace: string): void {
  const place = placeOf(access, namespace);
  const certainty = both(admission(access, name) ?? possible('the Pod Security level of the namespace is lifted'));
  for (const { id } of access.machines.all(place)) link(access, 'CONTROLS', namespace, id, certainty, place);
}

const placeOf = (access: Access, id: string) => access.estate.get(id)?.evidence ?? [];
