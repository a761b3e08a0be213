import { hostKey, gatewayKey } from '../../model/keys.ts';
import { nodeId, type NodeId } from '../../model/id.ts';
import type { EndpointFact } from '../../model/facts.ts';
import { productOf } from '../../products/product-of.ts';
import type { Product, Running } from '../../products/products.ts';
import { splitWords } from '../../products/words.ts';
import { environmentOf } from './credentials.ts';
import { configsOf } from './files.ts';
import { portsOf, type Port } from './ports.ts';
import { all, commandOf, whole, first, type Service } from './service.ts';
import { also, type Telling } from './telling.ts';
import { imageOf } from './workloads.ts';
import { frontDoor } from './front-door.ts';

export interface Running_ {
  readonly product: Product;
  readonly running: Running;
}

export function productRun(telling: Telling, service: Service): Running_ | undefined {
  const running = runningOf(telling, service);
  const program = commandOf(whole(service), telling.fill)[0];
  const product = productOf(
    imageOf(telling, service),
    first(whole(service), 'entrypoint') ? program : undefined,
    running,
  );
  return product ? { product, running } : undefined;
}

export function runningOf(telling: Telling, service: Service): Running {
  const command = commandOf(whole(service), telling.fill);
  const env = environmentOf(telling, service);
  const opaque = all(whole(service), 'env_file').length > 0;
  return { words: splitWords(command), line: command.join(' ').slice(0, 20_000), env: (name) => env.get(name), opaque };
}

/** What answers requests: for the project alone, for the machine, or for whoever reaches the machine. */
export function tellEndpoints(telling: Telling): void {
  const told = new Set<string>();
  for (const service of telling.services) {
    const run = productRun(telling, service);
    const ports = portsOf(all(whole(service), 'ports'), telling.fill);
    const own = portsOf(all(service.layers, 'ports'), telling.fill);
    if (!run && ports.length === 0) continue;
    const node = endpointNode(telling, service);
    for (const port of own) if (!port.loopback) published(telling, service, node, port);
    for (const host of hostsOf(service)) telling.estate.known(node, hostKey(host));
    if (run) answers(telling, service, node, run, ports, told);
  }
}

export function endpointNode(telling: Telling, service: Service): NodeId {
  const id = telling.endpoint(service.name);
  const evidence = service.layers.map(({ entry }) => entry.evidence);
  telling.node(id, 'Endpoint', service.name, evidence);
  telling.estate.edge({ kind: 'ANSWERED_BY', from: id, to: telling.service(service.name), ...service.known, evidence });
  return id;
}

function published(telling: Telling, service: Service, to: NodeId, port: Port): void {
  const { realm } = telling.standing;
  const from = nodeId('compose', 'NetworkZone', realm, 'internet');
  const evidence = [port.entry.evidence];
  telling.estate.node({
    id: from, kind: 'NetworkZone', name: 'internet', realm, environment: 'unknown', evidence, entry: 'internet', implied: true,
  }); // prettier-ignore
  const known = also(service.known, 'the host has an address that the internet reaches');
  telling.estate.edge({ kind: 'ROUTES_TO', from, to, ...known, evidence });
}

/** Names under which a reverse proxy of the project offers the service. */
function hostsOf({ layers }: Service): readonly string[] {
  const labels = layers.flatMap(({ entry }) => [
    ...entry.texts('labels'),
    ...entry.entries('labels').map(([key, value]) => `${key}=${value.text() ?? ''}`),
  ]);
  return labels
    .filter((one) => one.startsWith('traefik.'))
    .flatMap((one) => [...one.slice(0, 4000).matchAll(/Host\(`([^`]{1,253})`\)/gu)].map(([, host = '']) => host));
}

function answers(
  telling: Telling,
  service: Service,
  node: NodeId,
  run: Running_,
  ports: readonly Port[],
  told: Set<string>,
): void {
  const { product, running } = run;
  const { estate } = telling;
  const its = ports.filter(({ container }) => container === product.port);
  const open = (its.length > 0 ? its : ports).filter(({ loopback }) => !loopback);
  const onHost = first(whole(service), 'network_mode')?.text() === 'host';
  const exposure: EndpointFact['exposure'] = open.length > 0 || onHost ? 'ingress' : 'private';
  const asked = product.authentication(running);
  const configs = product.product === 'LiteLLM' ? configsOf(telling, { ...service, layers: whole(service) }) : [];
  const answer =
    configs.length > 0 && asked.authentication === 'none'
      ? ({ authentication: 'unknown', because: 'its configuration file says whom it asks' } as const)
      : asked;
  const evidence = [...service.layers.map(({ entry }) => entry.evidence), ...open.map(({ entry }) => entry.evidence)];
  const local = open.flatMap((port) => port.local ?? []);
  const seen = JSON.stringify([node, product.product, exposure, answer.authentication]);
  if (!told.has(seen))
    estate.fact({
      fact: 'endpoint',
      node,
      workload: telling.service(service.name),
      product: product.product,
      function: product.function,
      exposure,
      ...answer,
      evidence,
      confidence: service.known.confidence,
      ...(local.length > 0 && local.length === open.length && !onHost ? { local } : {}),
    });
  told.add(seen);
  const to = telling.service(service.name);
  if (product.executes && answer.authentication === 'none')
    estate.edge({ kind: 'EXPLOITS_SERVICE', from: node, to, ...service.known, evidence });
  if (answer.authentication === 'none') opensData(telling, service, node);
  if (product.function !== 'gateway') return;
  for (const { path, evidence: place } of configs)
    estate.refer({ kind: 'ROUTES_TO', node, side: 'from', key: gatewayKey(path), ...service.known, evidence: [place] });
  frontDoor(
    telling,
    service,
    node,
    configs.filter(({ path }) => telling.files.has(path)).map(({ path }) => path),
  );
}

/** A store that asks nobody gives its data to who calls it. */
function opensData(telling: Telling, service: Service, node: NodeId): void {
  const data = telling.serves.get(service.name);
  if (data === undefined || data === node) return;
  const evidence = service.layers.map(({ entry }) => entry.evidence);
  telling.estate.edge({ kind: 'DATA_ACCESS', from: node, to: data, ...service.known, evidence });
}
