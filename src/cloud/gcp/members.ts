import type { EstateBuilder } from '../../model/builder.ts';
import type { EstateNode } from '../../model/estate.ts';
import type { Evidence } from '../../model/evidence.ts';
import { printHoles } from '../../model/hole.ts';
import { nodeId, type NodeId } from '../../model/id.ts';
import type { NodeKind } from '../../model/kinds.ts';
import { tellGcpRef } from '../tell/gcp.ts';
import { poolPrincipal } from './pool-principal.ts';

type Made = Pick<EstateNode, 'id' | 'kind' | 'name' | 'realm'> & Partial<Pick<EstateNode, 'entry'>>;

const made = (id: NodeId, kind: NodeKind, name: string, realm: string): Made => ({ id, kind, name, realm });
const domainOf = (email: string): string => email.split('@').at(-1) ?? email;

const mail =
  (word: string, kind: NodeKind) =>
  (email: string): Made =>
    made(nodeId('google', word, domainOf(email), email.toLowerCase()), kind, email, domainOf(email));

export const everybodyOf = (domain: string): NodeId => nodeId('google', 'Everybody', domain.toLowerCase());
export const projectRoleId = (project: string, role: string): NodeId => nodeId('gcp', 'ProjectRole', project, role);
const convenience =
  (role: string) =>
  (project: string): Made =>
    made(projectRoleId(project, role), 'Group', `${role}s of project ${project}`, project);

/** Prefix of a member -> who that is (IAM documentation, "Principal identifiers"). */
const MEMBERS: Readonly<Record<string, (rest: string) => Made>> = {
  user: mail('User', 'Human'),
  group: mail('Group', 'Group'),
  domain: (domain) => made(everybodyOf(domain), 'Group', `everybody of ${domain}`, domain.toLowerCase()),
  projectOwner: convenience('owner'),
  projectEditor: convenience('editor'),
  projectViewer: convenience('viewer'),
};

/** Who everybody is: members of a policy that name nobody. */
export const PUBLIC: Readonly<Record<string, 'anonymous' | 'any-google-account'>> = {
  allUsers: 'anonymous',
  allAuthenticatedUsers: 'any-google-account',
};

const anyone = (word: string, name: string): Made => ({
  ...made(nodeId('gcp', 'Anyone', '*', word), 'NetworkZone', name, '*'),
  entry: 'internet',
});

/**
 * The node of a member of a policy; undefined for who is deleted. `project` puts a convenience value (`projectEditor:ID`) in the words of
 * its id.
 */
export function tellMember(
  estate: EstateBuilder,
  written: string,
  evidence: readonly Evidence[],
  project: (written: string) => string,
): NodeId | undefined {
  const member = printHoles(written).slice(0, 2000);
  if (member.startsWith('deleted:') || member === '') return undefined;
  if (member === 'allUsers') return tell(estate, anyone('anonymous', 'anybody, without a credential'), evidence);
  if (member === 'allAuthenticatedUsers')
    return tell(estate, anyone('google-account', 'anybody with a Google account'), evidence);
  const pool = poolPrincipal(written, project);
  if (pool) return tell(estate, pool.node, evidence);
  const at = member.indexOf(':');
  const [prefix, rest] = [member.slice(0, Math.max(at, 0)), member.slice(at + 1)];
  if (prefix === 'serviceAccount')
    return tellGcpRef(
      estate,
      { type: 'service-account', name: written.slice(written.indexOf(':') + 1) },
      'unknown',
      evidence,
    );
  const known = Object.hasOwn(MEMBERS, prefix) ? MEMBERS[prefix] : undefined;
  if (known) return tell(estate, known(prefix.startsWith('project') ? project(rest) : rest), evidence);
  return tell(estate, made(nodeId('gcp', 'Principal', '*', member), 'ServicePrincipal', member, '*'), evidence);
}

function tell(estate: EstateBuilder, node: Made, evidence: readonly Evidence[]): NodeId {
  return estate.node({ ...node, environment: 'unknown', evidence, implied: true });
}
