/** Small exports, constructed after the vendors' documentation; the readers name the pages. */

export const TENANT = '11111111-2222-4333-8444-555555555555';

/** Constructed after Microsoft Graph v1.0: List servicePrincipals. */
const principals = {
  '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#servicePrincipals',
  value: [
    {
      id: 'sp-summarise', appId: 'aaaaaaaa-0000-4000-8000-000000000001', displayName: 'Summarise', accountEnabled: true,
      appOwnerOrganizationId: '99999999-2222-4333-8444-555555555555', servicePrincipalType: 'Application',
      verifiedPublisher: { displayName: null, verifiedPublisherId: null, addedDateTime: null }, publisherName: 'Summarise Ltd',
      passwordCredentials: [], keyCredentials: [],
    },
    {
      id: 'sp-planner', appId: 'aaaaaaaa-0000-4000-8000-000000000002', displayName: 'Planner', accountEnabled: true,
      appOwnerOrganizationId: '99999999-2222-4333-8444-666666666666', servicePrincipalType: 'Application',
      verifiedPublisher: { displayName: 'Planner Inc', verifiedPublisherId: '4242', addedDateTime: '2024-01-01T00:00:00Z' },
    },
    {
      id: 'sp-own', appId: 'aaaaaaaa-0000-4000-8000-000000000003', displayName: 'Retriever', accountEnabled: true,
      appOwnerOrganizationId: TENANT, servicePrincipalType: 'Application', verifiedPublisher: { verifiedPublisherId: null },
    },
    {
      id: 'sp-graph', appId: '00000003-0000-0000-c000-000000000000', displayName: 'Microsoft Graph', servicePrincipalType: 'Application',
      appOwnerOrganizationId: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
      appRoles: [{ id: 'role-files', value: 'Files.Read.All', isEnabled: true }],
    },
  ],
}; // prettier-ignore

/** Constructed after List applications, List oauth2PermissionGrants, List appRoleAssignments, List servicePrincipalSignInActivities. */
const tenant = {
  applications: [
    {
      id: 'app-own', appId: 'aaaaaaaa-0000-4000-8000-000000000003', displayName: 'Retriever', signInAudience: 'AzureADMyOrg',
      passwordCredentials: [
        { keyId: 'k-1', displayName: 'ci', hint: 'abc', secretText: 'Q~7xVb2mKp9sLw4RtYz8', startDateTime: '2023-02-01T00:00:00Z', endDateTime: '2299-12-31T00:00:00Z' },
      ],
      keyCredentials: [{ keyId: 'k-2', type: 'AsymmetricX509Cert', usage: 'Verify', startDateTime: '2025-02-01T00:00:00Z', endDateTime: null }],
    },
  ],
  oauth2PermissionGrants: [
    { id: 'g-1', clientId: 'sp-summarise', consentType: 'AllPrincipals', principalId: null, resourceId: 'sp-graph', scope: 'openid Mail.ReadWrite User.Read' },
    { id: 'g-2', clientId: 'sp-planner', consentType: 'Principal', principalId: 'user-1', resourceId: 'sp-graph', scope: 'Calendars.Read' },
  ],
  appRoleAssignments: [
    { id: 'r-1', appRoleId: 'role-files', principalId: 'sp-own', principalType: 'ServicePrincipal', resourceId: 'sp-graph' },
    { id: 'r-2', appRoleId: '19dbc75e-c2e2-444c-a770-ec69d8559fc7', principalId: 'sp-summarise', principalType: 'ServicePrincipal', resourceId: 'sp-elsewhere' },
  ],
  servicePrincipalSignInActivities: [
    { id: 's-1', appId: 'aaaaaaaa-0000-4000-8000-000000000001', lastSignInActivity: { lastSignInDateTime: '2026-01-05T10:00:00Z' } },
  ],
}; // prettier-ignore

/** Constructed after Directory API: tokens.list. */
const tokens = {
  kind: 'admin#directory#tokenList',
  items: [
    { kind: 'admin#directory#token', clientId: '1.apps.googleusercontent.com', displayText: 'Notes AI', anonymous: false, nativeApp: false, userKey: 'ada@example.test', scopes: ['openid', 'https://www.googleapis.com/auth/drive'] },
    { kind: 'admin#directory#token', clientId: '2.apps.googleusercontent.com', displayText: 'Unknown', anonymous: true, nativeApp: true, userKey: 'bob@example.test', scopes: ['https://www.googleapis.com/auth/calendar'] },
  ],
}; // prettier-ignore

