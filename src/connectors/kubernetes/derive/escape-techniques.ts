import { both, possible, type Certainty } from '../rbac/certainty.ts';
import type { Access } from './access-index.ts';
import { hostMounts, type HostMount } from './host-mounts.ts';
import { concerns, RUNTIME_SOCKETS, within } from '../../../products/host-paths.ts';
import { mayReadLogs } from './log-rights.ts';
import type { ContainerView, PodView } from './pod-view.ts';
import { confinementOf, type Confinement } from './security-context.ts';

/** A way out of a container. */
export interface Escape {
  /** KubeHound's name where it has one. */
  readonly technique: string;
  /** What was seen. */
  readonly seen: string;
  readonly certainty: Certainty;
}

interface Seen {
  readonly is: Confinement;
  readonly mounts: readonly HostMount[];
  /** Right to read logs through the API, when the container holds a token that gives it. */
  readonly logs: Certainty | undefined;
}

interface Technique {
  readonly name: string;
  /** Needs root; when only the image knows, the escape is possible. */
  readonly root?: true;
  /** Rests on rights over the kernel, which a user namespace takes away. */
  readonly kernel?: true;
  readonly when: (seen: Seen) => string | undefined;
  readonly needs?: (seen: Seen) => Certainty | undefined;
}

const CONFIGURED: Certainty = { confidence: 'configured' };

/** One line a technique. Names and conditions follow KubeHound's attack reference (kubehound.io/reference/attacks). */
const TECHNIQUES: readonly Technique[] = [
  {
    name: 'CE_MODULE_LOAD',
    kernel: true,
    when: ({ is }) =>
      is.privileged ? 'privileged container' : is.has('SYS_MODULE') ? 'capability SYS_MODULE' : undefined,
  },
  {
    name: 'CE_NSENTER',
    kernel: true,
    when: ({ is }) =>
      is.hostPID && is.privileged ? 'privileged container in the process namespace of the host' : undefined,
  },
  { name: 'CE_PRIV_MOUNT', kernel: true, when: ({ is }) => (is.privileged ? 'privileged container' : undefined) },
  {
    name: 'CE_SYS_PTRACE',
    kernel: true,
    when: ({ is }) =>
      is.hostPID && is.has('SYS_PTRACE') && is.has('SYS_ADMIN')
        ? 'capabilities SYS_PTRACE and SYS_ADMIN in the process namespace of the host'
        : undefined,
  },
  {
    name: 'CE_UMH_CORE_PATTERN',
    kernel: true,
    root: true,
    when: ({ mounts }) => writable(mounts, (path) => within('/proc/sys/kernel/core_pattern', path)),
  },
  {
    name: 'CE_VAR_LOG_SYMLINK',
    root: true,
    when: ({ mounts, logs }) => (logs ? writable(mounts, (path) => within('/var/log', path)) : undefined),
    needs: ({ logs }) => logs,
  },
  ...[...new Set(RUNTIME_SOCKETS.map(({ technique }) => technique))].map((technique): Technique => ({
    name: technique,
    root: true,
    when: ({ mounts }) => {
      for (const { path } of mounts)
        for (const socket of RUNTIME_SOCKETS)
          if (socket.technique === technique && concerns(path, socket))
            return `${path} of the host holds ${socket.what}`;
      return undefined;
    },
  })),
  {
    name: 'DAC_READ_SEARCH',
    kernel: true,
    when: ({ is }) =>
      !is.privileged && is.has('DAC_READ_SEARCH')
        ? 'capability DAC_READ_SEARCH opens files of the host by handle'
        : undefined,
    needs: () => possible('no security module forbids opening files by handle'),
  },
  {
    name: 'SYS_ADMIN',
    kernel: true,
    when: ({ is }) => (!is.privileged && is.has('SYS_ADMIN') ? 'capability SYS_ADMIN' : undefined),
    needs: () => possible('no security module forbids mounting'),
  },
  { name: 'HOST_PROCESS', when: ({ is }) => (is.hostProcess ? 'Windows host process container' : undefined) },
];

function writable(mounts: readonly HostMount[], shows: (path: string) => boolean): string | undefined {
  const mount = mounts.find((one) => one.writable && shows(one.path));
  return mount && `${mount.path} of the host is writable`;
}

/** Of what is known of the pod alone: rights over logs are another scan's own. */
const cache = new WeakMap<ContainerView, readonly Escape[]>();

/** All ways out of one container. */
export function escapesOf(access: Access, pod: PodView, container: ContainerView): readonly Escape[] {
  const mounts = hostMounts(pod, container);
  const shown = mounts.some(({ path, writable: rw }) => rw && within('/var/log', path));
  const logs = shown && container.token ? mayReadLogs(access, pod) : undefined;
  if (logs) return escapes({ is: confinementOf(pod, container), mounts, logs });
  let known = cache.get(container);
  if (!known) cache.set(container, (known = escapes({ is: confinementOf(pod, container), mounts, logs })));
  return known;
}

function escapes(seen: Seen): readonly Escape[] {
  const { is } = seen;
  return TECHNIQUES.flatMap((technique): readonly Escape[] => {
    if (technique.kernel && is.userNamespace) return [];
    if (technique.root && is.root === 'no') return [];
    const what = technique.when(seen);
    return what === undefined
      ? []
      : [{ technique: technique.name, seen: what, certainty: surenessOf(technique, seen) }];
  });
}

function surenessOf(technique: Technique, seen: Seen): Certainty {
  const { is } = seen;
  return both(
    CONFIGURED,
    ...(technique.root && is.root === 'unknown' ? [possible('the image runs as root')] : []),
    ...(is.runtimeClass === undefined
      ? []
      : [possible(`the runtime class ${is.runtimeClass} shares the kernel of the host`)]),
    ...[technique.needs?.(seen)].filter((one) => one !== undefined),
  );
}
