import type { NodeId } from '../../../model/id.ts';
import { idOf } from '../read/ids.ts';
import { dig, fields, list, own, text } from '../../../documents/value.ts';
import type { K8sObject, Path } from '../world.ts';
import { standing, unless } from './standing.ts';
import type { Telling } from './telling.ts';
import { internetZone } from './network.ts';
import type { ServiceView } from './services.ts';

/** How far from the cluster a Service can be called, and what stands in front of it. */
export interface Exposed {
  readonly exposure: 'internet' | 'ingress';
  readonly by: K8sObject;
  /** Where the object says so. */
  readonly at: Path;
  /** The target port that is exposed; absent when all are, or it is not known. */
  readonly port?: number | string;
  /** The Service whose own type says so: another one with its name is not exposed by it. */
  readonly service?: ServiceView;
  /** Set when the front asks for credentials before it forwards. */
  readonly guarded?: string;
}

/** Annotations of ingress controllers that ask for credentials first. */
const GUARDS: readonly string[] = [
  'nginx.ingress.kubernetes.io/auth-url', 'nginx.ingress.kubernetes.io/auth-type', 'nginx.ingress.kubernetes.io/auth-tls-secret',
  'alb.ingress.kubernetes.io/auth-type', 'haproxy.org/auth-type', 'ingress.kubernetes.io/auth-type',
  'traefik.ingress.kubernetes.io/router.middlewares', 'konghq.com/plugins',
]; // prettier-ignore

/** ROUTES_TO edges from the internet over ingresses and gateways to Services. Returns what is exposed, by Service id. */
export function deriveRoutes(
  telling: Telling,
  services: readonly ServiceView[],
): ReadonlyMap<NodeId, readonly Exposed[]> {
  const exposed = new Map<NodeId, Exposed[]>();
  const known = new Map(services.map((one) => [one.id, one]));
  const expose = (id: NodeId, one: Exposed): void => {
    const before = exposed.get(id);
    if (before) before.push(one);
    else exposed.set(id, [one]);
  };
  for (const service of services) balancer(telling, service, expose);
  for (const [kind, group] of [
    ['Ingress', 'networking.k8s.io'],
    ['Ingress', 'extensions'],
  ] as const)
    for (const object of telling.world.of(kind, group)) {
      const guard = GUARDS.find((key) => Object.hasOwn(object.annotations, key) && object.annotations[key] !== 'none');
      const front = frontOf(telling, object);
      for (const backend of ingressBackends(object)) {
        const to = link(telling, front, object, backend, known);
        if (to !== undefined)
          expose(to.id, {
            exposure: 'ingress',
            by: object,
            at: backend.path,
            ...(to.port === undefined ? {} : { port: to.port }),
            ...(guard === undefined ? {} : { guarded: `annotation ${guard}` }),
          });
      }
    }
  for (const { kind, group, backends } of ROUTES)
    for (const object of telling.world.of(kind, group)) {
      const front = frontOf(telling, object);
      for (const backend of backends(object)) {
        const to = link(telling, front, object, backend, known);
        if (to !== undefined)
          expose(to.id, {
            exposure: 'ingress',
            by: object,
            at: backend.path,
            ...(to.port === undefined ? {} : { port: to.port }),
          });
      }
    }
  return exposed;
}

interface Backend {
  readonly name: string;
  readonly namespace?: string;
  /** The port of the Service, by number or name. */
  readonly port?: number | string;
  readonly path: Path;
}

const portOf = (port: unknown): { readonly port?: number | string } =>
  typeof port === 'number' || typeof port === 'string' ? { port } : {};

const ROUTES: readonly {
  readonly kind: string;
  readonly group: string;
  readonly backends: (object: K8sObject) => readonly Backend[];
}[] = [
  { kind: 'HTTPRoute', group: 'gateway.networking.k8s.io', backends: gatewayBackends },
  { kind: 'GRPCRoute', group: 'gateway.networking.k8s.io', backends: gatewayBackends },
  { kind: 'TCPRoute', group: 'gateway.networking.k8s.io', backends: gatewayBackends },
  { kind: 'TLSRoute', group: 'gateway.networking.k8s.io', backends: gatewayBackends },
  { kind: 'VirtualService', group: 'networking.istio.io', backends: istioBackends },
  { kind: 'Route', group: 'route.openshift.io', backends: openshiftBackend },
];

function ingressBackends(object: K8sObject): readonly Backend[] {
  const found: Backend[] = [];
  const add = (backend: unknown, path: Path): void => {
    const name = text(dig(backend, 'service', 'name')) ?? text(own(backend, 'serviceName'));
    const port = dig(backend, 'service', 'port');
    if (name !== undefined)
      found.push({ name, path, ...portOf(own(port, 'number') ?? own(port, 'name') ?? own(backend, 'servicePort')) });
  };
  add(dig(object.body, 'spec', 'defaultBackend') ?? dig(object.body, 'spec', 'backend'), ['spec']);
  list(dig(object.body, 'spec', 'rules')).forEach((rule, index) => {
    list(dig(rule, 'http', 'paths')).forEach((one, at) => {
      add(own(one, 'backend'), ['spec', 'rules', index, 'http', 'paths', at]);
    });
  });
  return found;
}

