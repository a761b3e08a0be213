import { nodeId, type NodeId } from '../../../model/id.ts';
import { dig, text } from '../../../documents/value.ts';
import { volumesOf } from './parts.ts';
import { standing } from './standing.ts';
import type { Telling } from './telling.ts';

export const claimId = (realm: string, namespace: string, name: string): NodeId =>
  nodeId('k8s', 'PersistentVolumeClaim', realm, namespace, name);

/** Volumes that outlive pods: who mounts one reads it, and writes it unless it is read-only. */
export function deriveData(telling: Telling): void {
  const { estate, world } = telling;
  for (const claim of world.of('PersistentVolumeClaim', '')) telling.object(claim, 'DataStore');
  for (const pod of world.pods)
    for (const { spec, index } of volumesOf(pod)) {
      const name = text(dig(spec, 'persistentVolumeClaim', 'claimName'));
      if (name === undefined) continue;
      const { object, namespace } = pod;
      const to = claimId(object.realm, namespace, name);
      const [declared] = world.find('PersistentVolumeClaim', namespace, name);
      telling.implied(to, 'DataStore', name, object, namespace);
      const evidence = [object.at([...pod.at, 'volumes', index])];
      estate.edge({ kind: 'DATA_ACCESS', from: pod.id, to, ...standing('configured', object, declared), evidence });
    }
}
