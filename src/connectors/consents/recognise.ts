import type { Entry } from '../../documents/entry.ts';
import { madeBy } from './read/entra-secrets.ts';

/** What one object of an export is. */
export type RowKind =
  | 'principals'
  | 'applications'
  | 'secrets'
  | 'made'
  | 'delegated'
  | 'assigned'
  | 'activities'
  | 'organisations'
  | 'googleTokens'
  | 'googleActivities'
  | 'installations'
  | 'credentials'
  | 'approvedApps'
  | 'integrationLogs';

/** Texts that only these exports hold together: what is cut short is theirs too. */
const SURE: readonly (readonly string[])[] = [
  ['$metadata#servicePrincipals'],
  ['$metadata#oauth2PermissionGrants'],
  ['$metadata#applications', '"appId"'],
  ['$metadata#appRoleAssignments'],
  ['admin#directory#token'],
  ['admin#reports#activit', '"client_id"'],
  ['"app_slug"', '"repository_selection"'],
  ['"approved_apps"', '"scopes"'],
  ['"change_type"', '"app_id"', '"logs"'],
  ['"credential_type"', '"credential_authorized_at"'],
];
/** Worth parsing; whose it is shows then. */
const MAYBE: readonly (readonly string[])[] = [
  ...SURE,
  ['"appId"', '"servicePrincipalType"'],
  ['"appId"', '"appOwnerOrganizationId"'],
  ['"appId"', '"signInAudience"'],
  ['"appId"', 'SignInActivity"'],
  ['"appId"', '"passwordCredentials"'],
  ['"appId"', '"keyCredentials"'],
  ['"keyId"', '"endDate'],
  ['"appId"', '"password"', '"tenant"'],
  ['"clientId"', '"clientSecret"', '"tenantId"'],
  ['"consentType"', '"clientId"'],
  ['"appRoleId"', '"principalId"'],
  ['"verifiedDomains"', '"tenantType"'],
  ['"clientId"', '"displayText"', '"scopes"'],
];

const says = (text: string, sets: readonly (readonly string[])[]): boolean =>
  sets.some((words) => words.every((word) => text.includes(word)));
export const surely = (text: string): boolean => says(text, SURE);
export const maybe = (text: string): boolean => says(text, MAYBE);

/** A projection of an application (`$select`, `--query`) keeps what was asked for. */
const APPLICATION = ['signInAudience', 'requiredResourceAccess', 'passwordCredentials', 'keyCredentials'];
const ENDS = [['startDateTime', 'endDateTime'], ['startDate', 'endDate']] as const; // prettier-ignore
const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

const TESTS: readonly (readonly [RowKind, (entry: Entry) => boolean])[] = [
  ['installations', (one) => one.has('app_slug') && one.has('permissions')],
  ['credentials', (one) => one.has('credential_id') && one.has('credential_type')],
  ['approvedApps', (one) => one.text('app', 'id') !== undefined && one.has('scopes')],
  ['integrationLogs', (one) => one.has('app_id') && one.has('change_type')],
  ['googleTokens', (one) => one.has('clientId') && one.has('displayText') && one.has('scopes')],
  ['googleActivities', (one) => one.text('id', 'applicationName') === 'token' && one.has('events')],
  ['delegated', (one) => one.has('clientId') && one.has('consentType')],
  ['assigned', (one) => one.has('appRoleId') && one.has('principalId')],
  ['activities', (one) => one.has('appId') && one.has('lastSignInActivity')],
  ['principals', (one) => one.has('appId') && ['servicePrincipalType', 'appOwnerOrganizationId', 'servicePrincipalNames'].some((key) => one.has(key))],
  ['applications', (one) => one.has('appId') && APPLICATION.some((key) => one.has(key))],
  ['made', (one) => madeBy(one) !== undefined],
  ['secrets', (one) => GUID.test(one.text('keyId') ?? '') && ENDS.some(([from, to]) => one.has(from) && one.has(to))],
  ['organisations', (one) => one.has('id') && one.has('verifiedDomains') && one.has('tenantType')],
]; // prettier-ignore

const kindOf = (entry: Entry): RowKind | undefined => TESTS.find(([, test]) => test(entry))?.[0];

/**
 * The objects of an export, as the API wraps them: a list, `{value: [...]}` and its like, pages of these, or one object with a key for
 * each. What else stands in the file is not looked at.
 */
export function* objectsOf(root: Entry, depth = 0): Generator<readonly [RowKind, Entry]> {
  const kind = kindOf(root);
  if (kind !== undefined) {
    yield [kind, root];
    return;
  }
  if (depth === 4) return;
  for (const item of root.items()) yield* objectsOf(item, depth + 1);
  for (const [, value] of root.entries())
    if (typeof value.value === 'object' && value.value !== null) yield* objectsOf(value, depth + 1);
}
