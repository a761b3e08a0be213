import type { NodeId } from '../../../model/id.ts';
import type { NodeKind } from '../../../model/kinds.ts';
import type { Evidence } from '../../../model/evidence.ts';
import { builtInPlace } from '../rbac/built-in.ts';
import { PROVED } from '../rbac/certainty.ts';
import { setId } from '../rbac/ids.ts';
import { idOf } from '../read/ids.ts';
import type { Access } from './access-index.ts';
import { link } from './emit.ts';
import { accountGroups, ANONYMOUS, AUTHENTICATED, MASTERS_GROUP, NODES_GROUP, UNAUTHENTICATED } from './group-names.ts';
import { tellRole } from './roles.ts';

const AUTHENTICATION: Evidence = { object: 'authentication', at: 'Kubernetes documentation' };

/** Members of the groups that something refers to. Runs last of all that may refer to a group. */
export function deriveGroups(access: Access): void {
  const { declared, anyUsed } = access.machines;
  // Where nodes are declared, the one that nobody named is one of them.
  const machines = declared.length > 0 ? declared : anyUsed ? [anyUsed] : [];
  for (const machine of machines) join(access, machine.id, NODES_GROUP);
  for (const account of access.accounts.all)
    for (const group of accountGroups(account.namespace))
      if (access.groups.has(group) && access.estate.has(account.id)) join(access, account.id, group);
  if (access.groups.has(AUTHENTICATED)) {
    for (const [id, kind] of users(access)) if (kind !== 'Group') join(access, id, AUTHENTICATED);
    for (const machine of machines) join(access, machine.id, AUTHENTICATED);
  }
  if (access.groups.has(UNAUTHENTICATED)) {
    const id = idOf.user(access.realm, ANONYMOUS);
    tell(access, id, 'ServicePrincipal', ANONYMOUS);
    join(access, id, UNAUTHENTICATED);
  }
  if (access.groups.has(MASTERS_GROUP)) deriveMasters(access);
}

function users(access: Access): ReadonlyMap<NodeId, NodeKind> {
  const found = new Map<NodeId, NodeKind>();
  for (const { subjects } of access.grants)
    for (const { kind, node } of subjects) if (kind === 'user') found.set(node, 'Human');
  return found;
}

function join(access: Access, member: NodeId, group: string): void {
  const id = idOf.group(access.realm, group);
  tell(access, id, 'Group', group);
  link(access, 'MEMBER_OF', member, id, PROVED, access.estate.get(member)?.evidence ?? [AUTHENTICATION]);
}

export function tell(access: Access, id: NodeId, kind: NodeKind, name: string): void {
  if (access.estate.has(id)) return;
  access.estate.node({
    id,
    kind,
    name,
    realm: access.realm,
    environment: access.world.environment,
    evidence: [AUTHENTICATION],
    implied: true,
  });
}

/** Every cluster binds system:masters to cluster-admin, whether a file says so or not. */
function deriveMasters(access: Access): void {
  const role = access.roles.find('ClusterRole', undefined, 'cluster-admin');
  const node = setId(access.realm, undefined, 'cluster-admin', 'cluster-admin');
  if (!role || access.estate.has(node)) return;
  const evidence = [builtInPlace('ClusterRoleBinding', 'cluster-admin')];
  if (!access.estate.has(role.node)) tellRole(access, role);
  access.estate.node({
    id: node,
    kind: 'PermissionSet',
    name: 'cluster-admin::cluster-admin',
    realm: access.realm,
    environment: access.world.environment,
    evidence,
    rules: role.rules.map(({ rule }) => rule),
    implied: true,
  });
  const masters = idOf.group(access.realm, MASTERS_GROUP);
  tell(access, masters, 'Group', MASTERS_GROUP);
  const cluster = idOf.cluster(access.realm);
  link(access, 'HAS_PERMISSION_SET', masters, node, PROVED, evidence);
  link(access, 'GRANTS_ROLE', node, role.node, PROVED, evidence);
  link(access, 'APPLIES_TO', node, cluster, PROVED, evidence);
  link(access, 'CLUSTER_ADMIN', node, cluster, PROVED, evidence);
}
