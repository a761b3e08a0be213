import type { PodTemplate } from '../world.ts';
import { partAt } from './parts.ts';
import { places, standing } from './standing.ts';
import { OneByOne } from './one-by-one.ts';
import type { Telling, TellingOfOne } from './telling.ts';

/** Groups whose controllers are Kubernetes' own; any other resource that leads to pods does so through a custom controller. */
const NATIVE: ReadonlySet<string> = new Set(['', 'apps', 'batch', 'extensions']);

/** Workloads, pods and containers with their environment, and which custom resource makes which pod. */
export function derivePods(telling: Telling): void {
  for (const pod of telling.world.pods) telling.one(KNOWN, pod, derivePod);
}

const KNOWN = new OneByOne<PodTemplate>();

function derivePod(telling: TellingOfOne, pod: PodTemplate): void {
  const { estate } = telling;
  const { object, namespace } = pod;
  const base = { realm: object.realm, namespace, environment: telling.environment(object, pod.labels) };
  const evidence = [object.at(pod.at), ...(object.also ?? [])];
  estate.node({ ...base, id: pod.id, kind: 'Pod', name: pod.segments.at(-1) ?? object.name, evidence });
  for (const part of telling.partsOf(pod))
    estate.node({ ...base, id: part.id, kind: 'Container', name: part.name, evidence: [partAt(pod, part)] });
  if (pod.workload === pod.id) return;
  estate.node({ ...base, id: pod.workload, kind: 'Workload', name: object.name, evidence: places(object) });
  if (!NATIVE.has(object.group))
    estate.edge({ kind: 'SPAWNS', from: pod.workload, to: pod.id, ...standing('configured', object), evidence });
}
