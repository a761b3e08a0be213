import { nodeId, type NodeId } from '../../../model/id.ts';
import { hostKey, modelKey } from '../../../model/keys.ts';
import { vendorOfHost } from '../../../products/vendors.ts';
import { dig, list, own, text } from '../../../documents/value.ts';
import { idOf } from '../read/ids.ts';
import type { K8sObject, Path } from '../world.ts';
import { standing, unless } from './standing.ts';
import type { Telling } from './telling.ts';

const GROUP = 'aigateway.envoyproxy.io';

/** Envoy AI Gateway (aigateway.envoyproxy.io, API reference): routes to models, and the credentials that the gateway puts in. */
export function deriveAiGateway(telling: Telling): void {
  for (const route of telling.world.of('AIGatewayRoute', GROUP)) tellRoute(telling, route);
  for (const route of telling.world.of('MCPRoute', GROUP)) tellToolRoute(telling, route);
}

/** Tool servers behind one address; a key that a backend names is put in for every caller. */
function tellToolRoute(telling: Telling, route: K8sObject): void {
  const door = telling.object(route, 'FrontDoor');
  tellParents(telling, route, door);
  list(dig(route.body, 'spec', 'backendRefs')).forEach((backend, index) => {
    const at: Path = ['spec', 'backendRefs', index];
    tellBackend(telling, route, backend, [door], door, at, 'Backend');
    const key = dig(backend, 'securityPolicy', 'apiKey', 'secretRef');
    if (text(own(key, 'name')) !== undefined)
      lends(telling, route, door, key, [...at, 'securityPolicy', 'apiKey', 'secretRef']);
  });
}

function tellRoute(telling: Telling, route: K8sObject): void {
  const door = telling.object(route, 'FrontDoor');
  tellParents(telling, route, door);
  list(dig(route.body, 'spec', 'rules')).forEach((rule, index) => {
    const at: Path = ['spec', 'rules', index];
    const models = modelsOf(telling, route, rule, door, at);
    list(own(rule, 'backendRefs')).forEach((backend, position) => {
      tellBackend(telling, route, backend, models.length > 0 ? models : [door], door, [...at, 'backendRefs', position]);
    });
  });
}

function tellParents(telling: Telling, route: K8sObject, door: NodeId): void {
  list(dig(route.body, 'spec', 'parentRefs')).forEach((parent, index) => {
    const name = text(own(parent, 'name'));
    if (name === undefined) return;
    const namespace = text(own(parent, 'namespace')) ?? route.namespace ?? 'default';
    const from = nodeId('k8s', 'Gateway', route.realm, namespace, name);
    telling.implied(from, 'Endpoint', name, route, namespace);
    const known = { ...standing('configured', route), evidence: [route.at(['spec', 'parentRefs', index])] };
    telling.estate.edge({ kind: 'ROUTES_TO', from, to: door, ...known });
  });
}

/** Models by the header that the gateway fills from the request. */
function modelsOf(telling: Telling, route: K8sObject, rule: unknown, door: NodeId, at: Path): readonly NodeId[] {
  return list(own(rule, 'matches')).flatMap((match, index) =>
    list(own(match, 'headers')).flatMap((header) => {
      const name = text(own(header, 'value'));
      const type = text(own(header, 'type')) ?? 'Exact';
      if (name === undefined || type !== 'Exact' || text(own(header, 'name')) !== 'x-ai-eg-model') return [];
      const id = nodeId('k8s', 'Model', route.realm, route.namespace ?? 'default', route.name, name);
      const evidence = [route.at([...at, 'matches', index])];
      const { realm, namespace = 'default' } = route;
      telling.estate.node({
        id,
        kind: 'ModelEndpoint',
        name,
        realm,
        namespace,
        environment: telling.environment(route),
        evidence,
      });
      telling.estate.known(id, modelKey(name));
      telling.estate.edge({ kind: 'ROUTES_TO', from: door, to: id, ...standing('configured', route), evidence });
      return [id];
    }),
  );
}

function tellBackend(
  telling: Telling,
  route: K8sObject,
  ref: unknown,
  from: readonly NodeId[],
  door: NodeId,
  at: Path,
  otherwise = 'AIServiceBackend',
): void {
  const { estate, world } = telling;
  const name = text(own(ref, 'name'));
  if (name === undefined) return;
  const namespace = text(own(ref, 'namespace')) ?? route.namespace ?? 'default';
  const kind = text(own(ref, 'kind')) ?? otherwise;
  const known = { ...standing('configured', route), evidence: [route.at(at)] };
  const to = nodeId('k8s', kind, route.realm, namespace, name);
  telling.implied(to, 'Endpoint', name, route, namespace);
  for (const one of from) estate.edge({ kind: 'ROUTES_TO', from: one, to, ...known });
  for (const policy of world.of('BackendSecurityPolicy', GROUP))
    if ((policy.namespace ?? 'default') === namespace && targets(policy, kind, name)) tellPolicy(telling, policy, door);
  for (const backend of world.find(kind, namespace, name)) {
    telling.object(backend, 'Endpoint');
    upstream(telling, backend, to);
    if (kind === 'Backend') hosts(telling, backend, to);
  }
}

