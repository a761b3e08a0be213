import { nodeId } from '../../../model/id.ts';
import type { NodeId } from '../../../model/id.ts';
import { idOf } from '../read/ids.ts';
import { dig, list, own, text, texts } from '../../../documents/value.ts';
import { standing } from './standing.ts';
import type { Telling } from './telling.ts';

const GROUP = 'kueue.x-k8s.io';
const LABEL = 'kueue.x-k8s.io/queue-name';

/** Kueue: queues, the pools that they draw on, and what is scheduled through them (kueue.sigs.k8s.io/docs/concepts). */
export function deriveQueues(telling: Telling): void {
  const { estate, world } = telling;
  for (const flavor of world.of('ResourceFlavor', GROUP)) telling.object(flavor, 'GpuPool');
  for (const queue of world.of('ClusterQueue', GROUP)) {
    const from = telling.object(queue, 'Queue');
    for (const { name, path } of flavors(queue.body)) {
      const to = nodeId('k8s', 'ResourceFlavor', queue.realm, name);
      telling.implied(to, 'GpuPool', name, queue);
      estate.edge({ kind: 'QUOTA_OF', from, to, ...standing('configured', queue), evidence: [queue.at(path)] });
    }
  }
  for (const queue of world.of('LocalQueue', GROUP)) {
    const from = telling.object(queue, 'Queue');
    const name = text(dig(queue.body, 'spec', 'clusterQueue'));
    if (name === undefined) continue;
    const to = nodeId('k8s', 'ClusterQueue', queue.realm, name);
    telling.implied(to, 'Queue', name, queue);
    estate.edge({
      kind: 'QUOTA_OF',
      from,
      to,
      ...standing('configured', queue),
      evidence: [queue.at(['spec', 'clusterQueue'])],
    });
  }
  for (const pod of world.pods) {
    const name = pod.object.labels[LABEL] ?? pod.labels[LABEL];
    if (name === undefined) continue;
    const to = nodeId('k8s', 'LocalQueue', pod.object.realm, pod.namespace, name);
    telling.implied(to, 'Queue', name, pod.object, pod.namespace);
    const evidence = [pod.object.at(['metadata', 'labels', LABEL])];
    estate.edge({ kind: 'IN_QUEUE', from: pod.workload, to, ...standing('configured', pod.object), evidence });
    submits(telling, to, idOf.account(pod.object.realm, pod.namespace, pod.account), pod.workload, pod);
  }
}

/** Work in a queue runs as the account of its template; who may submit is decided by RBAC on the job kinds. */
function submits(
  telling: Telling,
  queue: NodeId,
  runsAs: NodeId,
  workload: NodeId,
  pod: Telling['world']['pods'][number],
): void {
  telling.estate.fact({
    fact: 'submit',
    node: queue,
    product: 'Kueue',
    runsAs,
    authentication: 'required',
    workload,
    evidence: [pod.object.at()],
    confidence: standing('configured', pod.object).confidence,
  });
}

function flavors(body: unknown): readonly { readonly name: string; readonly path: readonly (string | number)[] }[] {
  return list(dig(body, 'spec', 'resourceGroups')).flatMap((group, index) => {
    const covered = texts(own(group, 'coveredResources'));
    return list(own(group, 'flavors')).flatMap((flavor, at) => {
      const name = text(own(flavor, 'name'));
      return name === undefined || covered.length === 0
        ? []
        : [{ name, path: ['spec', 'resourceGroups', index, 'flavors', at] }];
    });
  });
}
