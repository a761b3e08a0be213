import { both } from '../rbac/certainty.ts';
import { idOf } from '../read/ids.ts';
import { own, text } from '../../../documents/value.ts';
import type { Access } from './access-index.ts';
import { link } from './emit.ts';
import { escapesOf } from './escape-techniques.ts';
import { hostMounts } from './host-mounts.ts';
import type { ContainerView, PodView } from './pod-view.ts';
import { confinementOf } from './security-context.ts';

/** Ways from a container to its node: leaving its isolation, or through a path of the host that it mounts. */
export function deriveEscapes(access: Access): void {
  for (const pod of access.pods.all)
    for (const container of pod.containers) {
      leaveIsolation(access, pod, container);
      throughHostPaths(access, pod, container);
    }
}

const nodeOf = (access: Access, pod: PodView): string =>
  access.machines.of(text(own(pod.template.spec, 'nodeName')), [pod.evidence]).id;

function leaveIsolation(access: Access, pod: PodView, container: ContainerView): void {
  for (const { technique, seen, certainty } of escapesOf(access, pod, container)) {
    const { confidence, precondition } = both(pod.certainty, certainty);
    const sentence = [`${technique}: ${seen}`, ...(precondition === undefined ? [] : [precondition])].join('; ');
    const place = pod.template.object.at([...container.path, 'securityContext']);
    link(access, 'CONTAINER_ESCAPE', container.id, nodeOf(access, pod), { confidence, precondition: sentence }, [
      place,
    ]);
  }
}

function throughHostPaths(access: Access, pod: PodView, container: ContainerView): void {
  const root = confinementOf(pod, container).root === 'unknown' ? ['the image runs as root'] : [];
  for (const { volume, index, exploits } of hostMounts(pod, container))
    for (const { kind, technique, what } of exploits) {
      const { confidence, precondition } = both(pod.certainty, {
        confidence: root.length > 0 ? 'possible' : 'configured',
      });
      const sentence = [`${technique}: ${what}`, ...root, ...(precondition === undefined ? [] : [precondition])].join(
        '; ',
      );
      const certainty = { confidence, precondition: sentence };
      const place = [pod.template.object.at([...container.path, 'volumeMounts', index])];
      const id = idOf.volume(access.realm, pod.template.segments, volume);
      link(access, kind, container.id, id, certainty, place);
      link(
        access,
        kind,
        id,
        nodeOf(access, pod),
        {
          confidence: pod.certainty.confidence === 'possible' ? 'possible' : 'configured',
          precondition: `${technique}: ${what}`,
        },
        place,
      );
    }
}
