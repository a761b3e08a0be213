import { nodeId } from '../../../model/id.ts';
import { dateOf, later } from '../dates.ts';
import type { Entry } from '../../../documents/entry.ts';
import { ENTRA_SCOPES } from '../scopes/entra.ts';
import { openingOf } from '../scopes/opening.ts';
import type { App, Grant, Key, Row, Told } from '../types.ts';
import { roleNames } from './entra-roles.ts';
import { spanOf } from './entra-secrets.ts';
import { tenantOf } from './entra-tenant.ts';

/** What Microsoft Graph v1.0 prints of one tenant, by resource type; the exports may be one file or several. */
export interface EntraRows {
  readonly principals: readonly Row[];
  readonly applications: readonly Row[];
  readonly delegated: readonly Row[];
  readonly assigned: readonly Row[];
  readonly activities: readonly Row[];
  readonly organisations: readonly Row[];
}

/** Tenants in which Microsoft publishes its own applications (learn.microsoft.com/troubleshoot/entra, "verify first-party apps"). */
const MICROSOFT: ReadonlySet<string> = new Set([
  'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
  '72f988bf-86f1-41af-91ab-2d7cd011db47',
]);

export function readEntra(rows: EntraRows, fallback: string): Told {
  const tenant = tenantOf(rows, fallback);
  const realm = tenant ?? fallback;
  const grants = grantsByPrincipal(rows);
  const used = lastUses(rows.activities);
  const apps: App[] = [];
  const keys: Key[] = [];
  const seen = new Set<string>();
  for (const row of rows.principals) {
    const appId = row.entry.text('appId') ?? '';
    const owner = row.entry.text('appOwnerOrganizationId');
    if (owner !== undefined && MICROSOFT.has(owner.toLowerCase())) continue;
    const id = nodeId('entra', 'ServicePrincipal', realm, appId);
    seen.add(appId);
    const lastUsed = used.get(appId);
    const granted = dateOf(row.entry.text('createdDateTime'));
    apps.push({
      id,
      vendor: 'entra',
      realm,
      name: row.entry.text('displayName') ?? row.entry.text('appDisplayName') ?? appId,
      environment: row.environment,
      thirdParty: whose(row.entry, owner, tenant),
      active: row.entry.get('accountEnabled')?.value !== false,
      publisher: row.entry.text('verifiedPublisher', 'displayName') ?? row.entry.text('publisherName') ?? null,
      verified: row.entry.has('verifiedPublisher')
        ? row.entry.text('verifiedPublisher', 'verifiedPublisherId') !== undefined
        : 'unknown',
      grants: grants.get(row.entry.text('id') ?? '') ?? [],
      ...(lastUsed === undefined ? {} : { lastUsed }),
      ...(granted === undefined ? {} : { granted }),
      evidence: [row.entry.evidence],
    });
    keys.push(...keysOf(row, realm, appId, 'service principal'));
  }
  for (const row of rows.applications) {
    const appId = row.entry.text('appId') ?? '';
    if (!seen.has(appId)) apps.push(registered(row, realm, appId));
    keys.push(...keysOf(row, realm, appId, 'application'));
  }
  const principals = new Set(rows.principals.map(({ entry }) => entry.text('id') ?? ''));
  for (const [principal, all] of grants)
    if (!principals.has(principal)) apps.push(unnamed(rows, realm, principal, all));
  return { apps, keys };
}

/** What holds grants and stands in no export of principals: its object id is all that is known of it. */
function unnamed(rows: EntraRows, realm: string, principal: string, grants: readonly Grant[]): App {
  const row = [...rows.delegated, ...rows.assigned].find(
    ({ entry }) => entry.text('clientId') === principal || entry.text('principalId') === principal,
  );
  return {
    id: nodeId('entra', 'ServicePrincipal', realm, 'object', principal),
    vendor: 'entra',
    realm,
    name: row?.entry.text('principalDisplayName') ?? principal,
    environment: row?.environment ?? 'unknown',
    thirdParty: 'unknown',
    active: true,
    publisher: null,
    verified: 'unknown',
    grants,
    evidence: grants.slice(0, 1).map(({ evidence }) => evidence),
  };
}

