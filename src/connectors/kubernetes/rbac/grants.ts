import type { Evidence } from '../../../model/evidence.ts';
import type { NodeId } from '../../../model/id.ts';
import { dig, text } from '../../../documents/value.ts';
import type { K8sObject, KubeWorld } from '../world.ts';
import { certaintyOf, placesOf, type Certainty } from './certainty.ts';
import { isEverything } from './covers.ts';
import { roleId, setId } from './ids.ts';
import { compiler, type Rights } from './rights.ts';
import { RBAC_GROUP, Roles, sameRole, type RoleView, type SureRule } from './roles.ts';
import { subjectsOf, type Subject } from './subjects.ts';

/** What one binding gives its subjects: a PermissionSet. */
export interface Grant {
  readonly node: NodeId;
  readonly binding: K8sObject;
  readonly roleRef: { readonly kind: 'Role' | 'ClusterRole'; readonly name: string; readonly node: NodeId };
  /** Absent when the role is nowhere: then there are no rights. */
  readonly role: RoleView | undefined;
  /** Absent for a cluster-wide grant. */
  readonly namespace?: string;
  readonly rules: readonly SureRule[];
  /** Answers for equal rule lists are shared. */
  readonly rights: Rights;
  readonly subjects: readonly Subject[];
  readonly certainty: Certainty;
  readonly evidence: readonly Evidence[];
  /** All rights of its scope: nothing else needs to be derived of it. */
  readonly everything: boolean;
}

const KNOWN = new WeakMap<KubeWorld, { readonly roles: Roles; readonly grants: readonly Grant[] }>();

/** Roles and grants of a realm, made once. */
export function rightsOf(world: KubeWorld): { readonly roles: Roles; readonly grants: readonly Grant[] } {
  let known = KNOWN.get(world);
  if (!known) {
    const roles = new Roles(world);
    KNOWN.set(world, (known = { roles, grants: grantsOf(world, roles) }));
  }
  return known;
}

/** The grants of a realm, in id order. A binding without a role reference is none. */
export function grantsOf(world: KubeWorld, roles: Roles): readonly Grant[] {
  const compile = compiler();
  return [...world.of('RoleBinding', RBAC_GROUP), ...world.of('ClusterRoleBinding', RBAC_GROUP)]
    .flatMap((binding): Grant[] => {
      const name = text(dig(binding.body, 'roleRef', 'name'));
      const kind = dig(binding.body, 'roleRef', 'kind');
      if (name === undefined || (kind !== 'Role' && kind !== 'ClusterRole')) return [];
      const namespace = binding.kind === 'RoleBinding' ? (binding.namespace ?? 'default') : undefined;
      // A ClusterRoleBinding cannot refer to a Role: the API server refuses it.
      const role = kind === 'Role' && namespace === undefined ? undefined : roles.find(kind, namespace, name);
      const known = MADE.get(binding);
      if (known && sameRole(known.role, role)) return [known];
      const rules = role?.rules ?? [];
      const plain = rules.map(({ rule }) => rule);
      const grant: Grant = {
        node: setId(world.realm, namespace, name, binding.name),
        binding,
        roleRef: {
          kind,
          name,
          node: role?.node ?? roleId(world.realm, kind === 'Role' ? (namespace ?? 'default') : undefined, name),
        },
        role,
        ...(namespace === undefined ? {} : { namespace }),
        rules,
        rights: compile(plain),
        subjects: subjectsOf(binding),
        certainty: certaintyOf(binding),
        evidence: placesOf(binding),
        everything: isEverything(plain),
      };
      MADE.set(binding, grant);
      return [grant];
    })
    .sort((a, b) => (a.node < b.node ? -1 : a.node > b.node ? 1 : 0));
}

/** For as long as the binding is held: a watch gets the same grant again where its role is the same too. */
const MADE = new WeakMap<K8sObject, Grant>();
