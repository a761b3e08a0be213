import { possible, PROVED, type Certainty } from '../rbac/certainty.ts';
import type { Grant } from '../rbac/grants.ts';
import { anyOf, rulesFor, type Scope } from '../rbac/rights.ts';
import { podNamed } from './pod-names.ts';
import type { Access } from './access-index.ts';
import { grantLink } from './emit.ts';
import { KnownRights, type PodTarget } from './surroundings.ts';
import type { Wide } from './wide.ts';

const BY_WEBSOCKET = possible('get is enough for exec over a websocket, as in Kubernetes before 1.35');

/** Rights over pods that are there: run commands in them, or change them and the workloads that make them. */
export function derivePodRights(access: Access): void {
  const { wide } = access;
  for (const grant of access.limited)
    KNOWN.tell(grant, wide.around, access.estate, (estate) => {
      ofGrant({ ...wide, estate }, grant);
    });
}

const KNOWN = new KnownRights();

function ofGrant(access: Wide, grant: Grant): void {
  const { rights, namespace } = grant;
  const pods = access.pods.in(namespace);
  const exec = anyOf(
    rights.verbs(['create'], '', 'pods/exec'),
    rights.verbs(['create'], '', 'pods/attach'),
    rights.verbs(['patch', 'update'], '', 'pods/ephemeralcontainers'),
  );
  const byGet = anyOf(rights.scope('get', '', 'pods/exec'), rights.scope('get', '', 'pods/attach'));
  const patch = rights.verbs(['patch', 'update'], '', 'pods');
  for (const pod of pods) {
    if (!onPod(access, 'POD_EXEC', grant, pod, exec, PROVED))
      onPod(access, 'POD_EXEC', grant, pod, byGet, BY_WEBSOCKET);
    onPod(access, 'POD_PATCH', grant, pod, patch, PROVED);
  }
  onWorkloads(access, grant, pods, (plural, group) => rights.verbs(['patch', 'update'], group, plural));
}

function onPod(
  access: Wide,
  kind: 'POD_EXEC' | 'POD_PATCH',
  grant: Grant,
  pod: PodTarget,
  scope: Scope,
  needs: Certainty,
): boolean {
  if (!scope.any) return false;
  if (scope.all.length > 0) {
    grantLink(access, kind, grant, pod, scope.all, needs);
    return true;
  }
  let reached = false;
  for (const [name, rules] of scope.named) {
    const named = podNamed(pod, name);
    if (!named) continue;
    grantLink(access, kind, grant, { id: pod.id, certainty: named }, rules, needs);
    reached = true;
  }
  return reached;
}

function onWorkloads(
  access: Wide,
  grant: Grant,
  pods: readonly PodTarget[],
  scopeOf: (plural: string, group: string) => Scope,
): void {
  const done = new Set<string>();
  for (const { workload, id, group, plural, name, certainty } of pods) {
    if (workload === id || done.has(workload)) continue;
    done.add(workload);
    const scope = scopeOf(plural, group);
    const rules = scope.any ? rulesFor(scope, name) : [];
    if (rules.length > 0) grantLink(access, 'POD_PATCH', grant, { id: workload, certainty }, rules);
  }
}
