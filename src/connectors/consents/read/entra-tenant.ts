import type { EntraRows } from './entra.ts';

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

/**
 * The tenant of the exports: the organisation object says it; so does the owner of a service principal whose application is registered
 * here; so does a realm that is a GUID. No export of service principals alone says whose it is.
 */
export function tenantOf(rows: EntraRows, realm: string): string | undefined {
  const told = rows.organisations.map(({ entry }) => entry.text('id')).find((id) => id !== undefined && GUID.test(id));
  if (told !== undefined) return told;
  const own = new Set(rows.applications.map(({ entry }) => entry.text('appId')));
  const owners = rows.principals
    .filter(({ entry }) => own.has(entry.text('appId')))
    .flatMap(({ entry }) => entry.text('appOwnerOrganizationId') ?? []);
  return owners.sort()[0] ?? (GUID.test(realm) ? realm : undefined);
}
