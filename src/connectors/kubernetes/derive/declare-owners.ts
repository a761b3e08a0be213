import type { NodeKind } from '../../../model/kinds.ts';
import { isPodKind } from '../read/pod-templates.ts';
import type { K8sObject } from '../world.ts';
import { declaredOf } from './owners.ts';
import { OneByOne } from './one-by-one.ts';
import type { Telling } from './telling.ts';

/** Owner, purpose, data scope and rotation as they are written on accounts, workloads and namespaces. */
export function declareOwners(telling: Telling): void {
  for (const object of telling.world.objects) {
    const kind = kindOf(object);
    if (kind === undefined) continue;
    telling.one(KNOWN, object, (one) => {
      one.object(object, kind, declaredOf(one.world, object));
    });
  }
}

const KNOWN = new OneByOne<K8sObject>();

function kindOf(object: K8sObject): NodeKind | undefined {
  if (object.group === '' && object.kind === 'ServiceAccount') return 'K8sServiceAccount';
  if (object.group === '' && object.kind === 'Namespace') return 'Namespace';
  if (object.group === '' && object.kind === 'Pod') return 'Pod';
  return isPodKind(object.group, object.kind) ? 'Workload' : undefined;
}
