import { nodeId, type NodeId } from '../../../model/id.ts';
import type { Evidence } from '../../../model/evidence.ts';
import { hostKey } from '../../../model/keys.ts';
import { addressesIn, addressesOf, namesAddress, type Address } from '../../../products/addresses.ts';
import { vendorOfHost } from '../../../products/vendors.ts';
import { vectorStoreOfImage, writesIndex } from '../../../products/vector-stores.ts';
import { repositoryOf } from '../../../products/words.ts';
import type { Fields } from '../../../documents/value.ts';
import { idOf } from '../read/ids.ts';
import type { PodTemplate } from '../world.ts';
import { argsOf, envOf, imageOf, partAt, writtenIndex, type Part } from './parts.ts';
import { endpoint } from './routes.ts';
import type { ServiceView } from './services.ts';
import { standing } from './standing.ts';
import type { Telling } from './telling.ts';

/** Whom pods are configured to call: Services by their DNS names, vendors and hosts outside by theirs. A call gives what callers get. */
export function deriveCalls(telling: Telling, services: readonly ServiceView[]): void {
  const byId = new Map(services.map((one) => [one.id, one]));
  for (const pod of telling.world.pods) {
    if (pod.synthetic !== undefined) continue;
    for (const part of telling.partsOf(pod)) {
      for (const { name, value, entry } of envOf(part)) {
        if (value === undefined || !(namesAddress(name) || value.includes('://'))) continue;
        const index = writtenIndex(pod, part, 'env', entry);
        const evidence = partAt(pod, part, index === undefined ? ['env'] : ['env', index]);
        for (const address of addressesOf(name, value)) call(telling, byId, pod, address, evidence, namesAddress(name));
      }
      // An address outside in a command is as often a download as a call.
      for (const address of addressesInArgs(part))
        call(telling, byId, pod, address, partAt(pod, part, ['args']), false);
    }
  }
}

/** For as long as the container is held. */
const IN_ARGS = new WeakMap<Fields, readonly Address[]>();

function addressesInArgs(part: Part): readonly Address[] {
  let known = IN_ARGS.get(part.spec);
  if (!known) IN_ARGS.set(part.spec, (known = addressesIn(argsOf(part).join(' '))));
  return known;
}

/** `name`, `name.namespace`, with `.svc` and the cluster domain: the Service that the cluster's DNS means. */
function serviceId(pod: PodTemplate, host: string): NodeId | undefined {
  const [name = '', namespace = pod.namespace, svc, ...domain] = host.split('.');
  if (svc !== undefined && (svc !== 'svc' || (domain.length > 0 && domain.join('.') !== 'cluster.local')))
    return undefined;
  return idOf.service(pod.object.realm, namespace, name);
}

function call(
  telling: Telling,
  services: ReadonlyMap<NodeId, ServiceView>,
  pod: PodTemplate,
  { host, scheme }: Address,
  evidence: Evidence,
  outside: boolean,
): void {
  const { estate } = telling;
  const known = { ...standing('configured', pod.object), evidence: [evidence] };
  const id = serviceId(pod, host);
  const service = id === undefined ? undefined : services.get(id);
  if (service) {
    if (service.pods.includes(pod)) return;
    const to = endpoint(telling, service);
    for (const one of service.pods)
      estate.edge({ kind: 'ANSWERED_BY', from: to, to: one.workload, ...service.known, evidence: [service.evidence] });
    estate.edge({ kind: 'CALLS', from: pod.id, to, ...known });
    for (const index of indexesOf(telling, service)) {
      estate.edge({ kind: 'RETRIEVES_FROM', from: pod.id, to: index, ...known });
      if (writesIndex(pod.object.name)) estate.edge({ kind: 'INDEXES', from: pod.id, to: index, ...known });
    }
    return;
  }
  if (!outside || (!host.includes('.') && scheme === undefined) || /^\d/u.test(host)) return;
  const vendor = vendorOfHost(host);
  const key = hostKey(host);
  const told = { environment: 'unknown', evidence: [evidence], implied: true } as const;
  if (vendor !== undefined) {
    const to = nodeId('vendor', 'Vendor', vendor);
    estate.node({ ...told, id: to, kind: 'Vendor', name: vendor, realm: vendor });
    estate.edge({ kind: 'CALLS', from: pod.id, to, ...known });
  } else if (key !== undefined && !/^kubernetes(?:\.default(?:\.svc.*)?)?$/u.test(host)) {
    const otherwise = { ...told, id: nodeId('net', 'Host', host), kind: 'Endpoint', name: host, realm: host } as const;
    estate.refer({ kind: 'CALLS', node: pod.id, side: 'from', key, ...known, otherwise });
  }
}

/** What a vector store behind the Service keeps. */
function indexesOf(telling: Telling, service: ServiceView): readonly NodeId[] {
  return service.pods.flatMap((pod) => {
    const part = telling.partsOf(pod).find((one) => vectorStoreOfImage(repositoryOf(imageOf(one))) !== undefined);
    if (!part) return [];
    const { object } = pod;
    const id = nodeId('k8s', 'VectorIndex', object.realm, pod.namespace, object.name);
    const evidence = [partAt(pod, part, ['image'])];
    telling.estate.node({
      id,
      kind: 'VectorIndex',
      name: object.name,
      realm: object.realm,
      namespace: pod.namespace,
      environment: telling.environment(object, pod.labels),
      evidence,
    });
    telling.estate.edge({ kind: 'CONTAINS', from: pod.id, to: id, ...standing('configured', object), evidence });
    return [id];
  });
}
