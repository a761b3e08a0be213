import { dig, own, text } from '../../../documents/value.ts';
import { placesOf, placesOfAll } from '../rbac/certainty.ts';
import { idOf } from '../read/ids.ts';
import type { KubeWorld } from '../world.ts';
import type { Access } from './access-index.ts';
import type { Account } from './account-list.ts';
import { isOpen } from './open-names.ts';
import { wholeNamespaces } from './whole.ts';

/** Kinds that say what an account may do, not that anything acts as it. */
const ABOUT: ReadonlySet<string> = new Set(['RoleBinding', 'ClusterRoleBinding', 'PodSecurityPolicy']);
/** Types of Secrets that programs of the cluster itself make and find by other ways than their name. */
const OWN_WAYS = /^(?:kubernetes\.io\/service-account-token|bootstrap\.kubernetes\.io\/token|helm\.sh\/release)/u;
const LONGEST = 100_000;

/**
 * Declared accounts that no pod template runs as and no other object of the realm names, and Secrets that nothing names. Of a namespace that
 * was exported whole that is how it is; of written files what runs as the account may stand elsewhere, and Secrets are not asked about.
 */
export function deriveUnused(access: Access): void {
  const { world, estate } = access;
  const used = new Set(world.pods.map((pod) => idOf.account(pod.object.realm, pod.namespace, pod.account)));
  const accounts = access.accounts.all.filter((one) => one.declared && !used.has(one.id) && isWritten(one));
  const whole = wholeNamespaces(world);
  const secrets = world
    .of('Secret', '')
    .filter((one) => whole.has(one.namespace ?? '') && !OWN_WAYS.test(text(own(one.body, 'type')) ?? 'Opaque'));
  if (accounts.length === 0 && secrets.length === 0) return;
  const named = namesIn(world, new Set([...accounts, ...secrets].map(({ name }) => name)));
  const patched = [...world.patchedAccounts];
  for (const { id, name, namespace, objects } of accounts) {
    // A kustomization may have put something before the name that its patch gives.
    if (named.has(name) || patched.some((one) => `-${name}`.endsWith(`-${one}`))) continue;
    const sure = whole.has(namespace);
    const confidence = sure ? 'configured' : 'possible';
    estate.fact({ fact: 'unused', node: id, whole: sure, evidence: placesOfAll(objects), confidence });
  }
  for (const secret of secrets) {
    if (named.has(secret.name)) continue;
    const node = idOf.secret(world.realm, secret.namespace ?? 'default', secret.name);
    if (estate.has(node)) estate.fact({ fact: 'unused', node, whole: true, evidence: placesOf(secret), confidence: 'possible' }); // prettier-ignore
  }
}

const isWritten = ({ name, objects, certainty }: Account): boolean =>
  name !== 'default' && !isOpen(name) && certainty.confidence !== 'possible' && objects.every((one) => !one.implied);

/** Which of the names stand, as a word of its own, anywhere in what does not only say what an account may do. */
function namesIn({ objects }: KubeWorld, names: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>();
  const see = (value: unknown): void => {
    if (typeof value === 'string') {
      for (const word of value.slice(0, LONGEST).split(/[^A-Za-z0-9.-]+/u)) if (names.has(word)) found.add(word);
    } else if (Array.isArray(value)) value.forEach(see);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(see);
  };
  for (const { kind, body } of objects) {
    if (ABOUT.has(kind)) continue;
    if (kind === 'ServiceAccount') {
      see([own(body, 'secrets'), own(body, 'imagePullSecrets')]);
      continue;
    }
    for (const [key, value] of Object.entries(body)) if (key !== 'metadata') see(value);
    // What something is called says nothing; what is written on it may: a token Secret names its account.
    see(dig(body, 'metadata', 'annotations'));
  }
  return found;
}
