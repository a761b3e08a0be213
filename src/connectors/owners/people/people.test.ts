import { describe, expect, it } from 'vitest';
import { readTexts, type Told } from '../../testing/read-texts.ts';
import { owners } from '../connector.ts';

/** Constructed after each vendor's documentation of its users. */
const gone = (files: Readonly<Record<string, unknown>>): string[] => {
  const texts = Object.entries(files).map(([path, one]) => [path, typeof one === 'string' ? one : JSON.stringify(one)]);
  const { estate }: Told = readTexts(owners, Object.fromEntries(texts) as Record<string, string>);
  return estate.facts.flatMap((one) =>
    one.fact === 'gone'
      ? [`${one.names.join(' ')} (${one.likely.join(' ')}): ${one.because} ${one.since ?? ''}`.trim()]
      : [],
  );
};

const EXPORTS: readonly (readonly [name: string, root: unknown, told: readonly string[]])[] = [
  [
    'Entra',
    {
      '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#users(id,userPrincipalName,mail,accountEnabled)',
      value: [
        { id: '1', userPrincipalName: 'Ada@acme.test', mail: 'ada.l@acme.test', accountEnabled: false },
        { id: '2', userPrincipalName: 'bob@acme.test', mail: null, accountEnabled: true },
        { id: '3', userPrincipalName: 'eve@acme.test', deletedDateTime: '2026-05-02T10:00:00Z' },
      ],
    },
    [
      'ada@acme.test ada.l@acme.test (ada ada.l): Entra: the account is disabled',
      'eve@acme.test (eve): Entra: the account is deleted 2026-05-02',
    ],
  ],
  [
    'Google Workspace',
    { kind: 'admin#directory#users', users: [{ kind: 'admin#directory#user', primaryEmail: 'ada@acme.test', suspended: true, aliases: ['al@acme.test'] }, { primaryEmail: 'bob@acme.test', suspended: false }] },
    ['ada@acme.test al@acme.test (ada al): Google Workspace: the account is suspended'],
  ],
  [
    'Slack',
    { ok: true, members: [{ id: 'U1', team_id: 'T1', deleted: true, is_bot: false, profile: { email: 'ada@acme.test' } }, { id: 'U2', team_id: 'T1', deleted: true, is_bot: true, profile: { email: 'bot@acme.test' } }] },
    ['ada@acme.test (ada): Slack: the account is deactivated'],
  ],
  [
    'SCIM',
    { schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'], Resources: [{ schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'ada@acme.test', active: false }] },
    ['ada@acme.test (ada): SCIM: the account is not active'],
  ],
  [
    'Okta',
    [{ id: '0', status: 'DEPROVISIONED', statusChanged: '2026-03-01T00:00:00.000Z', profile: { login: 'ada@acme.test', email: 'ada@acme.test' } }],
    ['ada@acme.test (ada): Okta: the account is deactivated 2026-03-01'],
  ],
  [
    'GitHub',
    { login: 'ada', id: 1, type: 'User', suspended_at: '2026-02-01T00:00:00Z', email: null },
    ['@ada (): GitHub: the account is suspended 2026-02-01'],
  ],
  [
    'GitLab',
    [{ id: 1, username: 'ada', state: 'blocked', avatar_url: null, web_url: 'https://git.acme.test/ada', public_email: '' }],
    ['@ada (): GitLab: the account is blocked'],
  ],
]; // prettier-ignore

describe('who is not there any more', () => {
  it.each(EXPORTS)('is told by an export of %s', (_, root, told) => {
    expect(gone({ 'users.json': root })).toEqual(told);
  });

  it('is nobody whom another directory still has, and no half of an address that two people share', () => {
    const slack = EXPORTS[2]?.[1];
    const entra = (userPrincipalName: string, accountEnabled: boolean): unknown => ({
      value: [{ userPrincipalName, accountEnabled }],
    });
    expect(gone({ 'slack.json': slack, 'entra.json': entra('ada@acme.test', true) })).toEqual([]);
    expect(gone({ 'slack.json': slack, 'entra.json': entra('ada@other.test', true) })).toEqual([
      'ada@acme.test (): Slack: the account is deactivated',
    ]);
  });

  it('is not told by an export that does not say whether accounts are enabled', () => {
    expect(gone({ 'users.json': { value: [{ userPrincipalName: 'ada@acme.test', displayName: 'Ada' }] } })).toEqual([]);
  });

  const entity = (kind: string, name: string, spec: string): string =>
    `apiVersion: backstage.io/v1alpha1\nkind: ${kind}\nmetadata: { name: ${name} }\nspec: ${spec}\n`;

  it('is an owner that a catalogue with groups or users names and does not have', () => {
    const named = entity('Component', 'chat', '{ type: service, owner: team-a }');
    expect(gone({ 'c.yaml': named })).toEqual([]);
    expect(gone({ 'c.yaml': named, 'org.yaml': entity('User', 'ada', '{ memberOf: [] }') })).toEqual([]);
    expect(gone({ 'c.yaml': named, 'org.yaml': entity('Group', 'team-a', '{ type: team, children: [] }') })).toEqual(
      [],
    );
    expect(gone({ 'c.yaml': named, 'org.yaml': entity('Group', 'team-b', '{ type: team, children: [] }') })).toEqual([
      'catalogue:team-a (): the catalogue has 1 groups and not this one',
    ]);
  });

  it('is a user of the catalogue whose account is disabled, and a team that has nobody else', () => {
    const org = [
      entity('User', 'ada', '{ profile: { email: ada@acme.test }, memberOf: [team-a] }'),
      entity('Group', 'team-a', '{ type: team, children: [] }'),
    ];
    const entra = { value: [{ userPrincipalName: 'ada@acme.test', accountEnabled: false }] };
    const told = gone({ 'org.yaml': org.join('---\n'), 'entra.json': entra });
    expect(told).toContain('catalogue:ada (): Entra: the account is disabled');
    expect(told).toContain('catalogue:team-a (): all of its 1 members are gone (Entra: the account is disabled)');
  });
});
