import { nodeId, type NodeId } from '../../../model/id.ts';
import { agentKey, fileKey, gatewayKey } from '../../../model/keys.ts';
import { mapFileName } from '../../../documents/map-files.ts';
import { dig, fields, list, own, text } from '../../../documents/value.ts';
import type { GeneratedMap } from '../load/kustomize/generated.ts';
import type { PodTemplate } from '../world.ts';
import { volumesOf } from './parts.ts';
import { endpoint } from './routes.ts';
import type { ServiceView } from './services.ts';
import { standing } from './standing.ts';
import type { Telling } from './telling.ts';

/** Kinds of files that configure gateways and agents. */
const CONFIGURATION = /\.(?:ya?ml|json|toml)$/iu;

/**
 * Files that pods are given through ConfigMaps, of the tree where a kustomization makes the map of them, else carried in it: whatever another
 * connector reads in one is in the container, and what calls its Service arrives at the gateway or agent that the file configures.
 */
export function deriveConfigFiles(telling: Telling, services: readonly ServiceView[]): void {
  const { estate } = telling;
  const carried = carriedMaps(telling.world);
  for (const pod of telling.world.pods) {
    const mounted = mountedFiles(telling, pod, carried);
    if (mounted.length === 0) continue;
    const behind = services.filter((one) => one.pods.includes(pod));
    for (const { path, evidence, containers } of mounted) {
      const known = { side: 'from', ...standing('configured', pod.object), evidence } as const;
      for (const node of containers) estate.refer({ kind: 'CONTAINS', node, key: fileKey(path), ...known });
      for (const service of behind) {
        const node = front(telling, service);
        for (const key of [gatewayKey(path), agentKey(path)]) estate.refer({ kind: 'ROUTES_TO', node, key, ...known });
      }
    }
  }
}

/** The front door of a Service where it is one, which asks for a key; else the Service. */
function front(telling: Telling, service: ServiceView): NodeId {
  const door = nodeId('k8s', 'FrontDoor', service.object.realm, service.namespace, service.name);
  return telling.estate.has(door) ? door : endpoint(telling, service);
}

interface Mounted {
  readonly path: string;
  readonly containers: readonly NodeId[];
  readonly evidence: readonly ReturnType<PodTemplate['object']['at']>[];
}

function mountedFiles(telling: Telling, pod: PodTemplate, carried: Carried): readonly Mounted[] {
  if (!pod.object.maps && carried.size === 0) return [];
  return volumesOf(pod).flatMap(({ name: volume, spec, index }) => {
    const containers = telling
      .partsOf(pod)
      .filter((part) => list(part.spec['volumeMounts']).some((one) => text(own(one, 'name')) === volume))
      .map(({ id }) => id);
    const sources = [
      own(spec, 'configMap'),
      ...list(dig(spec, 'projected', 'sources')).map((one) => own(one, 'configMap')),
    ];
    return sources.flatMap((source) => {
      const name = text(own(source, 'name'));
      if (name === undefined) return [];
      const made = pod.object.maps?.filter((one) => one.name === name) ?? [];
      const chosen = new Set(list(own(source, 'items')).flatMap((one) => text(own(one, 'key')) ?? []));
      return [...made, ...(carried.get(`${pod.namespace}/${name}`) ?? [])].flatMap((map) =>
        map.files
          .filter(
            ({ key, path }) =>
              (CONFIGURATION.test(path) || CONFIGURATION.test(key)) && (chosen.size === 0 || chosen.has(key)),
          )
          .map(({ path }) => ({
            path,
            containers,
            evidence: [pod.object.at([...pod.at, 'volumes', index]), map.evidence],
          })),
      );
    });
  });
}

/** ConfigMaps that carry configuration, by `namespace/name`; several where variants of one are written. */
type Carried = ReadonlyMap<string, readonly GeneratedMap[]>;

function carriedMaps(world: Telling['world']): Carried {
  const carried = new Map<string, GeneratedMap[]>();
  for (const map of world.of('ConfigMap', '')) {
    const evidence = map.at();
    const files = Object.keys(fields(map.body['data'])).flatMap((key) => {
      const at = CONFIGURATION.test(key) ? map.at(['data', key]) : undefined;
      return at && 'file' in at ? [{ key, path: mapFileName(at, key) }] : [];
    });
    if (files.length === 0 || !('file' in evidence)) continue;
    const name = `${map.namespace ?? 'default'}/${map.name}`;
    carried.set(name, [...(carried.get(name) ?? []), { name: map.name, files, evidence }]);
  }
  return carried;
}
