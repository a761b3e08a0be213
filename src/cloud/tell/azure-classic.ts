/**
 * Azure documentation, "Classic subscription administrators": Co-Administrators and the Service Administrator had the access of the Owner at
 * the subscription; the Account Administrator has the bill and no access. All were retired on 31 August 2024.
 */
export const CLASSIC_DEFINITION = 'NA(classic admin role)';
const OWNER = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635';

/** What a classic administrator is as an assignment; undefined for who has no access to resources. `name` may join several by `;`. */
export function classicRole(name: string): { readonly role: string; readonly condition: string } | undefined {
  const roles = name.split(';').map((one) => one.trim().toLowerCase());
  return roles.some((one) => one === 'coadministrator' || one === 'serviceadministrator')
    ? { role: OWNER, condition: 'classic administrators, which were retired on 31 August 2024, still count' }
    : undefined;
}
