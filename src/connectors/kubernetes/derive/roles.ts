import type { Evidence } from '../../../model/evidence.ts';
import type { Environment } from '../../../model/kinds.ts';
import { both, PROVED } from '../rbac/certainty.ts';
import type { RoleView } from '../rbac/roles.ts';
import type { Access } from './access-index.ts';
import { environmentOf } from './environment.ts';
import { OneByOne } from './one-by-one.ts';

/** Every declared role, and the built-in ones that a binding refers to: a node with its rules, and a fact. */
export function deriveRoles(access: Access): void {
  for (const role of access.roles.declared()) tellRole(access, role);
  const told = new Set<RoleView>();
  for (const { role } of access.grants) {
    if (!role?.builtIn || told.has(role)) continue;
    told.add(role);
    tellRole(access, role);
  }
}

export function tellRole(access: Access, role: RoleView): void {
  const [object] = role.objects;
  if (!object) tell(access, role, access.world.environment);
  else
    KNOWN.tell(access, role, (world) => {
      tell(access, role, environmentOf(world, object));
    });
}

const KNOWN = new OneByOne<RoleView>();

function tell(access: Pick<Access, 'estate' | 'realm'>, role: RoleView, environment: Environment): void {
  const { node, name, namespace, aggregated, builtIn } = role;
  const rules = role.rules.map(({ rule }) => rule);
  const evidence: readonly Evidence[] = role.evidence;
  access.estate.node({
    id: node,
    kind: 'K8sRole',
    name,
    realm: access.realm,
    environment,
    ...(namespace === undefined ? {} : { namespace }),
    evidence,
    rules,
    ...(builtIn ? { implied: true } : {}),
  });
  access.estate.fact({
    fact: 'role',
    node,
    name,
    ...(namespace === undefined ? {} : { namespace }),
    rules,
    aggregated,
    builtIn,
    evidence,
    confidence: both(PROVED, ...role.rules.map(({ certainty }) => certainty)).confidence,
  });
}
