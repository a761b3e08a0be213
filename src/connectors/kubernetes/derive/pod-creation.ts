import { both, PROVED, type Certainty } from '../rbac/certainty.ts';
import type { Grant } from '../rbac/grants.ts';
import { anyOf, rulesFor } from '../rbac/rights.ts';
import { admission } from './admission.ts';
import type { Access } from './access-index.ts';
import { grantLink } from './emit.ts';

/** Controllers that Kubernetes brings: who may write their pod template chooses account, node and privileges. */
const CONTROLLERS: readonly (readonly [group: string, resource: string, kind: string])[] = [
  ['', 'replicationcontrollers', 'ReplicationController'],
  ['apps', 'daemonsets', 'DaemonSet'],
  ['apps', 'deployments', 'Deployment'],
  ['apps', 'replicasets', 'ReplicaSet'],
  ['apps', 'statefulsets', 'StatefulSet'],
  ['batch', 'cronjobs', 'CronJob'],
  ['batch', 'jobs', 'Job'],
];
/** A job's template cannot be changed once it is there. */
const FIXED: ReadonlySet<string> = new Set(['Job']);

/** Rights to have pods made: as any account of the namespace, on any node that admission does not forbid. */
export function derivePodCreation(access: Access): void {
  for (const grant of access.limited) {
    const { rights } = grant;
    const create = anyOf(
      rights.unnamed('create', '', 'pods'),
      ...CONTROLLERS.map(([group, resource]) => rights.unnamed('create', group, resource)),
    );
    if (create.any) makes(access, grant, create.all, grant.namespace, PROVED);
    else
      for (const { namespace, rules, needs } of changeable(access, grant))
        makes(access, grant, rules, namespace, needs);
  }
}

function makes(
  access: Access,
  grant: Grant,
  rules: readonly number[],
  namespace: string | undefined,
  needs: Certainty,
): void {
  for (const account of access.accounts.in(namespace))
    if (account.worthTaking) grantLink(access, 'POD_CREATE', grant, account, rules, needs);
  const admitted = admission(access, namespace);
  if (!admitted) return;
  for (const machine of access.machines.all(grant.evidence))
    grantLink(access, 'POD_CREATE', grant, machine, rules, both(needs, admitted));
}

interface Change {
  readonly namespace: string;
  readonly rules: readonly number[];
  readonly needs: Certainty;
}

/** By changing the template of a workload that is there: one such workload a namespace is enough. */
function changeable(access: Access, grant: Grant): readonly Change[] {
  const found = new Map<string, Change>();
  for (const [group, resource, kind] of CONTROLLERS) {
    if (FIXED.has(kind)) continue;
    const scope = grant.rights.verbs(['patch', 'update'], group, resource);
    if (!scope.any) continue;
    for (const { template, certainty } of access.pods.in(grant.namespace)) {
      const { object, namespace } = template;
      if (object.kind !== kind || object.group !== group || found.has(namespace)) continue;
      const rules = rulesFor(scope, object.name);
      const named = { ...certainty, precondition: `by changing the template of ${kind} ${object.name}` };
      if (rules.length > 0) found.set(namespace, { namespace, rules, needs: both(certainty, named) });
    }
  }
  return [...found.values()];
}
