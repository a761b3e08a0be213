import type { EstateBuilder } from '../../model/builder.ts';
import type {
  GcpDenyFact,
  GcpGrantFact,
  GcpProviderFact,
  GcpRef,
  GcpResourceFact,
  GcpRoleFact,
  GcpServiceAccountFact,
} from '../../model/gcp-facts.ts';
import type { Evidence } from '../../model/evidence.ts';
import { printHoles } from '../../model/hole.ts';
import { nodeId, type NodeId } from '../../model/id.ts';
import { clusterKey, serviceAccountKey } from '../../model/keys.ts';
import type { Environment } from '../../model/kinds.ts';
import { GCP_KINDS } from './gcp-kinds.ts';

type Told<F> = Omit<F, 'node' | 'fact'> & { readonly environment: Environment };

const UNKNOWN = '{project}';

/** By the email alone, so that whoever names the account means the same node; `{project}` where the email does not say it. */
export function gcpServiceAccountId(email: string): NodeId {
  return nodeId('gcp', 'ServiceAccount', projectOfEmail(email) ?? UNKNOWN, printHoles(email));
}

/** The project in the email of an account that people make (IAM documentation, "Service account types"); the services' own have none. */
export function projectOfEmail(email: string): string | undefined {
  return /@([^.@]{1,310})\.iam\.gserviceaccount\.com$/u.exec(printHoles(email))?.[1];
}

export function gcpRefId({ type, project, location, name }: GcpRef): NodeId {
  if (type === 'service-account') return gcpServiceAccountId(name);
  const { word, global } = GCP_KINDS[type];
  if (global) return nodeId('gcp', word, printHoles(name));
  return nodeId(
    'gcp',
    word,
    printHoles(project ?? UNKNOWN),
    ...(location ? [printHoles(location)] : []),
    printHoles(name),
  );
}

export const gcpProjectId = (project: string): NodeId => gcpRefId({ type: 'project', name: project });

export const gcpRoleId = (role: string): NodeId =>
  nodeId('gcp', 'Role', ...[printHoles(role.replace(/^roles\//u, ''))]);

/** What every source tells of Google Cloud goes through here, so that it is the same node whoever wrote it down. */
export function tellGcpGrant(estate: EstateBuilder, told: Told<GcpGrantFact>): NodeId {
  const { environment, ...rest } = told;
  const node = tellGcpRef(estate, told.on, environment, told.evidence);
  estate.fact({ fact: 'gcp-grant', node, ...rest });
  return node;
}

export function tellGcpDeny(estate: EstateBuilder, told: Told<GcpDenyFact>): NodeId {
  const { environment, ...rest } = told;
  const node = tellGcpRef(estate, told.on, environment, told.evidence);
  estate.fact({ fact: 'gcp-deny', node, ...rest });
  return node;
}

export function tellGcpServiceAccount(estate: EstateBuilder, told: Told<GcpServiceAccountFact>): NodeId {
  const { environment, ...rest } = told;
  const on: GcpRef = {
    type: 'service-account',
    name: told.email,
    ...(told.project === undefined ? {} : { project: told.project }),
  };
  const node = tellGcpRef(estate, on, environment, told.evidence, false);
  estate.fact({ fact: 'gcp-service-account', node, ...rest });
  return node;
}

export function tellGcpRole(estate: EstateBuilder, told: Told<GcpRoleFact>): NodeId {
  const { environment, ...rest } = told;
  const node = gcpRoleId(told.role);
  const realm = /^(?:projects|organizations)\/([^/]{1,300})\//u.exec(printHoles(told.role))?.[1] ?? 'gcp';
  const name = printHoles(told.role);
  estate.node({ id: node, kind: 'PermissionSet', name, realm, environment, evidence: told.evidence });
  estate.fact({ fact: 'gcp-role', node, ...rest });
  return node;
}

export function tellGcpResource(estate: EstateBuilder, told: Told<GcpResourceFact>): NodeId {
  const { environment, ...rest } = told;
  const node = tellGcpRef(estate, told.on, environment, told.evidence, false, told.title);
  if (told.on.type === 'cluster') estate.known(node, clusterKey(printHoles(told.on.name)));
  estate.fact({ fact: 'gcp-resource', node, ...rest });
  return node;
}

export function tellGcpProvider(estate: EstateBuilder, told: Told<GcpProviderFact>): NodeId {
  const { environment, ...rest } = told;
  const [realm = '', pool = '', name = ''] = [told.project, told.pool, told.provider].map(printHoles);
  const node = nodeId('gcp', 'OidcProvider', realm, pool, name);
  estate.node({ id: node, kind: 'OidcProvider', name, realm, environment, evidence: told.evidence });
  estate.fact({ fact: 'gcp-provider', node, ...rest });
  return node;
}

/** The node of a thing that a policy or a role names; `implied` unless a file tells of the thing itself. */
export function tellGcpRef(
  estate: EstateBuilder,
  on: GcpRef,
  environment: Environment,
  evidence: readonly Evidence[],
  implied = true,
  title?: string,
): NodeId {
  const id = gcpRefId(on);
  const { kind, jewel } = GCP_KINDS[on.type];
  const name = printHoles(title ?? on.name);
  const stands = on.project ?? (on.type === 'service-account' ? projectOfEmail(on.name) : undefined);
  const realm = printHoles(stands ?? (GCP_KINDS[on.type].global ? on.name : UNKNOWN));
  estate.node({ id, kind, name, realm, environment, evidence, ...(implied ? { implied: true } : {}) });
  if (on.type === 'service-account') estate.known(id, serviceAccountKey(printHoles(on.name)));
  const at = estate.get(id);
  if (jewel && at && !at.jewel)
    estate.node({
      ...at,
      jewel: { tier: jewel.tier, name: `${jewel.what} ${name}`, confidence: 'possible', reason: jewel.reason },
    });
  return id;
}
