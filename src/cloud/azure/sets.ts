import type { AzureAssignmentFact } from '../../model/azure-facts.ts';
import type { EstateBuilder } from '../../model/builder.ts';
import type { Evidence } from '../../model/evidence.ts';
import { printHoles } from '../../model/hole.ts';
import { nodeId, type NodeId } from '../../model/id.ts';
import { both, maybe, YES, type Answer } from '../answer/answer.ts';
import { standingOf } from '../answer/standing.ts';
import { parseArmId } from '../tell/arm-id.ts';
import { azureIdentityId, azureRoleId, tellAzureScope } from '../tell/azure.ts';
import { conditionLets } from './condition.ts';
import { permitsOf, type Permits } from './permits.ts';
import type { AzureWorld } from './world.ts';

/** A role as it is assigned at one scope, whoever holds it there. */
export interface AssignedSet {
  readonly id: NodeId;
  readonly scope: string;
  readonly scopeNode: NodeId;
  readonly permits: Permits;
  /** ABAC condition of the assignment, as written. */
  readonly condition?: string;
  readonly evidence: Evidence[];
  /** Who holds it, and whether the file is surely what is deployed. */
  readonly holders: Map<NodeId, boolean>;
}

/** Whether who holds the set may do it where the set is assigned. */
export const mayDo = ({ permits, condition }: AssignedSet, action: string, data: boolean): Answer =>
  both(permits.has(action, data), conditionLets(condition, action));

export function assignedSets(estate: EstateBuilder, world: AzureWorld): readonly AssignedSet[] {
  const sets = new Map<string, AssignedSet>();
  const keyOf = (one: AzureAssignmentFact): string =>
    JSON.stringify([parseArmId(one.scope).id, one.role ?? one.roleName, one.condition]);
  const order = (one: AzureAssignmentFact): string => JSON.stringify([keyOf(one), one.principal, one.evidence]);
  for (const fact of [...world.assignments].sort((a, b) => (order(a) < order(b) ? -1 : 1))) {
    const key = keyOf(fact);
    let set = sets.get(key);
    if (!set) sets.set(key, (set = makeSet(estate, world, fact)));
    set.evidence.push(...fact.evidence);
    const holder = world.who(fact.principal) ?? unknownHolder(estate, world, fact);
    set.holders.set(holder, fact.confidence !== 'possible' || set.holders.get(holder) === true);
    const answer = fact.confidence === 'possible' ? maybe('the file is deployed as it is') : YES;
    estate.edge({
      kind: 'HAS_PERMISSION_SET',
      from: holder,
      to: set.id,
      ...standingOf(answer),
      evidence: fact.evidence,
    });
  }
  return [...sets.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function makeSet(
  estate: EstateBuilder,
  world: AzureWorld,
  { scope, role, roleName, condition, evidence }: AzureAssignmentFact,
): AssignedSet {
  const scopeNode = tellAzureScope(estate, scope, 'unknown', evidence);
  const at = estate.get(scopeNode);
  const facts = world.roles({ role, roleName } as AzureAssignmentFact);
  const called = printHoles(facts[0]?.name ?? roleName ?? role ?? 'role');
  const realm = at?.realm ?? 'azure';
  const arm = parseArmId(scope);
  const id = nodeId(
    'azure',
    'Assignment',
    realm,
    ...arm.path,
    called,
    ...(condition === undefined ? [] : [printHoles(condition)]),
  );
  const name = `${called} on ${at?.name ?? arm.name}`;
  estate.node({ id, kind: 'PermissionSet', name, realm, environment: at?.environment ?? 'unknown', evidence });
  const known = role === undefined ? undefined : azureRoleId(role);
  if (known !== undefined && estate.has(known))
    estate.edge({ kind: 'GRANTS_ROLE', from: id, to: known, confidence: 'configured', evidence });
  return {
    id,
    scope,
    scopeNode,
    permits: permitsOf(role, roleName, facts),
    ...(condition === undefined ? {} : { condition }),
    evidence: [],
    holders: new Map(),
  };
}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

/** az prints the client id of an application as the name of its principal, where it may read the directory. */
function unknownHolder(estate: EstateBuilder, world: AzureWorld, fact: AzureAssignmentFact): NodeId {
  const { principal, principalType, principalName, evidence } = fact;
  const type =
    principalType === 'User'
      ? 'user'
      : principalType === 'Group' || principalType === 'ForeignGroup'
        ? 'group'
        : 'application';
  const client =
    type === 'application' && principalName !== undefined && GUID.test(principalName) ? principalName : undefined;
  const known = client === undefined ? undefined : world.who(client);
  if (known !== undefined) return known;
  const name = printHoles(principalName ?? principal);
  const id = azureIdentityId({ type, name, principal, ...(client === undefined ? {} : { client }) });
  const kind = type === 'user' ? 'Human' : type === 'group' ? 'Group' : 'ServicePrincipal';
  return estate.node({ id, kind, name, realm: '{tenant}', environment: 'unknown', evidence, implied: true });
}
