import { described } from '../../../credentials/described.ts';
import type { Detected } from '../../../credentials/detect.ts';
import { detectAgain } from '../../../credentials/detect-again.ts';
import type { CredentialKind } from '../../../model/facts.ts';
import type { NodeKind } from '../../../model/kinds.ts';
import { nodeId, type NodeId } from '../../../model/id.ts';
import { credentialKey } from '../../../model/keys.ts';
import { idOf } from '../read/ids.ts';
import { text, dig } from '../../../documents/value.ts';
import type { K8sObject, PodTemplate } from '../world.ts';
import { annotationPlaces, configMapPlaces, podPlaces, secretPlaces, type Place } from './credential-places.ts';
import { OneByOne } from './one-by-one.ts';
import { standing } from './standing.ts';
import type { Telling, TellingOfOne } from './telling.ts';
import { INSTALLERS, valuesPlaces, type Installer } from './values-places.ts';

/** Literal credentials wherever configuration holds them, and what each opens. The values stay in this function's callees. */
export function deriveCredentials(telling: Telling): void {
  for (const object of telling.world.of('Secret', '')) telling.one(KNOWN.secrets, object, inSecret);
  for (const object of telling.world.of('ConfigMap', '')) telling.one(KNOWN.maps, object, inConfigMap);
  for (const pod of telling.world.pods) telling.one(KNOWN.pods, pod, inPod);
  for (const object of new Set(telling.world.pods.map((pod) => pod.object)))
    telling.one(KNOWN.notes, object, inAnnotations);
  for (const installer of INSTALLERS)
    for (const object of telling.world.of(installer.kind, installer.group))
      telling.one(KNOWN.values, object, (one, it) => {
        inValues(one, it, installer);
      });
}

const KNOWN = {
  secrets: new OneByOne<K8sObject>(),
  maps: new OneByOne<K8sObject>(),
  pods: new OneByOne<PodTemplate>(),
  notes: new OneByOne<K8sObject>(),
  values: new OneByOne<K8sObject>(),
};

function inSecret(telling: TellingOfOne, object: K8sObject): void {
  const node = telling.object(object, 'K8sSecret');
  for (const place of secretPlaces(node, object)) look(telling, place);
  emptyRootPassword(telling, node, object);
}

function inConfigMap(telling: TellingOfOne, object: K8sObject): void {
  const ensure = (): NodeId => telling.object(object, 'K8sConfigMap');
  for (const place of configMapPlaces(idOf.object(object), object)) look(telling, place, ensure);
}

function inPod(telling: TellingOfOne, pod: PodTemplate): void {
  for (const place of podPlaces(pod)) look(telling, place);
}

function inAnnotations(telling: TellingOfOne, object: K8sObject): void {
  for (const place of annotationPlaces(idOf.object(object), object)) look(telling, place);
}

function inValues(telling: TellingOfOne, object: K8sObject, installer: Installer): void {
  const ensure = (): NodeId => telling.object(object, 'DeployApp');
  for (const place of valuesPlaces(idOf.object(object), object, installer)) look(telling, place, ensure);
}

/** Names in a ConfigMap that hold code, schemas or text: what looks like an assignment there is none. */
const PROSE = /\.(?:py|sh|js|ts|go|md|rst|html|css|sql|ipynb|proto|lua|rego|tmpl|tpl|crt|pem|pub)$/iu;

function look(telling: TellingOfOne, place: Place, ensure?: () => NodeId): void {
  for (const found of detectAgain(place.object, place.key, place.text)) {
    if (place.where === 'configmap' && PROSE.test(place.key) && found.by === 'name') continue;
    if (place.where !== 'secret' && found.by === 'name' && place.where === 'args' && found.kind === 'token') continue;
    ensure?.();
    tell(telling, place, found);
  }
}

function tell(telling: TellingOfOne, place: Place, found: Detected): void {
  const { object } = place;
  const known = standing('configured', object);
  const told = described(found, telling.digest);
  const single = place.text === found.value || place.text.trim() === found.value;
  telling.estate.fact({
    fact: 'credential',
    node: place.node,
    ...told,
    where: found.url === true && place.where !== 'secret' ? 'url' : place.where,
    evidence: [place.evidence],
    confidence: known.confidence,
    ...(place.span && single ? { span: place.span } : {}),
  });
  telling.estate.known(opens(telling, place, found), credentialKey(told.digest));
}

function opens(telling: TellingOfOne, place: Place, found: Detected): NodeId {
  const { object } = place;
  // An id without its secret opens nothing; the pair is told by the secret half, the id names it.
  const kind: NodeKind = found.kind === 'database-url' ? 'DataStore' : 'ApiKey';
  const namespace = object.namespace ?? 'default';
  const holder = place.where === 'secret' ? [namespace, object.name] : [namespace, object.kind, object.name];
  const id =
    kind === 'DataStore'
      ? nodeId('k8s', 'DataStore', object.realm, ...holder, found.key)
      : nodeId('k8s', 'ApiKey', object.realm, ...holder, found.key);
  telling.estate.node({
    id,
    kind,
    name: found.holder === undefined ? `${object.name}/${found.key}` : `${found.key} (${found.holder})`,
    realm: object.realm,
    namespace,
    environment: telling.environment(object),
    evidence: [place.evidence],
  });
  telling.estate.edge({
    kind: place.where === 'secret' ? 'SECRET_IS_CRED_FOR' : 'HOLDS',
    from: place.node,
    to: id,
    ...standing('configured', object),
    evidence: [place.evidence],
  });
  return id;
}

/** `username: root` beside `password: ""`: the database's shipped default is no password at all. */
function emptyRootPassword(telling: TellingOfOne, node: NodeId, object: K8sObject): void {
  for (const section of ['stringData', 'data'] as const) {
    const user = text(dig(object.body, section, 'username'));
    if (dig(object.body, section, 'password') !== '' || (user !== 'root' && user !== 'cm9vdA==')) continue;
    const kind: CredentialKind = 'password';
    const span = object.span([section, 'password']);
    telling.estate.fact({
      fact: 'credential',
      node,
      kind,
      key: 'password',
      where: 'secret',
      digest: telling.digest.of(`empty password of ${node}`),
      defaultOf: 'an empty password for root',
      evidence: [object.at([section, 'password'])],
      confidence: standing('configured', object).confidence,
      ...(span ? { span } : {}),
    });
  }
}