/** An application of the organisation itself; nothing is granted to it before it has a service principal. */
function registered(row: Row, realm: string, appId: string): App {
  return {
    id: nodeId('entra', 'ServicePrincipal', realm, appId),
    vendor: 'entra',
    realm,
    name: row.entry.text('displayName') ?? appId,
    environment: row.environment,
    thirdParty: false,
    active: true,
    publisher: null,
    verified: 'unknown',
    grants: [],
    evidence: [row.entry.evidence],
  };
}

/** Where the tenant is not known, a verified publisher says that it is somebody else's. */
function whose(entry: Entry, owner: string | undefined, tenant: string | undefined): boolean | 'unknown' {
  if (entry.text('servicePrincipalType') === 'ManagedIdentity') return false;
  if (owner !== undefined && tenant !== undefined) return owner.toLowerCase() !== tenant.toLowerCase();
  return entry.text('verifiedPublisher', 'verifiedPublisherId') === undefined ? 'unknown' : true;
}

function grantsByPrincipal(rows: EntraRows): ReadonlyMap<string, readonly Grant[]> {
  const found = new Map<string, Grant[]>();
  const add = (principal: string | undefined, grant: Grant): void => {
    if (principal === undefined) return;
    const known = found.get(principal);
    if (known) known.push(grant);
    else found.set(principal, [grant]);
  };
  for (const { entry } of rows.delegated) {
    const everybody = entry.text('consentType') === 'AllPrincipals';
    const person = entry.text('principalId');
    const id = entry.text('id');
    for (const scope of new Set((entry.text('scope') ?? '').split(/\s+/u).filter((one) => one !== '')))
      add(entry.text('clientId'), {
        ...scoped(scope),
        reach: everybody ? 'organisation' : 'people',
        people: everybody || person === undefined ? [] : [person],
        precondition: everybody ? 'a person of the organisation uses it' : 'only what those can do who consented',
        ...(id === undefined ? {} : { handle: `oauth2PermissionGrants/${id}` }),
        evidence: (entry.get('scope') ?? entry).evidence,
      });
  }
  const roles = roleNames(rows.principals);
  for (const { entry } of rows.assigned) {
    const principal = entry.text('principalId');
    const role = roles(entry.text('resourceId'), entry.text('appRoleId'));
    const id = entry.text('id');
    if (role === undefined || principal === undefined) continue;
    add(principal, {
      ...scoped(role),
      reach: 'organisation',
      people: [],
      ...(id === undefined ? {} : { handle: `servicePrincipals/${principal}/appRoleAssignments/${id}` }),
      evidence: entry.evidence,
    });
  }
  return found;
}

function scoped(scope: string): Pick<Grant, 'scope' | 'opening'> {
  const opening = openingOf(ENTRA_SCOPES, scope);
  return { scope, ...(opening === undefined ? {} : { opening }) };
}

function lastUses(rows: readonly Row[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { entry } of rows) {
    const appId = entry.text('appId');
    const day = dateOf(entry.text('lastSignInActivity', 'lastSignInDateTime'));
    const last = later(appId === undefined ? undefined : found.get(appId), day);
    if (appId !== undefined && last !== undefined) found.set(appId, last);
  }
  return found;
}

function keysOf(row: Row, realm: string, appId: string, of: string): Key[] {
  const kinds = [
    ['passwordCredentials', 'client secret'],
    ['keyCredentials', 'certificate'],
  ] as const;
  return kinds.flatMap(([field, what]) =>
    row.entry.items(field).flatMap((entry, index): Key[] => {
      const keyId = entry.text('keyId') ?? `${field}-${index}`;
      const name = entry.text('displayName') ?? entry.text('hint') ?? keyId;
      const value = entry.get('secretText');
      return [
        {
          id: nodeId('entra', 'ApiKey', realm, appId, keyId),
          vendor: 'entra',
          realm,
          name,
          what: `${what} of ${of}`,
          environment: row.environment,
          opens: nodeId('entra', 'ServicePrincipal', realm, appId),
          grants: [],
          ...spanOf(entry),
          ...(value === undefined ? {} : { value }),
          evidence: entry.evidence,
        },
      ];
    }),
  );
}
