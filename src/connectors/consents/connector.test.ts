import { describe, expect, it } from 'vitest';
import { consentExports, TENANT } from '../../../test/contract/samples/consents.ts';
import type { Fact } from '../../model/facts.ts';
import { readTexts, type Told } from '../testing/read-texts.ts';
import { consents } from './connector.ts';

const told = readTexts(consents, consentExports);
const consentOf = (id: string, { estate }: Told = told): Fact | undefined =>
  estate.facts.find((fact) => fact.fact === 'consent' && fact.node === id);
const edges = (from: string): readonly string[] =>
  told.estate.edges
    .filter((edge) => edge.from === from)
    .map(({ kind, to, confidence }) => `${kind} ${to} ${confidence}`);
const sp = (last: number): string => `entra:ServicePrincipal:${TENANT}/aaaaaaaa-0000-4000-8000-00000000000${last}`;

describe('consents: Entra', () => {
  it('joins principals, grants, roles and sign-ins of several files', () => {
    expect(edges(sp(1))).toEqual([`OAUTH_GRANT entra:Tenant:${TENANT} configured`, `OAUTH_GRANT entra:Mail:${TENANT} configured`].sort(bySet(edges(sp(1))))); // prettier-ignore
    expect(consentOf(sp(1))).toMatchObject({
      publisher: 'Summarise Ltd', verified: false, reach: 'organisation', lastUsed: '2026-01-05',
      scopes: ['Directory.ReadWrite.All', 'Mail.ReadWrite', 'User.Read', 'openid'],
    }); // prettier-ignore
    expect(consentOf(sp(2))).toMatchObject({
      publisher: 'Planner Inc',
      verified: true,
      reach: 'people',
      consentedBy: ['user-1'],
    });
  });

  it('knows the own application by its registration, and leaves out what Microsoft publishes', () => {
    expect(consentOf(sp(3))).toBeUndefined();
    expect(edges(sp(3))).toEqual([`OAUTH_GRANT entra:Files:${TENANT} configured`]);
    expect(told.builder.get(sp(3))).toMatchObject({ kind: 'ServicePrincipal' });
    expect(told.builder.get(sp(3))).not.toHaveProperty('entry');
    expect(told.builder.get(sp(1))).toMatchObject({ kind: 'OAuthApp', entry: 'third-party-app' });
    expect(told.estate.nodes.filter(({ name }) => name === 'Microsoft Graph')).toEqual([]);
  });

  it('tells when keys begin and end, and digests a value that a file keeps', () => {
    const keys = told.estate.facts.filter(({ fact, node }) => fact === 'lifetime' && node.startsWith('entra:'));
    expect(keys).toMatchObject([
      { what: 'client secret of application', created: '2023-02-01', expires: '2299-12-31' },
      { what: 'certificate of application', expires: null },
    ]);
    expect(told.estate.facts.filter(({ fact }) => fact === 'credential')).toHaveLength(1);
  });

  const GUID = '33333333-3333-4333-8333-333333333333';
  const secret = {
    keyId: GUID,
    displayName: 'ci',
    startDateTime: '2026-11-01T00:00:00Z',
    endDateTime: '2299-12-30T23:00:00Z',
  };
  it.each([
    ['a projection of applications', [{ appId: GUID, displayName: 'ml', passwordCredentials: [secret] }]],
    ['az ad app credential list', [{ ...secret, customKeyIdentifier: null, hint: 'abc', secretText: null }]],
    [
      'az before Microsoft Graph',
      [{ keyId: GUID, startDate: secret.startDateTime, endDate: secret.endDateTime, value: null }],
    ],
    [
      'a service principal without its tenant',
      { value: [{ appId: GUID, servicePrincipalType: 'Application', passwordCredentials: [secret] }] },
    ],
  ])('tells the end of a secret that stands in %s', (_, root) => {
    const { estate } = readTexts(consents, { 'apps.json': JSON.stringify(root) });
    expect(estate.facts.filter(({ fact }) => fact === 'lifetime')).toMatchObject([{ expires: '2299-12-30' }]);
  });

  it.each([
    { appId: GUID, displayName: 'ml', password: 'Zq8Q~aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY', tenant: GUID },
    { clientId: GUID, clientSecret: 'Zq8Q~aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY', subscriptionId: GUID, tenantId: GUID },
  ])('finds the secret of a service principal where it is kept as it was made', (root) => {
    const { estate } = readTexts(consents, { 'sp.json': JSON.stringify(root) });
    expect(estate.facts.filter(({ fact }) => fact === 'credential')).toHaveLength(1);
    expect(estate.edges.map(({ kind, to }) => `${kind} ${to}`)).toEqual([
      `OPENS entra:ServicePrincipal:${GUID}/${GUID}`,
    ]);
    expect(JSON.stringify(estate)).not.toContain('Zq8Q');
  });
});

