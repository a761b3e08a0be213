import type { NodeId } from '../../../model/id.ts';
import { both, possible, PROVED } from '../rbac/certainty.ts';
import { machineId, SCHEDULED_PODS } from '../rbac/ids.ts';
import { own, text } from '../../../documents/value.ts';
import type { Access } from './access-index.ts';
import { link } from './emit.ts';
import type { PodView } from './pod-view.ts';

/**
 * Which node holds which pods. A pod with `nodeName` is there; a DaemonSet's is on every node; where the scheduler puts the others
 * is not known, so all nodes lead to one hub and the hub to those pods.
 */
export function derivePlacement(access: Access): void {
  const { declared, anyUsed } = access.machines;
  if (declared.length === 0 && !anyUsed) {
    tellNamedOnly(access);
    return;
  }
  for (const machine of anyUsed ? declared : [])
    link(access, 'MAY_BE', anyUsed?.id ?? '', machine.id, possible('the pod runs on this node'), anyUsedPlace(access));
  const everywhere = declared.length > 0 ? declared : anyUsed ? [anyUsed] : [];
  let hub: NodeId | undefined;
  for (const pod of access.pods.all) {
    const nodeName = text(own(pod.template.spec, 'nodeName'));
    if (nodeName !== undefined) hosts(access, access.machines.of(nodeName, [pod.evidence]).id, pod);
    else if (isOnEveryNode(pod)) for (const machine of everywhere) hosts(access, machine.id, pod);
    else {
      hub ??= tellHub(
        access,
        everywhere.map(({ id }) => id),
        pod,
      );
      link(
        access,
        'NODE_HOSTS',
        hub,
        pod.id,
        both(pod.certainty, possible('the scheduler puts the pod on this node')),
        [pod.evidence],
      );
    }
  }
}

/** No node is known and none is reached: only pods that name their node say anything. */
function tellNamedOnly(access: Access): void {
  for (const pod of access.pods.all) {
    const nodeName = text(own(pod.template.spec, 'nodeName'));
    if (nodeName !== undefined) hosts(access, access.machines.of(nodeName, [pod.evidence]).id, pod);
  }
}

function hosts(access: Access, machine: NodeId, pod: PodView): void {
  link(access, 'NODE_HOSTS', machine, pod.id, both(pod.certainty, PROVED), [pod.evidence]);
}

/** A selector, affinity or taint may keep a DaemonSet from some nodes; then the scheduler decides. */
function isOnEveryNode({ template }: PodView): boolean {
  const { object, spec } = template;
  return object.kind === 'DaemonSet' && own(spec, 'nodeSelector') === undefined && own(spec, 'affinity') === undefined;
}

/** With no node declared the symbolic node is the only one, and is its own hub. */
function tellHub(access: Access, machines: readonly NodeId[], first: PodView): NodeId {
  const [only, ...more] = machines;
  if (only !== undefined && more.length === 0) return only;
  const id = machineId(access.realm, SCHEDULED_PODS);
  access.estate.node({
    id,
    kind: 'Node',
    name: SCHEDULED_PODS,
    realm: access.realm,
    environment: access.world.environment,
    evidence: [first.evidence],
    implied: true,
  });
  for (const machine of machines)
    link(access, 'NODE_HOSTS', machine, id, PROVED, access.estate.get(machine)?.evidence ?? [first.evidence]);
  return id;
}

const anyUsedPlace = (access: Access) => access.estate.get(access.machines.anyUsed?.id ?? '')?.evidence ?? [];
