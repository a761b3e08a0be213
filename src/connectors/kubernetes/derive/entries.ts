import { nodeId } from '../../../model/id.ts';
import { dig, text } from '../../../documents/value.ts';
import { idOf } from '../read/ids.ts';
import type { PodTemplate } from '../world.ts';
import { standing } from './standing.ts';
import type { Telling } from './telling.ts';
import { functionsOf } from './workload-functions.ts';

/** Who sits at a notebook runs code in it: one person for the users of each namespace's notebooks, or the owner of the profile. */
export function deriveEntries(telling: Telling): void {
  for (const pod of telling.world.pods) {
    if (pod.segments[3] === 'hub') continue;
    if (functionsOf(pod, telling.partsOf(pod)).some((one) => one.is === 'notebook')) notebookUser(telling, pod);
  }
}

function notebookUser(telling: Telling, pod: PodTemplate): void {
  const { object, namespace } = pod;
  const [profile] = telling.world.find('Profile', undefined, namespace);
  const owner = profile && text(dig(profile.body, 'spec', 'owner', 'name'));
  const id =
    owner === undefined
      ? nodeId('k8s', 'Human', object.realm, namespace, '{notebook user}')
      : idOf.user(object.realm, owner);
  const evidence = [object.at(pod.at)];
  telling.estate.node({
    id,
    kind: 'Human',
    name: owner ?? `notebook user of ${namespace}`,
    realm: object.realm,
    environment: telling.environment(object, pod.labels),
    evidence: profile ? [profile.at(['spec', 'owner'])] : evidence,
    entry: 'notebook-user',
    ...(owner === undefined ? { implied: true } : {}),
  });
  telling.estate.edge({ kind: 'NOTEBOOK_SPAWN', from: id, to: pod.id, ...standing('configured', object), evidence });
}
