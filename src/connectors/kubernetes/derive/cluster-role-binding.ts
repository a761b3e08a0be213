import { possible, PROVED, type Certainty } from '../rbac/certainty.ts';
import { covers, isEverything } from '../rbac/covers.ts';
import type { Grant } from '../rbac/grants.ts';
import { Rights, rulesFor, type Scope } from '../rbac/rights.ts';
import { RBAC_GROUP, type RoleView } from '../rbac/roles.ts';
import type { Access } from './access-index.ts';
import { grantLink, setTarget, together } from './emit.ts';
import { tellCluster, tellNamespace } from './scope-nodes.ts';

const IN_ONE_NAMESPACE = possible('in any one namespace: a RoleBinding');
const IN_KUBE_SYSTEM = possible('by a RoleBinding in kube-system, whose controller accounts reach every right');

/** Rights to bind ClusterRoles: without names every right there is, cluster-wide or in a namespace. */
export function deriveClusterRoleBinding(access: Access): void {
  const wide = access.grants.filter((grant) => grant.namespace === undefined && grant.rules.length > 0);
  for (const grant of access.limited) {
    const bind = grant.rights.scope('bind', RBAC_GROUP, 'clusterroles');
    if (!bind.any) continue;
    const inNamespaces = grant.rights.unnamed('create', RBAC_GROUP, 'rolebindings');
    if (inNamespaces.any) bindInNamespaces(access, grant, bind, inNamespaces.all, wide);
    if (grant.namespace !== undefined) continue;
    const clusterWide = grant.rights.unnamed('create', RBAC_GROUP, 'clusterrolebindings');
    if (clusterWide.any) bindClusterWide(access, grant, bind, clusterWide.all, wide);
    else byJoining(access, grant, bind, wide);
  }
}

function bindClusterWide(
  access: Access,
  grant: Grant,
  bind: Scope,
  create: readonly number[],
  wide: readonly Grant[],
): void {
  const admin = ruling(access, bind, (role) => isEverything(plain(role)));
  if (admin) grantLink(access, 'BIND_CLUSTER_ROLE', grant, tellCluster(access), together(create, admin));
  toSets(access, grant, bind, create, wide, PROVED);
}

function bindInNamespaces(
  access: Access,
  grant: Grant,
  bind: Scope,
  create: readonly number[],
  wide: readonly Grant[],
): void {
  const strong = ruling(access, bind, commands);
  if (strong) {
    const rules = together(create, strong);
    const names = grant.namespace === undefined ? access.world.namespaces : [grant.namespace];
    for (const name of names)
      grantLink(access, 'BIND_CLUSTER_ROLE', grant, tellNamespace(access, name, 'taken'), rules);
    if (grant.namespace === undefined)
      grantLink(access, 'BIND_CLUSTER_ROLE', grant, tellCluster(access), rules, IN_KUBE_SYSTEM);
  }
  if (grant.namespace === undefined) toSets(access, grant, bind, create, wide, IN_ONE_NAMESPACE);
}

/** Sets whose rights some ClusterRole that may be bound holds: all of them when every ClusterRole may be. */
function toSets(
  access: Access,
  grant: Grant,
  bind: Scope,
  create: readonly number[],
  targets: readonly Grant[],
  needs: Certainty,
): void {
  const named = bind.all.length > 0 ? [] : namedRoles(access, bind);
  for (const target of targets) {
    const wanted = plain(target);
    const by = bind.all.length > 0 ? bind.all : named.find(({ role }) => covers(plain(role), wanted))?.rules;
    if (by) grantLink(access, 'ROLE_BIND', grant, setTarget(target), together(create, by), needs);
  }
}

function byJoining(access: Access, grant: Grant, bind: Scope, wide: readonly Grant[]): void {
  const change = grant.rights.verbs(['patch', 'update'], RBAC_GROUP, 'clusterrolebindings');
  if (!change.any) return;
  for (const target of wide) {
    const changed = rulesFor(change, target.binding.name);
    const bound = rulesFor(bind, target.roleRef.name);
    if (target === grant || changed.length === 0 || bound.length === 0) continue;
    grantLink(access, 'ROLE_BIND', grant, setTarget(target), together(changed, bound), {
      confidence: 'proved',
      precondition: `by joining the subjects of ClusterRoleBinding ${target.binding.name}`,
    });
  }
}

const plain = (role: Pick<RoleView, 'rules'>) => role.rules.map(({ rule }) => rule);

/** The rules by which a role of this strength may be bound; cluster-admin is always among all. */
function ruling(access: Access, bind: Scope, strong: (role: RoleView) => boolean): readonly number[] | undefined {
  if (bind.all.length > 0) return bind.all;
  return namedRoles(access, bind).find(({ role }) => strong(role))?.rules;
}

function namedRoles(
  access: Access,
  bind: Scope,
): readonly { readonly role: RoleView; readonly rules: readonly number[] }[] {
  return [...bind.named].flatMap(([name, rules]) => {
    const role = access.roles.find('ClusterRole', undefined, name);
    return role ? [{ role, rules }] : [];
  });
}

/** Whether a role rules a namespace: whoever makes pods there and reads its Secrets has every account of it. */
function commands(role: RoleView): boolean {
  const rights = new Rights(plain(role));
  return rights.unnamed('create', '', 'pods').any && rights.scope('get', '', 'secrets').all.length > 0;
}