function gatewayBackends(object: K8sObject): readonly Backend[] {
  return list(dig(object.body, 'spec', 'rules')).flatMap((rule, index) =>
    list(own(rule, 'backendRefs')).flatMap((one, at): readonly Backend[] => {
      const name = text(own(one, 'name'));
      const namespace = text(own(one, 'namespace'));
      if (name === undefined || (text(own(one, 'kind')) ?? 'Service') !== 'Service') return [];
      return [
        {
          name,
          ...(namespace === undefined ? {} : { namespace }),
          ...portOf(own(one, 'port')),
          path: ['spec', 'rules', index, 'backendRefs', at],
        },
      ];
    }),
  );
}

function istioBackends(object: K8sObject): readonly Backend[] {
  // A route for the mesh only is no way in.
  const gateways = list(dig(object.body, 'spec', 'gateways'));
  if (gateways.length === 0 || gateways.every((one) => one === 'mesh')) return [];
  return (['http', 'tcp', 'tls'] as const).flatMap((section) =>
    list(dig(object.body, 'spec', section)).flatMap((rule, index) =>
      list(own(rule, 'route')).flatMap((one, at): readonly Backend[] => {
        const host = text(dig(one, 'destination', 'host')) ?? '';
        const [name, namespace] = host.split('.');
        if (name === undefined || name === '') return [];
        return [
          {
            name,
            ...(namespace === undefined ? {} : { namespace }),
            ...portOf(dig(one, 'destination', 'port', 'number')),
            path: ['spec', section, index, 'route', at],
          },
        ];
      }),
    ),
  );
}

function openshiftBackend(object: K8sObject): readonly Backend[] {
  const name = text(dig(object.body, 'spec', 'to', 'name'));
  return name === undefined ? [] : [{ name, path: ['spec', 'to'] }];
}

/** The ingress or route, and the internet before it: sure when an annotation says so, else possible. */
function frontOf(telling: Telling, object: K8sObject): NodeId {
  const front = telling.object(object, 'Endpoint');
  const scheme = object.annotations['alb.ingress.kubernetes.io/scheme'];
  const kind =
    text(fields(own(object.body, 'spec'))['ingressClassName']) ??
    object.annotations['kubernetes.io/ingress.class'] ??
    '';
  if (scheme === 'internal' || /internal|private/iu.test(kind)) return front;
  const read = standing('configured', object);
  const known =
    scheme === 'internet-facing' ? read : unless(read, 'the controller of this route is reachable from the internet');
  telling.estate.edge({
    kind: 'ROUTES_TO',
    from: internet(telling, object),
    to: front,
    ...known,
    evidence: [object.at()],
  });
  return front;
}

function balancer(telling: Telling, service: ServiceView, expose: (id: NodeId, one: Exposed) => void): void {
  if (service.type === 'ClusterIP' || service.internalBalancer) return;
  const { object } = service;
  const to = endpoint(telling, service);
  const known =
    service.type === 'LoadBalancer'
      ? service.known
      : unless(service.known, 'the nodes have addresses that the internet reaches');
  telling.estate.edge({
    kind: 'ROUTES_TO',
    from: internet(telling, object),
    to,
    ...known,
    evidence: [object.at(service.typeAt)],
  });
  expose(service.id, {
    exposure: service.type === 'LoadBalancer' ? 'internet' : 'ingress',
    by: object,
    at: service.typeAt,
    service,
  });
}

export function endpoint(telling: Telling, service: ServiceView): NodeId {
  return service.object.kind === 'Service' && service.object.group === ''
    ? telling.object(service.object, 'Endpoint')
    : telling.implied(service.id, 'Endpoint', service.name, service.object, service.namespace);
}

function link(
  telling: Telling,
  front: NodeId,
  object: K8sObject,
  { name, namespace = object.namespace ?? 'default', port, path }: Backend,
  known: ReadonlyMap<NodeId, ServiceView>,
): { readonly id: NodeId; readonly port?: number | string } | undefined {
  const id = idOf.service(object.realm, namespace, name);
  const service = known.get(id);
  if (!service) return undefined;
  telling.implied(id, 'Endpoint', name, object, namespace);
  const target = port === undefined ? undefined : (service.targets.get(port) ?? port);
  const read = standing('configured', object);
  const another =
    service.object.group === 'ray.io' && target !== undefined && target !== 8265 && target !== 'dashboard';
  telling.estate.edge({
    kind: 'ROUTES_TO',
    from: front,
    to: id,
    ...(another
      ? unless(read, `what answers on port ${target} takes jobs without asking, as the dashboard does`)
      : read),
    evidence: [object.at(path)],
  });
  return { id, ...(target === undefined ? {} : { port: target }) };
}

export function internet(telling: Telling, from: K8sObject): NodeId {
  return telling.estate.node({
    id: internetZone(from.realm),
    kind: 'NetworkZone',
    name: 'internet',
    realm: from.realm,
    environment: telling.world.environment,
    evidence: [from.at()],
    entry: 'internet',
    implied: true,
  });
}
