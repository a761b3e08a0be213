import { both, either, PROVED, type Certainty } from '../rbac/certainty.ts';
import { BUILT_IN_ROLES } from '../rbac/built-in.ts';
import type { Grant } from '../rbac/grants.ts';
import type { RoleView } from '../rbac/roles.ts';
import type { Subject } from '../rbac/subjects.ts';
import type { Lookup } from '../read/pod-source.ts';
import { idOf } from '../read/ids.ts';
import type { Access } from './access-index.ts';
import { environmentOf } from './environment.ts';
import { link, proofOf } from './emit.ts';
import { OneByOne } from './one-by-one.ts';
import { isOpen } from './open-names.ts';
import { wholeRoles } from './whole.ts';
import { isExpected, tellSubject } from './subject-nodes.ts';

/** Every binding as a PermissionSet: who holds it, which role it grants, where it applies. */
export function deriveGrants(access: Access): void {
  const { estate, realm } = access;
  for (const grant of access.grants) {
    KNOWN.tell(access, grant, (world) => {
      const here = { estate, realm, world };
      tellSet(here, grant);
      tellFact(here, grant);
      tellRoleLinks(here, grant);
    });
    tellMissingRole(access, grant);
    for (const subject of grant.subjects) tellHolder(access, grant, subject);
  }
}

const KNOWN = new OneByOne<Grant>();

type Here = Pick<Access, 'estate' | 'realm'> & { readonly world: Lookup };

function tellSet(access: Here, grant: Grant): void {
  const { node, binding, namespace, roleRef, evidence } = grant;
  access.estate.node({
    id: node,
    kind: 'PermissionSet',
    name: `${roleRef.name}::${binding.name}`,
    realm: access.realm,
    environment: environmentOf(access.world, binding),
    ...(namespace === undefined ? {} : { namespace }),
    evidence,
    rules: grant.rules.map(({ rule }) => rule),
  });
}

function tellFact(access: Here, grant: Grant): void {
  const { binding, namespace, roleRef, role } = grant;
  const name = binding.span(['roleRef', 'name']);
  const kind = binding.span(['roleRef', 'kind']);
  const document = binding.block([]);
  access.estate.fact({
    fact: 'grant',
    node: grant.node,
    binding: {
      kind: namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding',
      name: binding.name,
      ...(namespace === undefined ? {} : { namespace }),
    },
    role: { ...roleRef, builtIn: role?.builtIn ?? false },
    ...(namespace === undefined ? {} : { namespace }),
    rules: grant.rules.map(({ rule }) => rule),
    subjects: grant.subjects.map(({ node, evidence, span }) => ({ node, evidence, ...(span && { span }) })),
    ...(name || kind ? { roleRef: { ...(name && { name }), ...(kind && { kind }) } } : {}),
    ...(document && { document }),
    evidence: grant.evidence,
    confidence: both(grant.certainty, ...grant.rules.map(({ certainty }) => certainty)).confidence,
  });
}

/** Whether it could stand elsewhere is a question about the whole realm: it is asked anew each time. */
function tellMissingRole(access: Access, { node, namespace, roleRef, role, certainty, binding }: Grant): void {
  if (role) return;
  if (isOpen(roleRef.name)) return;
  const span = binding.block(['roleRef']);
  access.estate.fact({
    fact: 'dangling',
    node,
    relation: 'role',
    missing: roleRef.node,
    ...(wholeRoles(access.world, roleRef.kind === 'Role' ? namespace : undefined) ? { whole: true } : {}),
    evidence: [binding.at(['roleRef'])],
    confidence: certainty.confidence === 'possible' || isBuiltInName(roleRef.name) ? 'possible' : 'configured',
    ...(span && { span }),
  });
}

/** An aggregated role is as sure as its surest part: the others only add to it. */
function roleCertainty({ aggregated, rules }: RoleView): Certainty {
  const all = rules.map(({ certainty }) => certainty);
  return aggregated ? either(all) : both(PROVED, ...all);
}

function tellRoleLinks(access: Here, grant: Grant): void {
  const { node, namespace, role, certainty, binding } = grant;
  const place = [binding.at(['roleRef'])];
  const scope = namespace === undefined ? idOf.cluster(access.realm) : idOf.namespace(access.realm, namespace);
  link(access, 'APPLIES_TO', node, scope, certainty, grant.evidence);
  if (role) {
    link(access, 'GRANTS_ROLE', node, role.node, both(certainty, roleCertainty(role)), place);
  }
}

function tellHolder(access: Access, grant: Grant, subject: Subject): void {
  const exists = tellSubject(access, subject);
  const certainty = both(grant.certainty, subject.certainty, PROVED);
  link(access, 'HAS_PERMISSION_SET', subject.node, grant.node, certainty, [subject.evidence, ...proofOf(grant, [])]);
  if (exists || subject.kind !== 'account' || isExpected(access, subject)) return;
  access.estate.fact({
    fact: 'dangling',
    node: grant.node,
    relation: 'subject',
    missing: subject.node,
    evidence: [subject.evidence],
    // Of a namespace that nothing here is about, the files that declare its accounts may be elsewhere.
    confidence:
      certainty.confidence === 'possible' || !access.covered.has(subject.namespace) ? 'possible' : 'configured',
    ...(subject.span && { span: subject.span }),
  });
}

/** A role of the bootstrap policy that is looked for in another namespace, or one of a controller that the table leaves out. */
const isBuiltInName = (name: string): boolean => Object.hasOwn(BUILT_IN_ROLES, name) || name.startsWith('system:');
