import { both, possible, PROVED } from '../rbac/certainty.ts';
import { dig } from '../../../documents/value.ts';
import type { Lookup } from '../read/pod-source.ts';
import type { Access } from './access-index.ts';
import { environmentOf } from './environment.ts';
import { link } from './emit.ts';
import { escapesOf, type Escape } from './escape-techniques.ts';
import { hostMounts } from './host-mounts.ts';
import { OneByOne } from './one-by-one.ts';
import { isOpen } from './open-names.ts';
import type { ContainerView, PodView } from './pod-view.ts';

/** Which account a pod acts as, and which of its containers act as the pod. */
export function derivePodIdentity(access: Access): void {
  for (const pod of access.pods.all) {
    const known = access.accountById.has(pod.account);
    const escapes = new Map(pod.containers.map((one) => [one, escapesOf(access, pod, one)]));
    const tell = (world: Lookup): void => {
      tellIdentity({ estate: access.estate, realm: access.realm, world, escapes }, pod, known);
    };
    KNOWN.tell(access, pod, tell, [known, ...escapes.values()]);
  }
}

const KNOWN = new OneByOne<PodView>();

interface Here extends Pick<Access, 'estate' | 'realm'> {
  readonly world: Lookup;
  readonly escapes: ReadonlyMap<ContainerView, readonly Escape[]>;
}

function tellIdentity(access: Here, pod: PodView, known: boolean): void {
  const place = pod.template.object.at([...pod.template.at, 'serviceAccountName']);
  if (!known) tellMissing(access, pod);
  const account = known ? PROVED : possible(`the service account ${pod.template.account} exists`);
  const certainty = both(pod.certainty, account);
  link(access, 'USES_SERVICE_ACCOUNT', pod.id, pod.account, certainty, [place]);
  for (const container of pod.containers)
    link(access, 'USES_SERVICE_ACCOUNT', container.id, pod.account, certainty, [place]);
  const holders = pod.containers.filter((container) => container.token);
  if (holders.length > 0) link(access, 'RUNS_AS', pod.id, pod.account, certainty, [place]);
  for (const container of pod.containers) {
    const token = container.token || holders.length === 0;
    if (token && isAsStrongAsPod(access, pod, container))
      link(access, 'PART_OF', container.id, pod.id, pod.certainty, [container.evidence]);
    else if (container.token) link(access, 'RUNS_AS', container.id, pod.account, certainty, [place]);
  }
}

/**
 * Holding a pod is holding its containers, so a container may lead to its pod only when no other container of it can leave its
 * isolation in a way that this one cannot; else it leads to the account alone.
 */
function isAsStrongAsPod(access: Here, pod: PodView, container: ContainerView): boolean {
  if (pod.containers.length === 1) return true;
  const own = powers(access, pod, container);
  return pod.containers.every((other) => [...powers(access, pod, other)].every((power) => own.has(power)));
}

function powers(access: Here, pod: PodView, container: ContainerView): ReadonlySet<string> {
  return new Set([
    ...(access.escapes.get(container) ?? []).map((escape) => escape.technique),
    ...hostMounts(pod, container).flatMap(({ volume, exploits }) => exploits.map(({ kind }) => `${kind} ${volume}`)),
  ]);
}

function tellMissing(access: Here, pod: PodView): void {
  const { object, namespace, account, at } = pod.template;
  const path = [...at, 'serviceAccountName'];
  const evidence = [object.at(path)];
  access.estate.node({
    id: pod.account,
    kind: 'K8sServiceAccount',
    name: account,
    realm: access.realm,
    environment: environmentOf(access.world, object),
    namespace,
    evidence,
    implied: true,
  });
  // A name that the author did not write comes from a controller, which makes the account too; an open one is not known yet.
  if (pod.template.synthetic !== undefined || dig(object.body, ...path) !== account || isOpen(account)) return;
  const span = object.span(path);
  access.estate.fact({
    fact: 'dangling',
    node: pod.id,
    relation: 'account',
    missing: pod.account,
    evidence,
    confidence: pod.certainty.confidence === 'possible' ? 'possible' : 'configured',
    ...(span && { span }),
  });
}
