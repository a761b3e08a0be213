import type { NodeId } from '../../../model/id.ts';
import { possible, PROVED, type Certainty } from '../rbac/certainty.ts';
import type { Grant } from '../rbac/grants.ts';
import type { Scope } from '../rbac/rights.ts';
import { idOf } from '../read/ids.ts';
import type { Access } from './access-index.ts';
import { grantLink, linkNamed } from './emit.ts';
import { MASTERS_GROUP } from './group-names.ts';
import { userKind } from './subject-nodes.ts';

const WITH_A_USER = possible('with the right to impersonate some user');

/**
 * Rights to act as somebody else. Users and groups stand outside namespaces, so only cluster-wide grants count for them; a group
 * alone cannot be impersonated, it is asked for beside a user or account.
 */
export function deriveImpersonation(access: Access): void {
  const users = occurring(access);
  for (const grant of access.limited) {
    const { rights, namespace } = grant;
    const accounts = rights.scope('impersonate', '', 'serviceaccounts');
    linkNamed(
      access,
      'IMPERSONATE',
      grant,
      access.accounts.in(namespace).filter((account) => account.worthTaking),
      accounts,
    );
    if (namespace !== undefined) continue;
    const asUsers = rights.scope('impersonate', '', 'users');
    reach(access, grant, asUsers, users, PROVED, (name) => {
      const id = idOf.user(access.realm, name);
      return { id, kind: userKind(name) };
    });
    const groups = rights.scope('impersonate', '', 'groups');
    if (!groups.any) continue;
    const names = new Set([...access.groups, MASTERS_GROUP]);
    reach(access, grant, groups, names, asUsers.any || accounts.any ? PROVED : WITH_A_USER, (name) => {
      access.groups.add(name);
      return { id: idOf.group(access.realm, name), kind: 'Group' };
    });
  }
}

function occurring(access: Access): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { subjects } of access.grants) for (const { kind, name } of subjects) if (kind === 'user') names.add(name);
  return names;
}

/** A name that only the rule itself mentions is a target too: it may be bound elsewhere. */
function reach(
  access: Access,
  grant: Grant,
  scope: Scope,
  known: Iterable<string>,
  needs: Certainty,
  target: (name: string) => { readonly id: NodeId; readonly kind: 'Human' | 'ServicePrincipal' | 'Group' },
): void {
  const names = scope.all.length > 0 ? [...known] : [];
  const wanted = new Map(names.map((name) => [name, scope.all]));
  for (const [name, rules] of scope.named) if (!wanted.has(name)) wanted.set(name, rules);
  for (const [name, rules] of [...wanted].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { id, kind } = target(name);
    if (!access.estate.has(id))
      access.estate.node({
        id,
        kind,
        name,
        realm: access.realm,
        environment: access.world.environment,
        evidence: grant.evidence,
        implied: true,
      });
    grantLink(access, 'IMPERSONATE', grant, { id, certainty: PROVED }, rules, needs);
  }
}
