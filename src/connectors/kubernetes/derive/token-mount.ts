import { withoutTrailing } from '../rbac/trailing.ts';
import { dig, list, own, text, type Fields } from '../../../documents/value.ts';
import type { Lookup } from '../read/pod-source.ts';
import type { PodTemplate } from '../world.ts';

/** Where the token is put by itself. A container that mounts something else there does not get it. */
const TOKEN_PATH = '/var/run/secrets/kubernetes.io/serviceaccount';

/** Audiences by which the API server knows itself; none means its default. */
const API_AUDIENCES: ReadonlySet<string> = new Set([
  '', 'api', 'kubernetes', 'kubernetes.default.svc', 'https://kubernetes.default.svc', 'https://kubernetes.default.svc.cluster.local',
]); // prettier-ignore

/** Whether the token is mounted by itself: what the pod says wins over what its account says; silence is yes. */
export function automounts(world: Lookup, template: PodTemplate): boolean {
  const pod = own(template.spec, 'automountServiceAccountToken');
  if (typeof pod === 'boolean') return pod;
  const accounts = world.find('ServiceAccount', template.namespace, template.account);
  return accounts.length === 0 || accounts.some((one) => own(one.body, 'automountServiceAccountToken') !== false);
}

/** For one pod: tells of a container spec whether it gets a token for the API server. */
export function tokenMounts(world: Lookup, template: PodTemplate): (container: Fields) => boolean {
  const automatic = automounts(world, template);
  const projected = new Set(
    list(own(template.spec, 'volumes')).flatMap((volume) => (projectsToken(volume) ? [text(own(volume, 'name'))] : [])),
  );
  return (container) => {
    const mounts = list(own(container, 'volumeMounts'));
    if (mounts.some((mount) => projected.has(text(own(mount, 'name'))))) return true;
    return automatic && !mounts.some((mount) => trimmed(text(own(mount, 'mountPath')) ?? '') === TOKEN_PATH);
  };
}

/** Whether any container of the pod gets a token for the API server. */
export function tokenMounted(world: Lookup, template: PodTemplate): boolean {
  const hasToken = tokenMounts(world, template);
  const containers = ['containers', 'initContainers', 'ephemeralContainers'].flatMap((key) =>
    list(own(template.spec, key)),
  );
  return containers.length === 0
    ? automounts(world, template)
    : containers.some((one) => typeof one === 'object' && one !== null && hasToken(one as Fields));
}

function projectsToken(volume: unknown): boolean {
  return list(dig(volume, 'projected', 'sources')).some((source) => {
    const token = own(source, 'serviceAccountToken');
    return token !== undefined && API_AUDIENCES.has(text(own(token, 'audience')) ?? '');
  });
}

/** Kubernetes also writes the path with a trailing slash, and below /run. */
function trimmed(path: string): string {
  const plain = withoutTrailing(path, '/');
  return plain.startsWith('/run/') ? `/var${plain}` : plain;
}
