import type { NodeId } from '../../../model/id.ts';
import { idOf } from '../read/ids.ts';
import { list, own, text } from '../../../documents/value.ts';
import type { Lookup } from '../read/pod-source.ts';
import type { Access } from './access-index.ts';
import { environmentOf } from './environment.ts';
import { link } from './emit.ts';
import { hostMounts } from './host-mounts.ts';
import { OneByOne } from './one-by-one.ts';
import type { ContainerView, PodView } from './pod-view.ts';

/** Groups whose controllers are Kubernetes' own: a custom resource has its pod made by a controller of its own. */
const NATIVE: ReadonlySet<string> = new Set(['', 'apps', 'batch', 'extensions']);

/** Workloads, pods, containers and volumes as nodes, and how they hold each other. */
export function derivePodStructure(access: Access): void {
  const { estate, realm } = access;
  for (const pod of access.pods.all)
    KNOWN.tell(access, pod, (world) => {
      const here = { estate, realm, world };
      tellPod(here, pod);
      const volumes = tellVolumes(here, pod);
      for (const container of pod.containers) tellContainer(here, pod, container, volumes);
    });
}

const KNOWN = new OneByOne<PodView>();

type Here = Pick<Access, 'estate' | 'realm'> & { readonly world: Lookup };

function tellPod(access: Here, pod: PodView): void {
  const { template, id, certainty, evidence } = pod;
  const { object, namespace, workload } = template;
  const common = {
    realm: access.realm,
    environment: environmentOf(access.world, object, pod.template.labels),
    namespace,
  };
  const places = object.also ? [evidence, ...object.also] : [evidence];
  access.estate.node({ ...common, id, kind: 'Pod', name: template.segments.at(-1) ?? object.name, evidence: places });
  if (workload === id) return;
  access.estate.node({
    ...common,
    id: workload,
    kind: 'Workload',
    name: object.name,
    evidence: [object.at(), ...(object.also ?? [])],
  });
  link(access, NATIVE.has(object.group) ? 'CONTAINS' : 'SPAWNS', workload, id, certainty, [evidence]);
}

function tellContainer(
  access: Here,
  pod: PodView,
  container: ContainerView,
  volumes: ReadonlyMap<string, NodeId>,
): void {
  const { object, namespace } = pod.template;
  access.estate.node({
    id: container.id,
    kind: 'Container',
    name: container.name,
    realm: access.realm,
    environment: environmentOf(access.world, object, pod.template.labels),
    namespace,
    evidence: [container.evidence],
  });
  link(access, 'CONTAINS', pod.id, container.id, pod.certainty, [container.evidence]);
  const exploited = new Set(
    hostMounts(pod, container).flatMap(({ volume, exploits }) => (exploits.length > 0 ? [volume] : [])),
  );
  list(own(container.spec, 'volumeMounts')).forEach((mount, index) => {
    const name = text(own(mount, 'name'));
    const volume = name === undefined ? undefined : volumes.get(name);
    // A host path that can be exploited has an edge of its own, at its cost.
    if (name === undefined || volume === undefined || exploited.has(name)) return;
    const place = object.at([...container.path, 'volumeMounts', index]);
    link(access, 'MOUNTS', container.id, volume, pod.certainty, [place]);
  });
}

function tellVolumes(access: Here, pod: PodView): ReadonlyMap<string, NodeId> {
  const { object, namespace, segments, spec, at } = pod.template;
  const ids = new Map<string, NodeId>();
  list(own(spec, 'volumes')).forEach((volume, index) => {
    const name = text(own(volume, 'name'));
    if (name === undefined) return;
    const id = idOf.volume(access.realm, segments, name);
    ids.set(name, id);
    access.estate.node({
      id,
      kind: 'Volume',
      name,
      realm: access.realm,
      environment: environmentOf(access.world, object, pod.template.labels),
      namespace,
      evidence: [object.at([...at, 'volumes', index])],
    });
  });
  return ids;
}
