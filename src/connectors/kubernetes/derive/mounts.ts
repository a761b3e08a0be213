import type { NodeId } from '../../../model/id.ts';
import { idOf } from '../read/ids.ts';
import { KSERVE_GROUPS, modelOf } from '../read/serving-kinds.ts';
import { dig, list, own, text, type Fields } from '../../../documents/value.ts';
import type { Lookup } from '../read/pod-source.ts';
import { Remembered } from '../read/remembered.ts';
import type { K8sObject, Path, PodTemplate } from '../world.ts';
import { envOf, partAt, partsOf, volumesOf, writtenIndex } from './parts.ts';
import { standing } from './standing.ts';
import { OneByOne } from './one-by-one.ts';
import type { Telling, TellingOfOne } from './telling.ts';
import type { Evidence, Span } from '../../../model/evidence.ts';

/** A pod receives a Secret: through env, envFrom, a volume, an image pull or its account. */
export interface SecretUse {
  readonly name: string;
  readonly optional: boolean;
  readonly evidence: Evidence;
  readonly span?: Span;
  /** Used to pull images, by the kubelet and not by what runs. */
  readonly pulls?: true;
}

/** MOUNTS_SECRET for every Secret that a pod receives, and a dangling reference for one that nothing in the estate makes. */
export function deriveMounts(telling: Telling): void {
  for (const pod of telling.world.pods)
    telling.one(KNOWN, pod, (one) => {
      for (const use of secretUses(one, pod)) tell(one, pod, use);
    });
}

const KNOWN = new OneByOne<PodTemplate>();

function tell(telling: TellingOfOne, pod: PodTemplate, use: SecretUse): void {
  const { estate, world } = telling;
  const { object, namespace } = pod;
  const id = idOf.secret(object.realm, namespace, use.name);
  const [declared] = world.find('Secret', namespace, use.name);
  telling.implied(id, 'K8sSecret', use.name, object, namespace);
  const known = standing('configured', object, declared);
  estate.edge({ kind: 'MOUNTS_SECRET', from: pod.id, to: id, ...known, evidence: [use.evidence] });
  if (
    declared ||
    use.optional ||
    SELF_MADE.test(use.name) ||
    use.name.includes('{') ||
    pod.synthetic !== undefined ||
    madeByController(telling.world, id)
  )
    return;
  estate.fact({
    fact: 'dangling',
    relation: 'secret',
    node: pod.workload,
    missing: id,
    evidence: [use.evidence],
    // Secrets are often made by hand or by a generator and kept out of the files.
    confidence: 'possible',
    ...(use.span ? { span: use.span } : {}),
  });
}

const USES = new Remembered<PodTemplate, readonly SecretUse[]>();

export function secretUses(telling: TellingOfOne, pod: PodTemplate): readonly SecretUse[] {
  return USES.of(pod, telling.world, (world) => readUses(world, pod));
}

function readUses(world: Lookup, pod: PodTemplate): readonly SecretUse[] {
  const uses: SecretUse[] = [];
  const add = (reference: unknown, evidence: Evidence, key = 'name', span?: Span): void => {
    const name = text(own(reference, key));
    const optional = own(reference, 'optional') === true;
    if (name !== undefined) uses.push({ name, optional, evidence, ...(span ? { span } : {}) });
  };
  for (const part of partsOf(pod)) {
    for (const { entry, from } of envOf(part)) {
      const at = writtenIndex(pod, part, 'env', entry);
      add(
        own(from, 'secretKeyRef'),
        partAt(pod, part, at === undefined ? ['env'] : ['env', at, 'valueFrom', 'secretKeyRef']),
      );
    }
    for (const entry of list(part.spec['envFrom'])) {
      const at = writtenIndex(pod, part, 'envFrom', entry);
      add(own(entry, 'secretRef'), partAt(pod, part, at === undefined ? ['envFrom'] : ['envFrom', at]));
    }
  }
  for (const { spec, index } of volumesOf(pod)) {
    const at = (...path: Path): Evidence => pod.object.at([...pod.at, 'volumes', index, ...path]);
    add(own(spec, 'secret'), at('secret'), 'secretName');
    list(dig(spec, 'projected', 'sources')).forEach((source, source_) => {
      add(own(source, 'secret'), at('projected', 'sources', source_));
    });
    add(dig(spec, 'csi', 'nodePublishSecretRef'), at('csi'));
    for (const driver of ['cephfs', 'rbd', 'flexVolume', 'iscsi', 'scaleIO', 'storageos'])
      add(dig(spec, driver, 'secretRef'), at(driver));
    add(own(spec, 'azureFile'), at('azureFile'), 'secretName');
  }
  list(pod.spec['imagePullSecrets']).forEach((one, index) => {
    const name = text(own(one, 'name'));
    const evidence = pod.object.at([...pod.at, 'imagePullSecrets', index]);
    if (name !== undefined) uses.push({ name, optional: true, evidence, pulls: true });
  });
  return [...uses, ...ofAccount(world, pod)];
}