/** Constructed after "OAuth log events" of the investigation tool. */
const oauthLog = `"Application ID","Application name",Event,Date,Actor,Scope
3.apps.googleusercontent.com,"Mailer, Inc",Authorize,2026-03-01T10:00:00Z,ada@example.test,"https://www.googleapis.com/auth/gmail.modify
openid"
3.apps.googleusercontent.com,"Mailer, Inc",Authorize,2026-03-01T10:00:00Z,eve@example.test,https://www.googleapis.com/auth/gmail.modify
3.apps.googleusercontent.com,"Mailer, Inc",Revoke,2026-04-01T10:00:00Z,eve@example.test,
`;

/** Constructed after "List app installations for an organization". */
const installations = {
  total_count: 2,
  installations: [
    {
      id: 25381, account: { login: 'acme', id: 1, type: 'Organization' }, repository_selection: 'selected', app_id: 2218, app_slug: 'fixer',
      html_url: 'https://github.com/organizations/acme/settings/installations/25381', target_type: 'Organization',
      permissions: { contents: 'write', metadata: 'read', workflows: 'write' }, events: ['push'], created_at: '2025-05-17T20:25:41Z', suspended_at: null,
      repositories: [{ id: 7, full_name: 'acme/models' }],
    },
    {
      id: 25382, account: { login: 'acme', id: 1, type: 'Organization' }, repository_selection: 'all', app_id: 2219, app_slug: 'asleep',
      permissions: { contents: 'write' }, events: [], created_at: '2025-05-17T20:25:41Z', suspended_at: '2025-06-17T20:25:41Z',
    },
  ],
}; // prettier-ignore

/** Constructed after "List SAML SSO authorizations for an organization". */
const credentials = [
  { login: 'ada', credential_id: 161195, credential_type: 'personal access token', token_last_eight: '71c3fc11', credential_authorized_at: '2024-01-26T19:06:43Z', credential_accessed_at: '2026-01-26T19:06:43Z', authorized_credential_expires_at: null, scopes: ['repo', 'admin:org'] },
  { login: 'bob', credential_id: 161196, credential_type: 'SSH key', credential_authorized_at: '2025-01-26T19:06:43Z', authorized_credential_title: 'laptop', fingerprint: 'jklmnop12345678' },
]; // prettier-ignore

/** Constructed after admin.apps.approved.list and team.integrationLogs. */
const slack = {
  ok: true,
  approved_apps: [
    { app: { id: 'A0W7UKG8E', name: 'Recap', is_app_directory_approved: false, is_internal: false }, scopes: [{ name: 'channels:history', description: '', is_sensitive: true, token_type: 'bot' }], date_updated: 1574296707, last_resolved_by: { actor_id: 'W0G82F4FD', actor_type: 'user' } },
  ],
}; // prettier-ignore
const slackLogs = {
  ok: true,
  logs: [
    { app_id: '2', app_type: 'Johnny App', user_id: 'U2', user_name: 'roger', date: '1392163201', change_type: 'removed', scope: 'chat:write:user' },
    { app_id: '2', app_type: 'Johnny App', user_id: 'U2', user_name: 'roger', date: '1392163200', change_type: 'added', scope: 'chat:write:user,channels:read' },
    { app_id: '3', app_type: 'Poster', user_id: 'U2', user_name: 'roger', date: '1392163200', change_type: 'added', scope: 'chat:write' },
  ],
}; // prettier-ignore

const json = (value: unknown): string => JSON.stringify(value, null, 2);

export const consentExports: Readonly<Record<string, string>> = {
  'entra/service-principals.json': json(principals),
  'entra/tenant.json': json(tenant),
  'google/tokens.json': json(tokens),
  'google/oauth-log.csv': oauthLog,
  'github/installations.json': json(installations),
  'github/credentials.json': json(credentials),
  'slack/approved.json': json(slack),
  'slack/logs.json': json(slackLogs),
};

export const consentSecrets: readonly string[] = ['Q~7xVb2mKp9sLw4RtYz8', '71c3fc11', 'jklmnop12345678'];