describe('consents: Google Workspace', () => {
  it('reads tokens and the log, and forgets what was revoked', () => {
    expect(edges('google:OAuthApp:example.test/1.apps.googleusercontent.com')).toEqual(['OAUTH_GRANT google:Files:example.test configured']); // prettier-ignore
    expect(consentOf('google:OAuthApp:example.test/2.apps.googleusercontent.com')).toMatchObject({ verified: false });
    expect(consentOf('google:OAuthApp:example.test/3.apps.googleusercontent.com')).toMatchObject({
      consentedBy: ['ada@example.test'],
      granted: '2026-03-01',
      scopes: ['https://www.googleapis.com/auth/gmail.modify', 'openid'],
    });
  });
});

describe('consents: GitHub', () => {
  it('asks for the repository that an application may write, by its key', () => {
    expect(told.builder.allReferences().filter(({ kind }) => kind === 'REPO_WRITE')).toMatchObject([
      { node: 'github:App:acme/fixer', key: 'repo:github.com/acme/models' },
    ]);
  });

  it('gives a suspended installation nothing', () => {
    expect(edges('github:App:acme/asleep')).toEqual([]);
    expect(consentOf('github:App:acme/asleep')).toBeUndefined();
  });

  it('finds every scanned repository of an organisation that gave all', () => {
    const text = consentExports['github/installations.json'] ?? '';
    const all = text.replace('"2025-06-17T20:25:41Z"', 'null');
    const here = readTexts(consents, { 'a.json': all }, {
      standing: (file) => ({ realm: 'acme', path: [file.path], environment: 'unknown', inRepository: file.path, folder: '', repository: { host: 'github.com', organisation: 'Acme', name: 'serving', key: 'repo:github.com/acme/serving' } }),
    }); // prettier-ignore
    const keys = here.builder.allReferences().filter(({ kind }) => kind === 'REPO_WRITE').map(({ key }) => key); // prettier-ignore
    expect(keys.sort()).toEqual(['repo:github.com/acme/models', 'repo:github.com/acme/serving']);
  });

  it('tells tokens of people with what their scopes open', () => {
    expect(edges('github:ApiKey:default/ada/161195').map((edge) => edge.split(' ')[1])).toEqual(
      expect.arrayContaining(['github:Organization:default', 'github:Code:default']),
    );
  });
});

describe('consents: Slack', () => {
  it('reads approved applications and the last word of the log', () => {
    expect(consentOf('slack:App:default/A0W7UKG8E')).toMatchObject({ verified: false, granted: '2019-11-21' });
    expect(told.builder.has('slack:App:default/2')).toBe(false);
    expect(edges('slack:App:default/3')).toEqual(['OAUTH_GRANT slack:Messages:default configured']);
  });
});

describe('consents: what is not its own', () => {
  it('neither claims nor complains of JSON that only looks like it, and tells of its own that is cut', () => {
    const { claimed, estate } = readTexts(consents, {
      'package.json': '{"name": "x", "dependencies": {}}',
      'odd.json': '{"appId": 1, "servicePrincipalType": ',
      'cut.json': (consentExports['github/installations.json'] ?? '').slice(0, 300),
      'table.csv': 'name,amount\nx,1\n',
    });
    expect([...claimed]).toEqual(['cut.json']);
    expect(estate.diagnostics).toMatchObject([{ code: 'malformed', place: { file: 'cut.json' } }]);
  });
});

/** Edges come in the order of their ids. */
function bySet(order: readonly string[]): (a: string, b: string) => number {
  return (a, b) => order.indexOf(a) - order.indexOf(b);
}
