import type { WorkloadFact } from '../model/facts.ts';
import type { EstateEdge } from '../model/estate.ts';
import type { Privileged, Privilege } from './fix/unprivilege.ts';
import type { JudgeContext } from './rule.ts';

const ESCAPES: ReadonlySet<string> = new Set(['CONTAINER_ESCAPE', 'EXPLOIT_HOST_READ', 'EXPLOIT_HOST_WRITE']);

/** Settings that lead out of a container by themselves. Others (IPC_LOCK, NET_RAW, privilege escalation inside) do not. */
const BY_ITSELF =
  /^(?:privileged|hostPID|unmasked|use_api_socket|capability (?:ALL|SYS_ADMIN|SYS_PTRACE|SYS_MODULE|SYS_RAWIO|DAC_READ_SEARCH|BPF)\b)/u;

/** The edges by which the containers of the pod reach their node, some of them through a volume. */
export function escapes({ graph }: JudgeContext, { pod }: WorkloadFact): EstateEdge[] {
  const containers = graph
    .outgoing(pod)
    .filter(({ kind }) => kind === 'CONTAINS')
    .map(({ to }) => to);
  const direct = [pod, ...containers].flatMap((id) => graph.outgoing(id)).filter(({ kind }) => ESCAPES.has(kind));
  const onward = [...new Set(direct.map(({ to }) => to))]
    .flatMap((id) => graph.outgoing(id))
    .filter(({ kind }) => ESCAPES.has(kind));
  return [...direct, ...onward];
}

/** Outside Kubernetes a path of the machine is no hostPath. */
export const wayInWords = ({ node }: WorkloadFact, { what }: Privilege): string =>
  node.startsWith('k8s:') ? what : what.replace(/^hostPath /u, 'host path ');

/** What of the pod's settings leads to the host. A host path counts when an escape names it: a data disk is none. */
export function waysOut(context: JudgeContext, workload: WorkloadFact): Privileged {
  const named = escapes(context, workload).map(({ precondition = '' }) => precondition);
  const leads = ({ what }: Privilege): boolean =>
    BY_ITSELF.test(what) ||
    (what.startsWith('hostPath ') &&
      named.some((one) => one.includes(`: ${what.slice('hostPath '.length)} of the host`)));
  return { workload, ways: workload.privileged.filter(leads) };
}
