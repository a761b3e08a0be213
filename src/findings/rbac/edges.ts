import type { NodeId } from '../../model/id.ts';
import type { EdgeKind } from '../../model/kinds.ts';
import type { JudgeContext } from '../rule.ts';
import { isAdmin, mentions, type Rights } from './allows.ts';

type Need = readonly [group: string, resources: readonly string[], verbs: readonly string[]];

const RBAC = 'rbac.authorization.k8s.io';
const CHANGE = ['create', 'update', 'patch'];
const CONTROLLERS: readonly Need[] = [
  ['', ['pods', 'replicationcontrollers'], CHANGE],
  ['apps', ['daemonsets', 'deployments', 'replicasets', 'statefulsets'], CHANGE],
  ['batch', ['cronjobs', 'jobs'], CHANGE],
];

/** Any one of these rights keeps the edge. An edge kind that is not here is never taken as closed by a narrower role. */
const NEEDS: Partial<Record<EdgeKind, readonly Need[]>> = {
  POD_EXEC: [['', ['pods/exec', 'pods/attach'], ['create', 'get']]],
  POD_CREATE: CONTROLLERS,
  POD_PATCH: [...CONTROLLERS, ['', ['pods/ephemeralcontainers'], ['update', 'patch']]],
  READ_SECRET: [['', ['secrets'], ['get', 'list', 'watch']]],
  READ_TOKEN: [['', ['secrets'], ['get', 'list', 'watch']]],
  WRITE_SECRET: [['', ['secrets'], CHANGE]],
  WRITE_CONFIG: [['', ['configmaps'], CHANGE]],
  MINT_TOKEN: [['', ['serviceaccounts/token'], ['create']]],
  ROLE_BIND: [[RBAC, ['clusterroles', 'roles'], ['bind', 'escalate']]],
  BIND_CLUSTER_ROLE: [[RBAC, ['clusterroles', 'roles'], ['bind', 'escalate']]],
  ESCALATE_ROLE: [[RBAC, ['clusterroles', 'roles'], ['escalate']]],
  IMPERSONATE: [['', ['users', 'groups', 'serviceaccounts'], ['impersonate']]],
  ESCALATE_VIA_WEBHOOK: [['admissionregistration.k8s.io', ['mutatingwebhookconfigurations'], CHANGE]],
  APPROVE_CERTIFICATE: [['certificates.k8s.io', ['certificatesigningrequests/approval'], ['update', 'patch']]],
  NODE_PROXY: [['', ['nodes/proxy'], ['get', 'create']]],
};

/** Edges of the permission sets that are gone when they hold these rules instead. */
export function edgesLost(context: JudgeContext, sets: readonly NodeId[], rules: readonly Rights[]): string[] {
  const kept = new Map<EdgeKind, boolean>();
  const keepsKind = (kind: EdgeKind): boolean => {
    const known = kept.get(kind);
    if (known !== undefined) return known;
    const does = keeps(kind, rules);
    kept.set(kind, does);
    return does;
  };
  return sets.flatMap((set) =>
    context.graph
      .outgoing(set)
      .filter(({ kind }) => !keepsKind(kind))
      .map(({ id }) => id),
  );
}

function keeps(kind: EdgeKind, rules: readonly Rights[]): boolean {
  if (kind === 'CLUSTER_ADMIN' || kind === 'NAMESPACE_ADMIN') return isAdmin(rules);
  const needs = NEEDS[kind];
  return (
    needs === undefined ||
    needs.some(([group, resources, verbs]) =>
      resources.some((resource) => verbs.some((verb) => rules.some((rule) => mentions(rule, group, resource, verb)))),
    )
  );
}

/** The edges by which bindings give the role's rights to this identity. */
export function bindingEdges(context: JudgeContext, subject: NodeId, sets: ReadonlySet<NodeId>): string[] {
  return context.graph
    .outgoing(subject)
    .filter(({ kind, to }) => kind === 'HAS_PERMISSION_SET' && sets.has(to))
    .map(({ id }) => id);
}
