import { both, PROVED, type Certainty } from '../rbac/certainty.ts';
import { covers, isEverything } from '../rbac/covers.ts';
import type { Grant } from '../rbac/grants.ts';
import { rulesFor, type Scope } from '../rbac/rights.ts';
import { RBAC_GROUP, type RoleView } from '../rbac/roles.ts';
import type { Access } from './access-index.ts';
import { grantLink, setTarget, together } from './emit.ts';
import { Namespaced } from './namespaced.ts';

const plain = (role: Pick<RoleView, 'rules'>) => role.rules.map(({ rule }) => rule);
const sureness = (role: RoleView): Certainty => both(PROVED, ...role.rules.map(({ certainty }) => certainty));

/**
 * Rights to bind roles inside a namespace. Who may create role bindings there and `bind` a Role may give itself that Role, so it
 * reaches every permission set of the namespace that some such Role covers. Without `bind` only what is held already can be bound,
 * which reaches nothing.
 */
export function deriveRoleBinding(access: Access): void {
  const sets = new Namespaced(access.grants.filter(isNamespaced), (grant) => grant.namespace);
  const roles = new Namespaced(
    access.roles.declared().filter((role) => role.kind === 'Role'),
    (role) => role.namespace ?? 'default',
  );
  const covering = coverIndex(roles);
  for (const grant of access.limited) {
    const { rights, namespace } = grant;
    const bind = rights.scope('bind', RBAC_GROUP, 'roles');
    const create = rights.unnamed('create', RBAC_GROUP, 'rolebindings');
    if (bind.any && create.any)
      for (const target of sets.in(namespace)) {
        if (target === grant) continue;
        const role = covering(target).find((one) => rulesFor(bind, one.name).length > 0);
        if (!role) continue;
        const rules = together(create.all, rulesFor(bind, role.name));
        grantLink(access, 'ROLE_BIND', grant, setTarget(target), rules, sureness(role));
      }
    else byJoining(access, grant, sets.in(namespace), bind);
  }
}

const isNamespaced = (grant: Grant): grant is Grant & { readonly namespace: string } =>
  grant.namespace !== undefined && grant.rules.length > 0;

type Target = Grant & { readonly namespace: string };

/** Roles of the namespace that hold everything the set gives; computed once a set. */
function coverIndex(roles: Namespaced<RoleView>): (target: Target) => readonly RoleView[] {
  const known = new Map<Target, readonly RoleView[]>();
  return (target) => {
    let found = known.get(target);
    if (!found) {
      // Paths that are no resources have no effect in a namespace.
      const wanted = plain(target).filter((rule) => rule.resources.length > 0);
      found = roles.in(target.namespace).filter((role) => isEverything(plain(role)) || covers(plain(role), wanted));
      known.set(target, found);
    }
    return found;
  };
}

/** Changing a binding that is there cannot change its role, but can add the changer to its subjects. */
function byJoining(access: Access, grant: Grant, targets: readonly Target[], bindRoles: Scope): void {
  const change = grant.rights.verbs(['patch', 'update'], RBAC_GROUP, 'rolebindings');
  if (!change.any) return;
  const bindClusterRoles = grant.rights.scope('bind', RBAC_GROUP, 'clusterroles');
  for (const target of targets) {
    if (target === grant) continue;
    const bind = target.roleRef.kind === 'Role' ? bindRoles : bindClusterRoles;
    const bound = rulesFor(bind, target.roleRef.name);
    const changed = rulesFor(change, target.binding.name);
    if (bound.length === 0 || changed.length === 0) continue;
    grantLink(access, 'ROLE_BIND', grant, setTarget(target), together(changed, bound), {
      confidence: 'proved',
      precondition: `by joining the subjects of RoleBinding ${target.binding.name}`,
    });
  }
}
