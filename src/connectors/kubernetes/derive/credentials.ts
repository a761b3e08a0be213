import { last4 } from '../../../bytes/digest.ts';
import type { Detected } from '../../../credentials/detect.ts';
import { detectAgain } from '../../../credentials/detect-again.ts';
import type { CredentialKind } from '../../../model/facts.ts';
import type { NodeKind } from '../../../model/kinds.ts';
import { nodeId, type NodeId } from '../../../model/id.ts';
import { credentialKey } from '../../../model/keys.ts';
import { idOf } from '../read/ids.ts';
import { text, dig } from '../../../documents/value.ts';
import type { K8sObject } from '../world.ts';
import { annotationPlaces, configMapPlaces, podPlaces, secretPlaces, type Place } from './credential-places.ts';
import { standing } from './standing.ts';
import type { Telling } from './telling.ts';

/** Literal credentials wherever configuration holds them, and what each opens. The values stay in this function's callees. */
export function deriveCredentials(telling: Telling): void {
  for (const object of telling.world.of('Secret', '')) {
    const node = telling.object(object, 'K8sSecret');
    for (const place of secretPlaces(node, object)) look(telling, place);
    emptyRootPassword(telling, node, object);
  }
  for (const object of telling.world.of('ConfigMap', ''))
    lookAt(telling, EMPTY.maps, object, configMapPlaces(idOf.object(object), object), () =>
      telling.object(object, 'K8sConfigMap'),
    );
  for (const pod of telling.world.pods) lookAt(telling, EMPTY.pods, pod, podPlaces(pod));
  for (const object of new Set(telling.world.pods.map((pod) => pod.object)))
    lookAt(telling, EMPTY.notes, object, annotationPlaces(idOf.object(object), object));
}

/** What holds nothing that looks like a credential, for as long as it is held: most of a configuration, scan after scan. */
const EMPTY = { maps: new WeakSet(), pods: new WeakSet(), notes: new WeakSet() };

function lookAt(
  telling: Telling,
  empty: WeakSet<object>,
  holder: object,
  places: Iterable<Place>,
  ensure?: () => NodeId,
): void {
  if (empty.has(holder)) return;
  let any = false;
  for (const place of places) if (look(telling, place, ensure)) any = true;
  if (!any) empty.add(holder);
}

/** Names in a ConfigMap that hold code, schemas or text: what looks like an assignment there is none. */
const PROSE = /\.(?:py|sh|js|ts|go|md|rst|html|css|sql|ipynb|proto|lua|rego|tmpl|tpl|crt|pem|pub)$/iu;

/** Whether anything was found, told or not. */
function look(telling: Telling, place: Place, ensure?: () => NodeId): boolean {
  const all = detectAgain(place.object, place.key, place.text);
  for (const found of all) {
    if (place.where === 'configmap' && PROSE.test(place.key) && found.by === 'name') continue;
    if (place.where !== 'secret' && found.by === 'name' && place.where === 'args' && found.kind === 'token') continue;
    ensure?.();
    tell(telling, place, found);
  }
  return all.length > 0;
}

function tell(telling: Telling, place: Place, found: Detected): void {
  const { object } = place;
  const known = standing('configured', object);
  const digest = telling.digest.of(found.value);
  const tail = last4(found.value);
  const { cloud } = found;
  const single = place.text === found.value || place.text.trim() === found.value;
  telling.estate.fact({
    fact: 'credential',
    node: place.node,
    kind: found.kind,
    key: found.key,
    where: found.url === true && place.where !== 'secret' ? 'url' : place.where,
    digest,
    evidence: [place.evidence],
    confidence: known.confidence,
    ...(tail === undefined || found.defaultOf !== undefined ? {} : { last4: tail }),
    ...(found.defaultOf === undefined ? {} : { defaultOf: found.defaultOf }),
    ...(cloud === undefined ? {} : { cloud }),
    ...(place.span && single ? { span: place.span } : {}),
  });
  telling.estate.known(opens(telling, place, found), credentialKey(digest));
}

function opens(telling: Telling, place: Place, found: Detected): NodeId {
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
function emptyRootPassword(telling: Telling, node: NodeId, object: K8sObject): void {
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
