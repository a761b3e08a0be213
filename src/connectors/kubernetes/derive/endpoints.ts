import { nodeId, type NodeId } from '../../../model/id.ts';
import type { EndpointFact } from '../../../model/facts.ts';
import { idOf } from '../read/ids.ts';
import { isFields, own } from '../../../documents/value.ts';
import type { PodTemplate } from '../world.ts';
import { masterKeys } from './master-keys.ts';
import { meshAnswer, type MeshAnswer } from './mesh.ts';
import { portsOf, envOf, type Part } from './parts.ts';
import type { Policies, Rule } from './policies.ts';
import { rayHeadProduct } from './ray-head.ts';
import { doorsOf } from './reach.ts';
import { endpoint, type Exposed } from './routes.ts';
import { productsOf, type Found } from './running.ts';
import type { ServiceView } from './services.ts';
import type { Telling } from './telling.ts';

/** What answers requests, who may call it, and where calling is running code. */
export function deriveEndpoints(
  telling: Telling,
  services: readonly ServiceView[],
  exposed: ReadonlyMap<NodeId, readonly Exposed[]>,
  policies: Policies,
): void {
  const products = new Map<PodTemplate, readonly Found[]>();
  for (const service of services)
    for (const pod of service.pods) {
      let found = products.get(pod);
      if (!found) products.set(pod, (found = withRay(telling, pod)));
      const doors = doorsOf(policies, pod);
      for (const one of found)
        if (listens(service.ports, one)) tell(telling, service, pod, one, exposure(one, service, exposed), doors);
      callers(telling, service, pod);
      if (telling.estate.has(service.id))
        telling.estate.edge({
          kind: 'ANSWERED_BY',
          from: service.id,
          to: pod.workload,
          ...service.known,
          evidence: [service.evidence],
        });
    }
}

/** The head of a Ray resource serves the dashboard and job API whatever its image is. */
function withRay(telling: Telling, pod: PodTemplate): readonly Found[] {
  const parts = telling.partsOf(pod);
  const found = productsOf(telling.world, pod, parts);
  const [main] = parts;
  if (pod.object.group !== 'ray.io' || pod.segments[3] !== 'head' || !main) return found;
  return [...found.filter((one) => one.product.product !== 'Ray dashboard'), rayHead(pod, main)];
}

function rayHead(pod: PodTemplate, part: Part): Found {
  const ray = rayHeadProduct(pod);
  const running = {
    words: [],
    line: '',
    opaque: false,
    env: (name: string) => envOf(part).find((one) => one.name === name)?.value,
  };
  return { product: ray, part, running };
}

/** The widest way to the product from outside: the internet, then an ingress that asks nobody. */
function exposure(
  found: Found,
  view: ServiceView,
  exposed: ReadonlyMap<NodeId, readonly Exposed[]>,
): Exposed | undefined {
  const its = (exposed.get(view.id) ?? []).filter(
    ({ port, service = view }) => service === view && (port === undefined || listens(new Set([port]), found)),
  );
  const open = its.filter(({ guarded }) => guarded === undefined);
  // A route says more than the type of the Service behind it.
  return (
    its.find((one) => one.exposure === 'internet') ??
    open.find(({ service }) => service === undefined) ??
    open[0] ??
    its[0]
  );
}

function listens(offered: ReadonlySet<number | string>, found: Found): boolean {
  if (offered.size === 0) return true;
  const declared = portsOf(found.part);
  // What takes jobs does so on one port; a client or metrics port beside it is another thing.
  const usual = found.product.executes ? declared.filter(({ port }) => port === found.product.port) : [];
  const ports = usual.length > 0 ? usual : declared;
  for (const port of offered) {
    if (typeof port === 'string') {
      const named = ports.find((one) => one.name === port)?.port;
      // A named port of another container is not this one's.
      if (named !== undefined || (ports.length === 0 && !/metrics|grpc/u.test(port))) return true;
    } else if (port === found.product.port || ports.some((one) => one.port === port)) return true;
  }
  return false;
}

