import type { Evidence } from '../../../model/evidence.ts';
import { certaintyOf, placesOfAll, PROVED } from '../rbac/certainty.ts';
import { idOf } from '../read/ids.ts';
import { firstUse } from './accounts.ts';
import type { Access, Target } from './access-index.ts';
import { environmentInName } from '../../../model/environment-name.ts';
import { environmentInLabels } from './environment.ts';

/** The cluster and its namespaces as nodes. */
export function deriveScopes(access: Access): void {
  const used = firstUse(access);
  const [first] = access.world.objects;
  access.estate.node({
    id: idOf.cluster(access.realm),
    kind: 'Cluster',
    name: access.realm,
    realm: access.realm,
    environment: access.world.environment,
    evidence: first ? [first.at()] : [],
    implied: true,
  });
  for (const name of access.world.namespaces) {
    const objects = access.namespaceObjects.get(name) ?? [];
    const [object] = objects;
    const evidence: readonly Evidence[] = objects.length > 0 ? placesOfAll(objects) : (used.get(name) ?? []);
    if (evidence.length === 0) continue;
    access.estate.node({
      id: idOf.namespace(access.realm, name),
      kind: 'Namespace',
      name,
      realm: access.realm,
      environment:
        environmentInLabels(object?.labels ?? {}) ??
        environmentInName(name) ??
        object?.environment ??
        access.world.environment,
      namespace: name,
      evidence,
      ...(objects.length === 0 ? { implied: true } : {}),
    });
  }
}

export const tellCluster = (access: Access): Target => ({
  id: idOf.cluster(access.realm),
  name: access.realm,
  certainty: PROVED,
});

/** `taken`: the edge that is being made gives power over the namespace as a whole. */
export function tellNamespace(access: Access, name: string, as?: 'taken'): Target {
  if (as) access.taken.add(name);
  return { id: idOf.namespace(access.realm, name), name, certainty: certaintyOf(undefined) };
}
