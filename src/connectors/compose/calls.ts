import { hostKey } from '../../model/keys.ts';
import { nodeId, type NodeId } from '../../model/id.ts';
import type { Evidence } from '../../model/evidence.ts';
import { addressesIn, addressesOf, type Address } from '../../products/addresses.ts';
import { vendorOfHost, vendorOfKey } from '../../products/vendors.ts';
import { vectorStoreOfVariable, writesIndex } from '../../products/vector-stores.ts';
import { endpointNode } from './endpoints.ts';
import { vendorNode } from './opens.ts';
import { commandOf, first, type Known, type Service } from './service.ts';
import { also, type Included, type Telling } from './telling.ts';
import { variablesOf } from './variables.ts';

/** Who is configured to call whom: other services by their names, vendors and hosts outside by theirs. */
export function tellCalls(telling: Telling): void {
  const names = namesOf(telling);
  for (const service of telling.services) {
    const elsewhere = new Set<string>();
    for (const { name, value, entry } of variablesOf(service.layers, 'environment')) {
      if (value === undefined) continue;
      const addresses = addressesOf(name, telling.fill(value));
      if (addresses.some(({ host }) => vendorOfHost(host) === undefined)) elsewhere.add(name.split('_')[0] ?? '');
      for (const address of addresses) called(telling, service, names, address, name, entry.evidence);
    }
    const command = first(service.layers, 'command') ?? first(service.layers, 'entrypoint');
    if (command)
      for (const address of addressesIn(commandOf(service.layers, telling.fill).join(' ')))
        called(telling, service, names, address, '', command.evidence);
    vendors(telling, service, elsewhere);
  }
}

/** Names under which services of the project find each other (Compose networking: service name, alias, container and host name). */
function namesOf(telling: Telling): ReadonlyMap<string, Service> {
  const found = new Map<string, Service>();
  for (const service of [...telling.services].reverse()) {
    const aliases = service.layers.flatMap(({ entry }) => [
      ...entry.entries('networks').flatMap(([, network]) => network.texts('aliases')),
      ...[entry.text('container_name'), entry.text('hostname')].filter((one) => one !== undefined),
    ]);
    for (const name of [...aliases, service.name]) found.set(telling.fill(name).toLowerCase(), service);
  }
  return found;
}

function called(
  telling: Telling,
  service: Service,
  names: ReadonlyMap<string, Service>,
  { host, scheme }: Address,
  variable: string,
  evidence: Evidence,
): void {
  const { estate } = telling;
  const from = telling.service(service.name);
  const known = { ...service.known, evidence: [evidence] };
  const target = names.get(host);
  const included = target ? undefined : telling.included.get(host);
  if (included) {
    callIncluded(telling, from, included, known);
    return;
  }
  if (target) {
    if (target.name === service.name) return;
    estate.edge({ kind: 'CALLS', from, to: endpointNode(telling, target), ...known });
    const index = telling.serves.get(target.name);
    if (index?.includes(':VectorIndex:') !== true) return;
    estate.edge({ kind: 'RETRIEVES_FROM', from, to: index, ...known });
    if (writesIndex(service.name)) estate.edge({ kind: 'INDEXES', from, to: index, ...known });
    return;
  }
  const vendor = vendorOfHost(host);
  if (vendor !== undefined) {
    estate.edge({ kind: 'CALLS', from, to: vendorNode(telling, vendor, evidence), ...known });
    return;
  }
  const key = hostKey(host);
  // A bare name without a scheme that is no service is as often a mode or a file.
  if (key === undefined || (!host.includes('.') && scheme === undefined) || /^\d/u.test(host)) return;
  const index = vectorStoreOfVariable(variable);
  const id = nodeId('net', 'Host', host);
  const otherwise = telling.outside(id, index ? 'VectorIndex' : 'Endpoint', host, host, [evidence]);
  estate.refer({ kind: index ? 'RETRIEVES_FROM' : 'CALLS', node: from, side: 'from', key, ...known, otherwise });
}

function callIncluded(telling: Telling, from: NodeId, { service, endpoint, workload }: Included, known: Sure): void {
  const { estate } = telling;
  const evidence = service.layers.map(({ entry }) => entry.evidence);
  telling.node(endpoint, 'Endpoint', service.name, evidence);
  telling.node(workload, 'Workload', service.name, evidence, { implied: true });
  estate.edge({ kind: 'ANSWERED_BY', from: endpoint, to: workload, ...service.known, evidence });
  estate.edge({ kind: 'CALLS', from, to: endpoint, ...known });
}

type Sure = Known & { readonly evidence: readonly Evidence[] };

/** A vendor's key without an address of its own means the vendor. */
function vendors(telling: Telling, service: Service, elsewhere: ReadonlySet<string>): void {
  const { estate } = telling;
  const from = telling.service(service.name);
  for (const { name, entry } of variablesOf(service.layers, 'environment')) {
    const vendor = vendorOfKey(name);
    const known = { ...also(service.known, `it uses ${name}`), evidence: [entry.evidence] };
    if (vendor !== undefined && !elsewhere.has(name.split('_')[0] ?? ''))
      estate.edge({ kind: 'CALLS', from, to: vendorNode(telling, vendor, entry.evidence), ...known });
    if (name !== 'PINECONE_API_KEY') continue;
    const id = nodeId('vendor', 'VectorIndex', 'pinecone');
    estate.node(telling.outside(id, 'VectorIndex', 'pinecone', 'pinecone', [entry.evidence]));
    estate.edge({ kind: writesIndex(service.name) ? 'INDEXES' : 'RETRIEVES_FROM', from, to: id, ...known });
  }
}
