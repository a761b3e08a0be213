import { describe, expect, it } from 'vitest';
import type { ConsentFact, ConsentOpening } from '../../model/system-facts.ts';
import { nodeId } from '../../model/id.ts';
import { TestEstate } from '../testing/estate.ts';
import { broadConsent } from './broad-consent.ts';

const MAIL: ConsentOpening = { scope: 'Mail.ReadWrite', opens: 'mail', access: 'write', broad: true, content: true, reach: 'organisation', handle: 'oauth2PermissionGrants/g1' }; // prettier-ignore
const CALENDAR: ConsentOpening = { scope: 'Calendars.Read', opens: 'calendars', access: 'read', broad: false, content: false, reach: 'organisation', handle: 'oauth2PermissionGrants/g1' }; // prettier-ignore

function app(opens: readonly ConsentOpening[], settings: Partial<ConsentFact> = {}, source = 'entra'): TestEstate {
  const estate = new TestEstate();
  const evidence = [estate.place()];
  const node = nodeId(source, 'ServicePrincipal', 'acme', 'app-1');
  estate.builder.node({
    id: node,
    kind: 'OAuthApp',
    name: 'Summarise',
    realm: 'acme',
    environment: 'unknown',
    evidence,
  });
  const scopes = opens.map(({ scope }) => scope);
  estate.fact({ fact: 'consent', node, publisher: 'Vendor', verified: true, scopes, opens, reach: 'organisation', consentedBy: [], evidence, confidence: 'configured', ...settings }); // prettier-ignore
  return estate;
}

describe('broad-consent', () => {
  it('fires for all mail of the organisation, whoever vouches for the publisher', () => {
    const [found] = app([MAIL, CALENDAR]).judge(broadConsent);
    expect(found).toMatchObject({ severity: 'high', title: 'Summarise may change mail' });
    expect(found?.plan).toMatchObject({
      kind: 'command',
      text: `az rest --method PATCH --url https://graph.microsoft.com/v1.0/oauth2PermissionGrants/g1 --headers Content-Type=application/json --body '{"scope":"Calendars.Read"}'\n`,
    });
  });

  it('is critical for administration, medium where people consented for themselves', () => {
    const admin: ConsentOpening = {
      ...MAIL,
      scope: 'Directory.ReadWrite.All',
      opens: 'administration',
      access: 'admin',
    };
    expect(app([admin]).judge(broadConsent)).toMatchObject([
      { severity: 'critical', title: 'Summarise may administer the organisation' },
    ]);
    expect(app([{ ...MAIL, reach: 'people' }]).judge(broadConsent)).toMatchObject([{ severity: 'medium' }]);
  });

  it('fires for a narrow write scope of an unverified publisher', () => {
    const narrow = { ...CALENDAR, scope: 'Calendars.ReadWrite', access: 'write' as const };
    expect(app([narrow], { verified: false }).judge(broadConsent)).toMatchObject([
      { severity: 'medium', title: 'Summarise may change calendars, and its publisher is not verified' },
    ]);
    expect(app([narrow], { verified: 'unknown' }).judge(broadConsent)).toEqual([]);
  });

  it('stays quiet for a verified publisher with narrow scopes', () => {
    expect(app([CALENDAR]).judge(broadConsent)).toEqual([]);
  });

  it('writes commands that names of others cannot break', () => {
    const evil = { ...MAIL, reach: 'people' as const, handle: "users/a';rm -rf ~;'@x/tokens/c" };
    const [found] = app([evil], {}, 'google').judge(broadConsent);
    expect(found?.plan).toMatchObject({ text: "gam user 'a'\\'';rm -rf ~;'\\''@x' delete token clientid app-1\n" });
  });
});
