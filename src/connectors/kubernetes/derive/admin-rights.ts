import { everythingRules, type Access } from './access-index.ts';
import { grantLink } from './emit.ts';
import { tellCluster, tellNamespace } from './scope-nodes.ts';

/** A grant of everything is one edge to its scope; what that controls follows from there, so nothing else is derived of it. */
export function deriveAdminRights(access: Access): void {
  for (const grant of access.grants) {
    if (!grant.everything) continue;
    const rules = everythingRules(grant);
    if (grant.namespace === undefined) grantLink(access, 'CLUSTER_ADMIN', grant, tellCluster(access), rules);
    else grantLink(access, 'NAMESPACE_ADMIN', grant, tellNamespace(access, grant.namespace, 'taken'), rules);
  }
}