const targets = (policy: K8sObject, kind: string, name: string): boolean =>
  list(dig(policy.body, 'spec', 'targetRefs')).some(
    (one) => text(own(one, 'name')) === name && (text(own(one, 'kind')) ?? 'AIServiceBackend') === kind,
  );

/** Where each kind of credential names its Secret. */
const SECRETS: readonly Path[] = [
  ['apiKey', 'secretRef'], ['awsCredentials', 'credentialsFile', 'secretRef'], ['azureAPIKey', 'secretRef'], ['anthropicAPIKey', 'secretRef'],
  ['azureCredentials', 'clientSecretRef'], ['gcpCredentials', 'credentialsFile', 'secretRef'],
  ['awsCredentials', 'oidcExchangeToken', 'oidc', 'clientSecret'],
]; // prettier-ignore

/** The gateway's own credential stands in for every caller's. */
function tellPolicy(telling: Telling, policy: K8sObject, door: NodeId): void {
  const { estate } = telling;
  const known = standing('configured', policy);
  for (const path of SECRETS) lends(telling, policy, door, dig(policy.body, 'spec', ...path), ['spec', ...path]);
  const arn = text(dig(policy.body, 'spec', 'awsCredentials', 'oidcExchangeToken', 'awsRoleArn'));
  if (arn === undefined) return;
  const account = /^arn:[^:]*:iam::(\d{12}):/u.exec(arn)?.[1] ?? '{account}';
  const to = nodeId('aws', 'Role', account, arn);
  const evidence = [policy.at(['spec', 'awsCredentials', 'oidcExchangeToken', 'awsRoleArn'])];
  estate.node({
    id: to,
    kind: 'CloudRole',
    name: arn,
    realm: account,
    environment: 'unknown',
    evidence,
    implied: true,
  });
  const stated = unless(known, 'the trust policy of the role admits the gateway');
  estate.edge({ kind: 'GATEWAY_FORWARDS_AS', from: door, to, ...stated, evidence });
}

/** The Secret that a reference names is used for every caller. */
function lends(telling: Telling, object: K8sObject, door: NodeId, ref: unknown, at: Path): void {
  const name = text(own(ref, 'name'));
  if (name === undefined) return;
  const namespace = text(own(ref, 'namespace')) ?? object.namespace ?? 'default';
  const to = idOf.secret(object.realm, namespace, name);
  telling.implied(to, 'K8sSecret', name, object, namespace);
  const known = { ...standing('configured', object), evidence: [object.at(at)] };
  telling.estate.edge({ kind: 'GATEWAY_FORWARDS_AS', from: door, to, ...known });
}

/** Hosts behind a backend: `Backend` of Envoy Gateway names them. */
function upstream(telling: Telling, backend: K8sObject, from: NodeId): void {
  const ref = dig(backend.body, 'spec', 'backendRef');
  const namespace = text(own(ref, 'namespace')) ?? backend.namespace ?? 'default';
  for (const object of telling.world.find(text(own(ref, 'kind')) ?? 'Service', namespace, text(own(ref, 'name')) ?? ''))
    hosts(telling, object, from);
}

function hosts(telling: Telling, object: K8sObject, from: NodeId): void {
  const { estate } = telling;
  list(dig(object.body, 'spec', 'endpoints')).forEach((one, index) => {
    const host = text(dig(one, 'fqdn', 'hostname'));
    const key = host === undefined ? undefined : hostKey(host);
    if (host === undefined || key === undefined) return;
    const evidence = [object.at(['spec', 'endpoints', index])];
    const known = { ...standing('configured', object), evidence };
    const vendor = vendorOfHost(host);
    const told = { environment: 'unknown', evidence, implied: true } as const;
    const otherwise =
      vendor === undefined
        ? ({ ...told, id: nodeId('net', 'Host', host), kind: 'Endpoint', name: host, realm: host } as const)
        : ({ ...told, id: nodeId('vendor', 'Vendor', vendor), kind: 'Vendor', name: vendor, realm: vendor } as const);
    if (vendor === undefined) estate.refer({ kind: 'CALLS', node: from, side: 'from', key, ...known, otherwise });
    else estate.edge({ kind: 'CALLS', from, to: estate.node(otherwise), ...known });
  });
}
