import { dig, list, own, text } from '../../../documents/value.ts';
import { concerns, DISCLOSES, plainPath, TAKES_OVER, TRAVERSES, type HostPath } from '../../../products/host-paths.ts';
import type { ContainerView, PodView } from './pod-view.ts';
import { confinementOf } from './security-context.ts';

export interface Exploit {
  readonly kind: 'EXPLOIT_HOST_READ' | 'EXPLOIT_HOST_WRITE';
  /** KubeHound's name of the technique. */
  readonly technique: string;
  readonly what: string;
}

/** A path of the host in a container. */
export interface HostMount {
  /** Name of the volume. */
  readonly volume: string;
  /** Index of the entry in volumeMounts. */
  readonly index: number;
  /** Of the host, the subPath included. */
  readonly path: string;
  readonly writable: boolean;
  readonly exploits: readonly Exploit[];
}

const cache = new WeakMap<ContainerView, readonly HostMount[]>();

/** Host paths that a container mounts, and what they give to root. A container that is not root is kept out by file modes. */
export function hostMounts(pod: PodView, container: ContainerView): readonly HostMount[] {
  const known = cache.get(container);
  if (known) return known;
  const paths = hostPaths(pod);
  const harmless = paths.size === 0 || confinementOf(pod, container).root === 'no';
  const found =
    paths.size === 0
      ? []
      : list(own(container.spec, 'volumeMounts')).flatMap((mount, index): HostMount[] => {
          const volume = text(own(mount, 'name'));
          const root = volume === undefined ? undefined : paths.get(volume);
          if (volume === undefined || root === undefined) return [];
          const path = plainPath(`${root}/${text(own(mount, 'subPath')) ?? ''}`) ?? root;
          const writable = own(mount, 'readOnly') !== true;
          return [{ volume, index, path, writable, exploits: harmless ? [] : exploitsOf(path, writable) }];
        });
  cache.set(container, found);
  return found;
}

/** Volume name -> path of the host. A path that a template leaves open is none. */
function hostPaths(pod: PodView): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const volume of list(own(pod.template.spec, 'volumes'))) {
    const name = text(own(volume, 'name'));
    const path = plainPath(text(dig(volume, 'hostPath', 'path')) ?? '');
    if (name !== undefined && path !== undefined) found.set(name, path);
  }
  return found;
}

function exploitsOf(path: string, writable: boolean): readonly Exploit[] {
  const read = exploit('EXPLOIT_HOST_READ', 'EXPLOIT_HOST_READ', path, DISCLOSES);
  const traverse = exploit('EXPLOIT_HOST_READ', 'EXPLOIT_HOST_TRAVERSE', path, TRAVERSES);
  const write = writable ? exploit('EXPLOIT_HOST_WRITE', 'EXPLOIT_HOST_WRITE', path, TAKES_OVER) : undefined;
  return [read, traverse, write].filter((one) => one !== undefined);
}

function exploit(
  kind: Exploit['kind'],
  technique: string,
  mounted: string,
  table: readonly HostPath[],
): Exploit | undefined {
  const hits = table.filter((one) => concerns(mounted, one));
  const [first] = hits;
  if (!first) return undefined;
  const more = hits.length > 1 ? ` and more` : '';
  return { kind, technique, what: `${mounted} of the host shows ${first.what}${more}` };
}
