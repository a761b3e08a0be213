import { concerns, DISCLOSES, RUNTIME_SOCKETS, TAKES_OVER, type HostPath } from '../../products/host-paths.ts';
import type { EdgeKind } from '../../model/kinds.ts';
import type { Evidence } from '../../model/evidence.ts';
import { hostPath, mountsOf } from './mounts.ts';
import { all, first, type Known, type Service } from './service.ts';
import { also, type Telling } from './telling.ts';

interface WayOut {
  readonly kind: EdgeKind;
  /** What was seen; the same words as of pods, which rules look for. */
  readonly seen: string;
  readonly known: Known;
  readonly evidence: Evidence;
}

/** The machine that runs the project: who leaves a container has it, and everything that it runs. */
export function tellHost(telling: Telling): void {
  const ways = telling.services.map((service) => [service, waysOut(telling, service)] as const);
  if (ways.every(([, list]) => list.length === 0)) return;
  const { estate } = telling;
  const id = telling.id('Host');
  const evidence = ways.flatMap(([, list]) => list.map((one) => one.evidence));
  const name = telling.standing.path.slice(0, -1).at(-1) ?? telling.standing.realm;
  telling.node(id, 'Node', `host of ${name}`, evidence, {
    jewel: {
      tier: 3,
      name: `the host of ${name}`,
      confidence: 'possible',
      reason: 'it holds every container of the project, their credentials, and its own',
    },
  });
  for (const [service, list] of ways)
    for (const { kind, seen, known, evidence: place } of list)
      estate.edge({ kind, from: telling.service(service.name), to: id, ...because(known, seen), evidence: [place] });
  for (const { name: hosted, layers, known } of telling.services) {
    const places = layers.map(({ entry }) => entry.evidence);
    estate.edge({ kind: 'NODE_HOSTS', from: id, to: telling.service(hosted), ...known, evidence: places });
  }
}

const because = (known: Known, seen: string): Known => ({
  confidence: known.confidence,
  precondition: known.precondition === undefined ? seen : `${seen}; ${known.precondition}`,
});

const CAPABILITIES: Readonly<Record<string, string>> = {
  ALL: '', SYS_MODULE: '', SYS_ADMIN: 'no security module forbids mounting', SYS_RAWIO: '',
  DAC_READ_SEARCH: 'no security module forbids opening files by handle', BPF: 'the kernel lets it load programs',
}; // prettier-ignore

function waysOut(telling: Telling, { layers, known }: Service): readonly WayOut[] {
  const found: WayOut[] = [];
  const add = (kind: EdgeKind, seen: string, evidence: Evidence, sure = known): number =>
    found.push({ kind, seen, known: sure, evidence });
  const on = (key: string, value: string): Evidence | undefined => {
    const entry = first(layers, key);
    return entry?.text() === value ? entry.evidence : undefined;
  };
  const privileged = on('privileged', 'true');
  if (privileged) add('CONTAINER_ESCAPE', 'privileged container', privileged);
  const socket = on('use_api_socket', 'true');
  if (socket) add('CONTAINER_ESCAPE', 'use_api_socket hands it the socket of the container engine', socket);
  const pid = on('pid', 'host');
  const trace = all(layers, 'cap_add').find((one) => /SYS_PTRACE$/iu.test(one.text() ?? ''));
  if (pid && trace) add('CONTAINER_ESCAPE', 'capability SYS_PTRACE in the process namespace of the host', pid);
  for (const entry of all(layers, 'cap_add')) {
    const name = (entry.text() ?? '').toUpperCase().replace(/^CAP_/u, '');
    const needs = Object.hasOwn(CAPABILITIES, name) ? CAPABILITIES[name] : undefined;
    if (needs === undefined || privileged) continue;
    add('CONTAINER_ESCAPE', `capability ${name}`, entry.evidence, needs === '' ? known : also(known, needs));
  }
  for (const mount of mountsOf(layers, telling.fill)) {
    const path = hostPath(mount);
    if (path === undefined) continue;
    const leads = (list: readonly HostPath[]): HostPath | undefined => list.find((one) => concerns(path, one));
    const engine = leads(RUNTIME_SOCKETS);
    const place = mount.entry.evidence;
    if (engine) add('CONTAINER_ESCAPE', `DOCKER_SOCK: ${path} of the host holds ${engine.what}`, place);
    else {
      const [over, shown] = [mount.writable ? leads(TAKES_OVER) : undefined, leads(DISCLOSES)];
      if (over) add('EXPLOIT_HOST_WRITE', `writable: ${path} of the host holds ${over.what}`, place);
      else if (shown) add('EXPLOIT_HOST_READ', `readable: ${path} of the host holds ${shown.what}`, place);
    }
  }
  return found;
}
