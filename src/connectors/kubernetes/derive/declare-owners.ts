import type { NodeKind } from '../../../model/kinds.ts';
import { isPodKind } from '../read/pod-templates.ts';
import type { K8sObject } from '../world.ts';
import { declaredOf } from './owners.ts';
import type { Telling } from './telling.ts';

/** Owner, purpose, data scope and rotation as they are written on accounts, workloads and namespaces. */
export function declareOwners(telling: Telling): void {
  for (const object of telling.world.objects) {
    const kind = kindOf(object);
    if (kind === undefined) continue;
    const declared = declaredOf(telling.world, object);
    const id = telling.object(object, kind);
    const node = telling.estate.get(id);
    if (declared && node) telling.estate.node({ ...node, declared });
  }
}

function kindOf(object: K8sObject): NodeKind | undefined {
  if (object.group === '' && object.kind === 'ServiceAccount') return 'K8sServiceAccount';
  if (object.group === '' && object.kind === 'Namespace') return 'Namespace';
  if (object.group === '' && object.kind === 'Pod') return 'Pod';
  return isPodKind(object.group, object.kind) ? 'Workload' : undefined;
}