function tell(
  telling: Telling,
  service: ServiceView,
  pod: PodTemplate,
  found: Found,
  exposed: Exposed | undefined,
  doors: ReturnType<typeof doorsOf>,
): void {
  const { estate, world } = telling;
  const { product } = found;
  const node = endpoint(telling, service);
  const asked = product.authentication(found.running);
  const mesh = meshAnswer(world, pod);
  const before = inFront(asked, mesh, exposed);
  const limited = before.authentication === 'none' && !exposed && doors !== 'open' && !everyPod(doors);
  const answer: Answer = limited
    ? { authentication: 'unknown', because: `${asked.because}; ${admits(doors)}` }
    : before;
  const evidence = [service.evidence, pod.object.at(pod.at), ...(exposed ? [exposed.by.at(exposed.at)] : [])];
  estate.fact({
    fact: 'endpoint',
    node,
    workload: pod.workload,
    product: product.product,
    function: product.function,
    exposure: exposed?.exposure ?? 'cluster',
    authentication: answer.authentication,
    because: answer.because,
    evidence,
    confidence: service.known.confidence,
  });
  // Those whom a network policy lets in are asked for nothing.
  if (product.executes && (answer.authentication === 'none' || limited))
    estate.edge({ kind: 'EXPLOITS_SERVICE', from: node, to: pod.id, ...service.known, evidence });
  if (product.function === 'gateway') frontDoor(telling, service, pod, found);
}

type Answer = Pick<EndpointFact, 'authentication' | 'because'>;

/** The product's own answer, unless a mesh or an ingress before it asks first. */
function inFront(own: Answer, mesh: MeshAnswer | undefined, exposed: Exposed | undefined): Answer {
  if (own.authentication === 'required') return own;
  if (mesh && mesh.authentication !== 'none') return mesh;
  if (exposed?.guarded === undefined) return own;
  return {
    authentication: 'unknown',
    because: `${own.because}; the ingress asks for credentials (${exposed.guarded}), the cluster does not`,
  };
}

/** A rule for the pods of all namespaces limits nobody in the cluster. */
const everyPod = (doors: readonly Rule[]): boolean =>
  doors.some((rule) =>
    (rule.peers ?? []).some((peer) => {
      const spaces = own(peer, 'namespaceSelector');
      return isFields(spaces) && Object.keys(spaces).length === 0 && own(peer, 'podSelector') === undefined;
    }),
  );

function admits(doors: readonly Rule[]): string {
  const names = [...new Set(doors.map(({ policy }) => policy.name))].sort();
  return names.length === 0
    ? 'a network policy lets nobody in'
    : `network policy ${names.join(', ')} says who may connect`;
}

/** A model gateway calls its upstreams with keys of its own, whoever called it. */
function frontDoor(telling: Telling, service: ServiceView, pod: PodTemplate, found: Found): void {
  const { object } = pod;
  const id = nodeId('k8s', 'FrontDoor', object.realm, service.namespace, service.name);
  const evidence = [object.at(pod.at)];
  telling.estate.node({
    id,
    kind: 'FrontDoor',
    name: service.name,
    realm: object.realm,
    namespace: service.namespace,
    environment: telling.environment(object, pod.labels),
    evidence,
  });
  telling.estate.edge({ kind: 'ROUTES_TO', from: service.id, to: id, ...service.known, evidence });
  masterKeys(telling, service, pod, found, id);
  for (const { name, from } of envOf(found.part)) {
    const reference = from?.['secretKeyRef'];
    if (!UPSTREAM_KEY.test(name) || typeof reference !== 'object' || reference === null || !('name' in reference))
      continue;
    const secret = String(reference.name);
    const to = idOf.secret(object.realm, pod.namespace, secret);
    telling.implied(to, 'K8sSecret', secret, object, pod.namespace);
    const known = {
      ...service.known,
      confidence: 'possible' as const,
      precondition: 'the gateway lends the key to every caller',
    };
    telling.estate.edge({ kind: 'GATEWAY_FORWARDS_AS', from: id, to, ...known, evidence });
  }
}

const UPSTREAM_KEY =
  /^(?:OPENAI|ANTHROPIC|AZURE|AWS|GOOGLE|GEMINI|COHERE|MISTRAL|GROQ|HF|HUGGINGFACE|VLLM|DEEPSEEK)[A-Z0-9_]*(?:KEY|TOKEN|SECRET)[A-Z0-9_]*$/u;

function callers(telling: Telling, service: ServiceView, pod: PodTemplate): void {
  const mesh = meshAnswer(telling.world, pod);
  for (const { namespace, account, policy } of mesh?.callers ?? []) {
    const from = idOf.account(policy.realm, namespace, account);
    telling.implied(from, 'K8sServiceAccount', account, policy, namespace);
    telling.estate.edge({
      kind: 'ALLOWS_CALLER',
      from,
      to: endpoint(telling, service),
      ...service.known,
      evidence: [policy.at()],
    });
  }
}
