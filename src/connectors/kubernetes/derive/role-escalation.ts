import { possible, PROVED } from '../rbac/certainty.ts';
import type { Grant } from '../rbac/grants.ts';
import type { Scope } from '../rbac/rights.ts';
import { RBAC_GROUP } from '../rbac/roles.ts';
import type { Access } from './access-index.ts';
import { grantLink, together } from './emit.ts';
import { tellCluster, tellNamespace } from './scope-nodes.ts';

const NEW_ROLE = possible('a binding of the new role');

/** The `escalate` verb lifts the rule that nobody writes rights into a role that they do not hold. */
export function deriveRoleEscalation(access: Access): void {
  for (const grant of access.limited) {
    const roles = way(grant, 'roles');
    if (roles) {
      const names = grant.namespace === undefined ? access.world.namespaces : [grant.namespace];
      for (const name of names)
        grantLink(access, 'ESCALATE_ROLE', grant, tellNamespace(access, name, 'taken'), roles.rules, roles.needs);
    }
    const clusterRoles = grant.namespace === undefined ? way(grant, 'clusterroles') : undefined;
    if (clusterRoles)
      grantLink(access, 'ESCALATE_ROLE', grant, tellCluster(access), clusterRoles.rules, clusterRoles.needs);
  }
}

/** By changing a role that is there (then its holders gain), or by writing a new one, which still has to be bound. */
function way(grant: Grant, resource: 'roles' | 'clusterroles') {
  const { rights } = grant;
  const escalate = rights.scope('escalate', RBAC_GROUP, resource);
  if (!escalate.any) return undefined;
  const shared = common(escalate, rights.verbs(['patch', 'update'], RBAC_GROUP, resource));
  if (shared.length > 0) return { rules: shared, needs: PROVED };
  const create = rights.unnamed('create', RBAC_GROUP, resource);
  if (!create.any || escalate.all.length === 0) return undefined;
  return { rules: together(create.all, escalate.all), needs: NEW_ROLE };
}

/** Rules by which both are allowed on one and the same role. */
function common(a: Scope, b: Scope): readonly number[] {
  if (!a.any || !b.any) return [];
  if (a.all.length > 0 && b.all.length > 0) return together(a.all, b.all);
  const names = [...(a.all.length > 0 ? b : a).named.keys()];
  return names.flatMap((name) => {
    const first = a.all.length > 0 ? a.all : a.named.get(name);
    const second = b.all.length > 0 ? b.all : b.named.get(name);
    return first && second ? together(first, second) : [];
  });
}
