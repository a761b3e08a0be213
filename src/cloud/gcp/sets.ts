import type { EstateBuilder } from '../../model/builder.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { GcpGrantFact, GcpRef } from '../../model/gcp-facts.ts';
import { printHoles } from '../../model/hole.ts';
import { nodeId, type NodeId } from '../../model/id.ts';
import { both, maybe, YES, type Answer } from '../answer/answer.ts';
import { standingOf } from '../answer/standing.ts';
import { gcpRoleId, tellGcpRef } from '../tell/gcp.ts';
import { endedOn } from './cel/time.ts';
import { deniedTo } from './deny.ts';
import { projectRoleId, PUBLIC, tellMember } from './members.ts';
import { permissionsOf, type Permissions } from './permissions.ts';
import { wordOf } from './scope.ts';
import type { GcpWorld } from './world.ts';

/** A role as it is granted in one place, whoever holds it there. */
export interface GrantedSet {
  readonly id: NodeId;
  readonly scope: GcpRef;
  readonly role: string;
  readonly permissions: Permissions;
  readonly condition?: string;
  /** The day of the scan: a condition on the time may be over by then. */
  readonly day?: string;
  /** Why the grant may not be there. */
  readonly doubt: Answer;
  readonly evidence: readonly Evidence[];
  /** Who holds it, each with what a deny policy may take away. */
  readonly holders: Map<NodeId, Answer>;
  /** The same as the policy writes them. */
  readonly members: Map<NodeId, string>;
}

/** One set for each role, place and condition; whoever is bound to it has it. */
export function grantedSets(estate: EstateBuilder, world: GcpWorld): readonly GrantedSet[] {
  const sets = new Map<string, GrantedSet & { evidence: Evidence[] }>();
  for (const grant of [...world.grants].sort(byPlace)) {
    const key = [world.idOf(grant.on), grant.role, grant.condition?.expression ?? '', grant.uncertain ?? ''].join('\0');
    let set = sets.get(key);
    if (!set) sets.set(key, (set = makeSet(estate, world, grant)));
    set.evidence.push(...grant.evidence);
    bind(estate, world, grant, set);
  }
  for (const set of sets.values()) memberOfConvenience(estate, world, set);
  return [...sets.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

const byPlace = (a: GcpGrantFact, b: GcpGrantFact): number => (placeKey(a) < placeKey(b) ? -1 : 1);
const placeKey = (grant: GcpGrantFact): string =>
  JSON.stringify([grant.node, grant.role, grant.condition, grant.evidence]);

function makeSet(
  estate: EstateBuilder,
  world: GcpWorld,
  { on, role, condition, uncertain, evidence, confidence }: GcpGrantFact,
): GrantedSet & { evidence: Evidence[] } {
  const scope = world.plain(on);
  const scopeId = tellGcpRef(estate, scope, 'unknown', evidence);
  const at = estate.get(scopeId);
  const printed = printHoles(role);
  const when = condition && (condition.title ?? condition.expression);
  const realm = at?.realm ?? 'gcp';
  const path = [
    scope.type,
    printHoles(scope.name),
    printed,
    ...(condition ? [printHoles(condition.expression)] : []),
    ...(uncertain ? [uncertain] : []),
  ];
  const id = nodeId('gcp', 'Grant', realm, ...path);
  const over = condition && endedOn(condition.expression, world.day);
  const said = [
    ...(when === undefined ? [] : [printHoles(when)]),
    ...(over === undefined ? [] : [`over since ${over}`]),
  ];
  const name = `${printed} on ${wordOf(scope)}${said.length === 0 ? '' : ` (${said.join(', ')})`}`;
  const environment = at?.environment ?? 'unknown';
  estate.node({ id, kind: 'PermissionSet', name, realm, environment, evidence });
  if (estate.has(gcpRoleId(role)))
    estate.edge({ kind: 'GRANTS_ROLE', from: id, to: gcpRoleId(role), confidence: 'configured', evidence });
  const doubts = [
    ...(uncertain === undefined ? [] : [uncertain]),
    ...(confidence === 'possible' && uncertain === undefined ? ['the file is deployed as it is'] : []),
  ];
  return {
    id,
    scope,
    role,
    permissions: permissionsOf(role, world.roles(role)),
    ...(condition ? { condition: condition.expression } : {}),
    ...(world.day === undefined ? {} : { day: world.day }),
    doubt: doubts.length > 0 ? maybe(...doubts) : YES,
    evidence: [],
    holders: new Map(),
    members: new Map(),
  };
}

function bind(estate: EstateBuilder, world: GcpWorld, { members, evidence }: GcpGrantFact, set: GrantedSet): void {
  for (const member of members) {
    if (Object.hasOwn(PUBLIC, member) && world.isPublicBlocked(set.scope)) continue;
    const from = tellMember(estate, member, evidence, (written) => world.project(written));
    if (from === undefined) continue;
    const standing = both(set.doubt, deniedTo(world, member, set));
    set.holders.set(from, standing);
    set.members.set(from, member);
    estate.edge({ kind: 'HAS_PERMISSION_SET', from, to: set.id, ...standingOf(standing), evidence });
  }
}

/** Basic roles, as convenience values of policies call them. */
export const BASIC: Readonly<Record<string, string>> = {
  'roles/owner': 'owner',
  'roles/editor': 'editor',
  'roles/viewer': 'viewer',
};

/** Whoever holds a basic role on a project is what policies of its buckets call `projectEditor:ID` and its like. */
function memberOfConvenience(
  estate: EstateBuilder,
  world: GcpWorld,
  { scope, role, holders, evidence }: GrantedSet,
): void {
  const word = Object.hasOwn(BASIC, role) ? BASIC[role] : undefined;
  if (scope.type !== 'project' || word === undefined) return;
  const group = projectRoleId(world.project(scope.name), word);
  if (!estate.has(group)) return;
  for (const [from, standing] of holders)
    estate.edge({ kind: 'MEMBER_OF', from, to: group, ...standingOf(standing), evidence });
}