/** KServe's storage initializer receives the Secrets that the account lists; every pod pulls with the account's pull Secrets. */
function ofAccount(world: Lookup, pod: PodTemplate): readonly SecretUse[] {
  const uses: SecretUse[] = [];
  for (const account of world.find('ServiceAccount', pod.namespace, pod.account)) {
    const keys = fetchesModel(pod) ? ['imagePullSecrets', 'secrets'] : ['imagePullSecrets'];
    for (const key of keys)
      list(own(account.body, key)).forEach((one, index) => {
        const name = text(own(one, 'name'));
        const pulls = key === 'imagePullSecrets' ? ({ pulls: true } as const) : {};
        if (name !== undefined) uses.push({ name, optional: true, evidence: account.at([key, index]), ...pulls });
      });
  }
  return uses;
}

/** Whether KServe puts its storage initializer before the pod: routers, schedulers and what holds no model of its own have none. */
function fetchesModel(pod: PodTemplate): boolean {
  const { object, segments } = pod;
  if (!KSERVE_GROUPS.has(object.group)) return false;
  const part = segments[3] ?? '';
  if (object.kind === 'LLMInferenceService')
    return part !== 'scheduler' && !/^(?:pvc|oci):/u.test(text(dig(object.body, 'spec', 'model', 'uri')) ?? 'pvc:');
  if (object.kind !== 'InferenceService') return false;
  const component = dig(object.body, 'spec', part.replace(/-worker$/u, ''));
  const model = modelOf(component)?.model ?? component;
  return (
    ['storageUri', 'storageUris', 'storage'].some((key) => own(model, key) !== undefined) ||
    partsOf(pod).some((one) => envOf(one).some(({ name }) => name === 'STORAGE_URI'))
  );
}

/** Controllers write the certificates of their own webhooks. */
const SELF_MADE = /(?:webhook|serving|server|apiserver)[a-z-]*-(?:certs?|tls)$/u;

/** Where a resource names the Secret that its controller writes. */
interface Maker {
  readonly kind: string;
  readonly group: string;
  readonly name: (body: Fields, own: string) => unknown;
}

const MAKERS: readonly Maker[] = [
  { kind: 'Certificate', group: 'cert-manager.io', name: (body) => dig(body, 'spec', 'secretName') },
  { kind: 'ExternalSecret', group: 'external-secrets.io', name: (body, own) => dig(body, 'spec', 'target', 'name') ?? own },
  { kind: 'RayCluster', group: 'ray.io', name: (body, own) => (dig(body, 'spec', 'authOptions', 'mode') === 'token' ? own : undefined) },
  { kind: 'SealedSecret', group: 'bitnami.com', name: (_, own) => own },
  { kind: 'VaultStaticSecret', group: 'secrets.hashicorp.com', name: (body) => dig(body, 'spec', 'destination', 'name') },
  { kind: 'VaultDynamicSecret', group: 'secrets.hashicorp.com', name: (body) => dig(body, 'spec', 'destination', 'name') },
  { kind: 'InfisicalSecret', group: 'secrets.infisical.com', name: (body) => dig(body, 'spec', 'managedSecretReference', 'secretName') },
]; // prettier-ignore

function madeByController(world: Lookup, secret: NodeId): boolean {
  return MAKERS.some((maker) => madeBy(maker, world.of(maker.kind, maker.group)).has(secret));
}

/** A realm has one list of the objects of a kind. */
const MADE = new WeakMap<readonly K8sObject[], ReadonlySet<NodeId>>();

function madeBy({ name }: Maker, objects: readonly K8sObject[]): ReadonlySet<NodeId> {
  let made = MADE.get(objects);
  if (!made) {
    const secrets = objects.flatMap((object) => {
      const secret = text(name(object.body, object.name));
      return secret === undefined ? [] : [idOf.secret(object.realm, object.namespace ?? 'default', secret)];
    });
    MADE.set(objects, (made = new Set(secrets)));
  }
  return made;
}
