import type { Evidence, Span } from '../../../model/evidence.ts';
import { dig, fields, list, own, text, type Fields } from '../../../documents/value.ts';
import type { PodTemplate } from '../world.ts';
import { partAt, partSpan, volumesOf, type Part } from './parts.ts';

export interface Privilege {
  readonly what: string;
  readonly evidence: Evidence;
  readonly span?: Span;
}

/** Capabilities that give away the host or other pods (capabilities(7)); harmless ones such as NET_BIND_SERVICE are not told. */
const STRONG: ReadonlySet<string> = new Set([
  'ALL', 'SYS_ADMIN', 'SYS_PTRACE', 'SYS_MODULE', 'SYS_RAWIO', 'SYS_BOOT', 'DAC_READ_SEARCH', 'NET_ADMIN', 'NET_RAW', 'BPF', 'MKNOD', 'SYSLOG',
  'IPC_LOCK', 'PERFMON', 'SYS_TIME', 'AUDIT_CONTROL',
]); // prettier-ignore

/** What sets a pod apart from a contained one. */
export function privilegesOf(pod: PodTemplate, parts: readonly Part[]): readonly Privilege[] {
  const found: Privilege[] = [];
  for (const key of ['hostPID', 'hostNetwork', 'hostIPC', 'shareProcessNamespace'])
    if (pod.spec[key] === true && key !== 'shareProcessNamespace') found.push(atPod(pod, key, [key]));
  for (const { spec, index } of volumesOf(pod)) {
    const path = text(dig(spec, 'hostPath', 'path'));
    if (path !== undefined) found.push(atPod(pod, `hostPath ${path}`, ['volumes', index, 'hostPath', 'path']));
  }
  for (const part of parts) {
    const context = fields(part.spec['securityContext']);
    const inert = withoutRoot(pod, context);
    const tell = (what: string, ...path: readonly (string | number)[]): void => {
      const span = partSpan(pod, part, path);
      found.push({ what: `${what} (${part.name})`, evidence: partAt(pod, part, path), ...(span ? { span } : {}) });
    };
    if (context['privileged'] === true) tell('privileged', 'securityContext', 'privileged');
    list(dig(context, 'capabilities', 'add')).forEach((one, index) => {
      const name = (text(one) ?? '').toUpperCase().replace(/^CAP_/u, '');
      if (STRONG.has(name))
        tell(`${inert ? 'inert ' : ''}capability ${name}`, 'securityContext', 'capabilities', 'add', index);
    });
    if (context['procMount'] === 'Unmasked') tell('unmasked /proc', 'securityContext', 'procMount');
    if (own(context, 'allowPrivilegeEscalation') === true && context['privileged'] !== true)
      tell('allowPrivilegeEscalation', 'securityContext', 'allowPrivilegeEscalation');
  }
  return found;
}

/**
 * Added capabilities take effect for root, or through a program that gains them: Kubernetes sets no ambient ones. A container that is
 * neither root nor allowed to gain privileges has them in name only.
 */
function withoutRoot(pod: PodTemplate, context: Fields): boolean {
  const user = own(context, 'runAsUser') ?? dig(pod.spec, 'securityContext', 'runAsUser');
  const nonRoot = own(context, 'runAsNonRoot') ?? dig(pod.spec, 'securityContext', 'runAsNonRoot');
  return own(context, 'allowPrivilegeEscalation') === false && (typeof user === 'number' ? user > 0 : nonRoot === true);
}

function atPod(pod: PodTemplate, what: string, path: readonly (string | number)[]): Privilege {
  const whole = [...pod.at, ...path];
  const span = dig(pod.object.body, ...whole) === dig(pod.spec, ...path) ? pod.object.span(whole) : undefined;
  return { what, evidence: pod.object.at(whole), ...(span ? { span } : {}) };
}
