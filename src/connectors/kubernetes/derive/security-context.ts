import { dig, list, own, text } from '../../../documents/value.ts';
import type { ContainerView, PodView } from './pod-view.ts';

/** What the kernel lets a container do, from its own security context and its pod's; the container's own word wins. */
export interface Confinement {
  readonly privileged: boolean;
  /** Added capabilities, without `CAP_`; a privileged container has all. */
  has(capability: string): boolean;
  /** `unknown`: the image decides. */
  readonly root: 'yes' | 'no' | 'unknown';
  readonly hostPID: boolean;
  readonly hostNetwork: boolean;
  /** A user namespace of its own: its root is nobody on the host. */
  readonly userNamespace: boolean;
  readonly hostProcess: boolean;
  readonly runtimeClass?: string;
}

export function confinementOf(pod: PodView, container: ContainerView): Confinement {
  const { spec } = pod.template;
  const setting = (...keys: readonly string[]): unknown =>
    dig(container.spec, 'securityContext', ...keys) ?? dig(spec, 'securityContext', ...keys);
  const privileged = dig(container.spec, 'securityContext', 'privileged') === true;
  const added = new Set(
    list(dig(container.spec, 'securityContext', 'capabilities', 'add')).map((one) =>
      (text(one) ?? '').toUpperCase().replace(/^CAP_/u, ''),
    ),
  );
  const user = setting('runAsUser');
  const uid = typeof user === 'string' ? Number(user) : user;
  const root =
    uid === 0 ? 'yes' : (typeof uid === 'number' && uid > 0) || setting('runAsNonRoot') === true ? 'no' : 'unknown';
  const runtimeClass = text(own(spec, 'runtimeClassName'));
  return {
    privileged,
    has: (capability) => privileged || added.has('ALL') || added.has(capability),
    root,
    hostPID: own(spec, 'hostPID') === true,
    hostNetwork: own(spec, 'hostNetwork') === true,
    userNamespace: own(spec, 'hostUsers') === false,
    hostProcess: setting('windowsOptions', 'hostProcess') === true,
    ...(runtimeClass === undefined ? {} : { runtimeClass }),
  };
}
