import { nodeId } from '../../../model/id.ts';
import type { Entry } from '../../../documents/entry.ts';
import { dateOf } from '../dates.ts';
import { GITHUB_PERMISSIONS, GITHUB_SCOPES } from '../scopes/github.ts';
import { openingOf } from '../scopes/opening.ts';
import type { App, Grant, Key, Row } from '../types.ts';

/** After "List app installations for an organization" (docs.github.com/rest/orgs/orgs). `all`: repositories of the organisation that are scanned. */
export function readInstallation(row: Row, all: (organisation: string) => readonly string[]): App[] {
  const { entry } = row;
  const slug = entry.text('app_slug');
  if (slug === undefined) return [];
  const organisation = entry.text('account', 'login') ?? row.realm;
  const every = entry.text('repository_selection') === 'all';
  const grants = entry
    .entries('permissions')
    .map(([name, level]) => grantOf(`${name}:${level.text() ?? ''}`, level, every));
  const contents = grants.find(({ scope }) => /^contents:(?:write|admin)$/u.test(scope));
  const named = entry.items('repositories').flatMap((one) => {
    const address = one.text('full_name') ?? one.text();
    return address === undefined ? [] : [{ address, evidence: one.evidence }];
  });
  const repositories = named.length > 0 ? named : every && contents ? all(organisation).map((address) => ({ address, evidence: contents.evidence })) : []; // prettier-ignore
  const page = entry.text('html_url');
  const granted = dateOf(entry.text('created_at'));
  return [
    {
      id: nodeId('github', 'App', organisation, slug),
      vendor: 'github',
      realm: organisation,
      name: slug,
      environment: row.environment,
      thirdParty: true,
      active: (entry.get('suspended_at')?.value ?? null) === null,
      publisher: null,
      verified: 'unknown',
      grants,
      ...(granted === undefined ? {} : { granted }),
      ...(page !== undefined && /^https:\/\/[\w.-]{1,253}\//u.test(page) ? { page } : {}),
      repositories: contents ? repositories : [],
      evidence: [entry.evidence],
    },
  ];
}

function grantOf(scope: string, level: Entry, every: boolean): Grant {
  const found = openingOf(GITHUB_PERMISSIONS, scope);
  const wide = found?.target === 'Account' || scope.startsWith('organization_');
  const opening = found && { ...found, broad: found.broad && (every || wide) };
  return {
    scope,
    ...(opening === undefined ? {} : { opening }),
    reach: every || wide ? 'organisation' : 'unknown',
    people: [],
    ...(every || wide ? {} : { precondition: 'only the repositories that are selected for the installation' }),
    evidence: level.evidence,
  };
}

/** After "List SAML SSO authorizations for an organization" (same page): tokens and SSH keys of people. */
export function readCredential({ entry, realm, environment }: Row): Key[] {
  const id = entry.text('credential_id');
  const login = entry.text('login');
  if (id === undefined || login === undefined) return [];
  const type = entry.text('credential_type') ?? 'credential';
  const created = dateOf(entry.text('credential_authorized_at'));
  const lastUsed = dateOf(entry.text('credential_accessed_at'));
  const title = entry.text('authorized_credential_title') ?? entry.text('authorized_credential_note');
  return [
    {
      id: nodeId('github', 'ApiKey', realm, login, id),
      vendor: 'github',
      realm,
      name: title ?? `${type} ${id}`,
      what: type.toLowerCase() === 'ssh key' ? 'SSH key' : type,
      environment,
      holder: { id: nodeId('github', 'User', realm, login), name: login },
      grants: entry.items('scopes').flatMap((one): Grant[] => {
        const scope = one.text() ?? '';
        const opening = openingOf(GITHUB_SCOPES, scope);
        return opening === undefined
          ? []
          : [
              {
                scope,
                opening,
                reach: 'people',
                people: [login],
                precondition: `only what ${login} may do`,
                evidence: one.evidence,
              },
            ];
      }),
      ...(created === undefined ? {} : { created }),
      ...ends(entry, type),
      ...(lastUsed === undefined ? {} : { lastUsed }),
      evidence: entry.evidence,
    },
  ];
}

/** An SSH key never ends; of a token the export says it, or says nothing. */
function ends(entry: Entry, type: string): { readonly expires?: string | null } {
  if (/ssh key/iu.test(type)) return { expires: null };
  const day = dateOf(entry.text('authorized_credential_expires_at'));
  if (day !== undefined) return { expires: day };
  return entry.get('authorized_credential_expires_at')?.value === null ? { expires: null } : {};
}
