import type { GcpRoleFact } from '../../model/gcp-facts.ts';
import { maybe, NO, YES, type Answer } from '../answer/answer.ts';
import { ACT_AS, GCP_POWERS, RUNS_CODE, type GcpPower } from './powers.ts';
import { GCP_ROLES, GCP_ROLES_AS_OF, type GcpRoleRow } from './roles.ts';

/** What a role permits. */
export interface Permissions {
  has(permission: string, power?: GcpPower): Answer;
  /** Nothing is known of it but its name. */
  readonly unknown?: true;
}

/**
 * `SERVICE.googleapis.com/RESOURCE.VERB`, as roles of pools and deny policies write it, is `SERVICE.RESOURCE.VERB`; Resource Manager alone is
 * called otherwise there (IAM documentation, "Permissions supported in deny policies").
 */
export const plainPermission = (written: string): string =>
  written.replace(/^([a-z]{1,60})\.googleapis\.com\//u, (_, service: string) =>
    service === 'cloudresourcemanager' ? 'resourcemanager.' : `${service}.`,
  );

/** By a file that prints the role, else by the table, else by its name. */
export function permissionsOf(role: string, described: readonly GcpRoleFact[]): Permissions {
  if (described.length > 0) return byFacts(described);
  const row = Object.hasOwn(GCP_ROLES, role) ? GCP_ROLES[role] : undefined;
  return row ? byRow(role, row) : byName(role);
}

function byFacts(facts: readonly GcpRoleFact[]): Permissions {
  const held = new Set(facts.filter((one) => !one.inactive).flatMap((one) => one.permissions.map(plainPermission)));
  const doubts = facts.flatMap((one) => one.unresolved ?? []);
  return { has: (permission) => (held.has(permission) ? YES : doubts.length > 0 ? maybe(...doubts) : NO) };
}

/** Verbs that change something. */
const WRITES =
  /\.(?:actAs|add|attach|cancel|create|delete|deploy|disable|enable|import|insert|move|remove|reset|restore|set|sign|start|stop|undelete|undeploy|update|upload|write)[A-Za-z]*$/u;
const KEPT = 'the bucket or dataset keeps the access that it was made with';

/** Of other permissions a row says nothing: only a role of the service, or of all of them, may hold them. */
const COVERED: ReadonlySet<string> = new Set([
  ...GCP_POWERS.flatMap((one) => one.anyOf),
  ...Object.keys(RUNS_CODE),
  ACT_AS,
]);

function byRow(role: string, { page, permissions, byDefaultPolicy = [] }: GcpRoleRow): Permissions {
  const kept = new Set(byDefaultPolicy);
  const exact = new Set(permissions);
  const open = permissions.filter((one) => one.endsWith('*')).map((one) => one.slice(0, -1));
  return {
    has: (permission) => {
      if (exact.has(permission) || open.some((start) => permission.startsWith(start))) return YES;
      if (kept.has(permission)) return maybe(KEPT);
      if (COVERED.has(permission) || (page !== 'basic' && !permission.startsWith(`${page}.`))) return NO;
      if (READS.test(role) && WRITES.test(permission)) return NO;
      return maybe(`${role} permits it, of which the table of ${GCP_ROLES_AS_OF} does not say so`);
    },
  };
}

/** A viewer reads; a service agent does what its service does. */
const READS = /(?:viewer|reader|user|consumer|subscriber|accessor|invoker)$/iu;

function byName(role: string): Permissions {
  const service = /^roles\/([a-z0-9]{1,60})\./iu.exec(role)?.[1]?.toLowerCase();
  const doubt = maybe(`${role}, which is not in the table of ${GCP_ROLES_AS_OF}, permits it`);
  if (service === undefined) {
    const custom = maybe(`${role}, whose permissions no file prints, permits it`);
    return { unknown: true, has: () => custom };
  }
  return {
    unknown: true,
    has: (permission, power) =>
      permission.startsWith(`${service}.`) && (power?.reads === true || !READS.test(role)) ? doubt : NO,
  };
}
