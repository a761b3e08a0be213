import { both, PROVED, type Certainty } from '../rbac/certainty.ts';
import type { Grant } from '../rbac/grants.ts';
import { anyOf, rulesFor } from '../rbac/rights.ts';
import type { Access } from './access-index.ts';
import { grantLink } from './emit.ts';
import { KnownRights } from './surroundings.ts';
import type { Wide } from './wide.ts';

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
  const { wide } = access;
  for (const grant of access.limited) {
    const onMachines = KNOWN.tell(grant, wide.around, access.estate, (estate) => ofGrant({ ...wide, estate }, grant));
    // The symbolic one is told by who leads to it.
    if (onMachines) access.machines.all(grant.evidence);
  }
}

const KNOWN = new KnownRights<boolean>();

/** Whether it leads to machines. */
function ofGrant(access: Wide, grant: Grant): boolean {
  const { rights } = grant;
  const create = anyOf(
    rights.unnamed('create', '', 'pods'),
    ...CONTROLLERS.map(([group, resource]) => rights.unnamed('create', group, resource)),
  );
  if (create.any) return makes(access, grant, create.all, grant.namespace, PROVED);
  return changeable(access, grant)
    .map(({ namespace, rules, needs }) => makes(access, grant, rules, namespace, needs))
    .includes(true);
}

function makes(
  access: Wide,
  grant: Grant,
  rules: readonly number[],
  namespace: string | undefined,
  needs: Certainty,
): boolean {
  for (const account of access.accounts.in(namespace))
    if (account.worthTaking) grantLink(access, 'POD_CREATE', grant, account, rules, needs);
  const admitted = access.admitted(namespace);
  if (!admitted) return false;
  for (const machine of access.machines) grantLink(access, 'POD_CREATE', grant, machine, rules, both(needs, admitted));
  return true;
}

interface Change {
  readonly namespace: string;
  readonly rules: readonly number[];
  readonly needs: Certainty;
}

/** By changing the template of a workload that is there: one such workload a namespace is enough. */
function changeable(access: Wide, grant: Grant): readonly Change[] {
  const found = new Map<string, Change>();
  for (const [group, resource, kind] of CONTROLLERS) {
    if (FIXED.has(kind)) continue;
    const scope = grant.rights.verbs(['patch', 'update'], group, resource);
    if (!scope.any) continue;
    for (const { certainty, namespace, ...pod } of access.pods.in(grant.namespace)) {
      if (pod.kind !== kind || pod.group !== group || found.has(namespace)) continue;
      const rules = rulesFor(scope, pod.name);
      const named = { ...certainty, precondition: `by changing the template of ${kind} ${pod.name}` };
      if (rules.length > 0) found.set(namespace, { namespace, rules, needs: both(certainty, named) });
    }
  }
  return [...found.values()];
}
