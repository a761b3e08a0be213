import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CALLS } from './calls.ts';
import { placesIn } from './hosts.ts';

const page = readFileSync('docs/collect-azure.md', 'utf8');
const role = JSON.parse(/```json\n([\s\S]*?)```/u.exec(page)?.[1] ?? '{}') as { readonly Actions?: readonly string[] };
const rights = [...new Set(CALLS.flatMap(({ right }) => right ?? []))].sort();

describe('the calls of Azure', () => {
  it('are allowed by the role of the page, and nothing else is', () => {
    expect(role.Actions).toEqual(rights.filter((one) => one.includes('/')));
    expect(rights.filter((one) => !one.includes('/'))).toEqual(['Application.Read.All']);
    expect(page).toContain('`Application.Read.All`');
  });

  it('only read, and never keys, tokens or what is in a vault', () => {
    expect(rights.filter((one) => one.includes('/') && !one.endsWith('/read'))).toEqual([]);
    const posts = CALLS.filter(({ post }) => post !== undefined);
    expect(posts.map(({ name }) => name)).toEqual(['Entities_List']);
    expect(CALLS.filter(({ path }) => /list(?:keys|secrets|credentials)|\/secrets|\/keys/iu.test(path))).toEqual([]);
    expect(JSON.stringify(CALLS.map(({ keeps }) => keeps))).not.toMatch(/passwordCredentials|keyCredentials|"tags"|siteConfig|osProfile/u); // prettier-ignore
  });

  it('each begins at a place or is about the things of a call that there is', () => {
    const names = new Set(CALLS.map(({ name }) => name));
    expect(CALLS.filter(({ at, each }) => at === undefined && !each?.every(({ of }) => names.has(of)))).toEqual([]);
  });
});

describe('where Azure answers', () => {
  it('follows the authority that the SDK signs in at', () => {
    expect(placesIn({}).arm).toEqual({ base: 'https://management.azure.com', scope: 'https://management.azure.com/.default' }); // prettier-ignore
    expect(placesIn({ AZURE_AUTHORITY_HOST: 'https://login.chinacloudapi.cn/' }).graph.base).toBe('https://microsoftgraph.chinacloudapi.cn'); // prettier-ignore
    expect(placesIn({ AZURE_AUTHORITY_HOST: 'https://login.microsoftonline.us' }).arm.base).toBe('https://management.usgovcloudapi.net'); // prettier-ignore
    expect(() => placesIn({ AZURE_AUTHORITY_HOST: 'https://login.evil.test' })).toThrow('no cloud that is known');
  });

  it('has no other address that would take a token in clear', () => {
    expect(() => placesIn({ WRIT_AZURE_GRAPH: 'http://graph.test' })).toThrow('https');
  });
});
