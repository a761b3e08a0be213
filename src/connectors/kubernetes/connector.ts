import type { Connector } from '../port.ts';
import { deriveAccess } from './derive/access.ts';
import { loadKubernetes } from './load/load.ts';
import { buildWorld } from './read/world.ts';

/** Kubernetes configuration: manifests, kustomizations, charts; read realm by realm. */
export const kubernetes: Connector = {
  name: 'kubernetes',
  read(files, context) {
    const { objects, claimed } = loadKubernetes(files, context);
    for (const realm of [...new Set(objects.map((one) => one.realm))].sort()) {
      const world = buildWorld(
        realm,
        objects.filter((one) => one.realm === realm),
      );
      deriveAccess(world, context.estate);
    }
    return claimed;
  },
};
