import type { EstateEdge, EstateNode } from '../../src/model/estate.ts';
import type { EdgeKind } from '../../src/model/kinds.ts';

/** An edge with its ends. */
export interface Ends {
  readonly edge: EstateEdge;
  readonly from: EstateNode;
  readonly to: EstateNode;
}

/** How one kind of KubeHound reads in our words. `when` is what its name or its test's filter says beyond the kind. */
export interface Mapping {
  readonly kind: string;
  readonly from: readonly EdgeKind[];
  readonly when?: (ends: Ends) => boolean;
  /** The corpus lists every pair of the kind that the filter lets through. */
  readonly exact: boolean;
}

const inDefault = ({ from }: Ends): boolean => from.namespace === 'default';
const wide = (node: EstateNode): boolean => node.kind === 'PermissionSet' && node.namespace === undefined;
const namespaced = (node: EstateNode): boolean => node.kind === 'PermissionSet' && node.namespace !== undefined;
const toRolebind = ({ to }: Ends): boolean => to.name.startsWith('rolebind');
const may = (node: EstateNode, verbs: readonly string[]): boolean =>
  (node.rules ?? []).some((rule) => rule.verbs.some((verb) => verb === '*' || verbs.includes(verb)));
const listed = ({ from }: Ends): boolean => may(from, ['list', 'watch']);

/** The table. Filters are those of KubeHound's own test, named in the issue. */
export const MAPPINGS: readonly Mapping[] = [
  {
    kind: 'IDENTITY_ASSUME_Container',
    from: ['RUNS_AS', 'USES_SERVICE_ACCOUNT'],
    when: ({ from, to }) => from.kind === 'Container' && to.name !== 'default',
    exact: true,
  },
  {
    kind: 'IDENTITY_ASSUME_Node',
    from: ['MEMBER_OF'],
    when: ({ from, to }) => from.kind === 'Node' && from.implied !== true && to.kind === 'Group',
    exact: true,
  },
  { kind: 'POD_PATCH', from: ['POD_PATCH'], when: inDefault, exact: true },
  { kind: 'POD_CREATE', from: ['POD_CREATE'], when: (ends) => inDefault(ends) && ends.to.kind === 'Node', exact: true },
  { kind: 'POD_EXEC', from: ['POD_EXEC'], when: inDefault, exact: true },
  { kind: 'PERMISSION_DISCOVER', from: ['HAS_PERMISSION_SET'], when: inDefault, exact: true },
  { kind: 'TOKEN_BRUTEFORCE', from: ['READ_TOKEN'], when: (ends) => inDefault(ends) && !listed(ends), exact: true },
  { kind: 'TOKEN_LIST', from: ['READ_TOKEN'], when: (ends) => inDefault(ends) && listed(ends), exact: true },
  { kind: 'EXPLOIT_HOST_READ', from: ['EXPLOIT_HOST_READ'], when: technique('EXPLOIT_HOST_READ'), exact: false },
  { kind: 'EXPLOIT_HOST_WRITE', from: ['EXPLOIT_HOST_WRITE'], when: technique('EXPLOIT_HOST_WRITE'), exact: false },
  { kind: 'SHARE_PS_NAMESPACE', from: ['SHARE_PS'], exact: true },
  ...['ROLE_BIND_CASE_1', 'ROLE_BIND_CASE_2'].map((kind): Mapping => ({
    kind,
    from: ['ROLE_BIND'],
    when: (ends) => wide(ends.from) && wide(ends.to) && toRolebind(ends),
    exact: true,
  })),
  {
    kind: 'ROLE_BIND_CASE_3',
    from: ['ROLE_BIND'],
    when: (ends) => namespaced(ends.from) && namespaced(ends.to) && toRolebind(ends),
    exact: true,
  },
  {
    kind: 'ROLE_BIND_CASE_4',
    from: ['ROLE_BIND'],
    when: (ends) => namespaced(ends.from) && wide(ends.to) && toRolebind(ends),
    exact: false,
  },
  ...[
    'CE_MODULE_LOAD',
    'CE_NSENTER',
    'CE_PRIV_MOUNT',
    'CE_SYS_PTRACE',
    'CE_UMH_CORE_PATTERN',
    'CE_VAR_LOG_SYMLINK',
  ].map((kind): Mapping => ({ kind, from: ['CONTAINER_ESCAPE'], when: technique(kind), exact: false })),
];

/** Edge kinds of ours that are one of KubeHound's: none may leave its control pod. */
export const MAPPED: ReadonlySet<EdgeKind> = new Set(MAPPINGS.flatMap(({ from }) => from));

function technique(name: string): (ends: Ends) => boolean {
  return ({ edge, from }) => from.kind === 'Container' && (edge.precondition ?? '').startsWith(`${name}:`);
}
