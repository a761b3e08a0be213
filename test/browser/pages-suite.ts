import type { BrowserContextOptions, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { putIdentity } from '../../src/store/rows/identities.ts';
import { keepScan } from '../../src/store/rows/sources.ts';
import { identity } from '../store/contract/samples.ts';
import { device } from './device.ts';
import { closed, faultsOf, open, signInByLink, type Opened, type UnderTest } from './plane.ts';

const EVERYWHERE = { environment: '*', team: '*' } as const;
const LONG = 'a-service-account-whose-name-is-as-long-as-kubernetes-lets-it-be-and-has-no-place-to-break';
const ONE = `/identities/${encodeURIComponent(identity(LONG).id)}`;

/** Each page, and what must stand on it. */
const PAGES: readonly (readonly [path: string, heading: string, text: string])[] = [
  ['/', 'Estate', 'prod'],
  ['/identities', 'Identities', LONG],
  [ONE, 'Identity', LONG],
  ['/ledger', 'Ledger', 'passkey-added'],
  ['/account', 'Your account', 'Laptop'],
];
const OPEN: readonly (readonly [path: string, heading: string])[] = [
  ['/sign-in', 'Sign in'],
  ['/sign-in/link', 'Sign in by a link'],
];
const LOOKS: readonly (readonly [look: string, options: BrowserContextOptions])[] = [
  ['light', { colorScheme: 'light', viewport: { width: 1280, height: 900 } }],
  ['dark', { colorScheme: 'dark', viewport: { width: 1280, height: 900 } }],
  ['light, on a phone', { colorScheme: 'light', viewport: { width: 375, height: 700 }, deviceScaleFactor: 2 }],
  ['dark, on a phone', { colorScheme: 'dark', viewport: { width: 375, height: 700 }, deviceScaleFactor: 2 }],
];

/** What people see of the control plane, each page in every look. */
export function pagesSuite(under: UnderTest): void {
  describe('a page of the control plane', () => {
    let state: BrowserContextOptions['storageState'];
    beforeAll(async () => {
      const { plane, now } = under;
      await plane.store.change({ actor: 'test', now: now() }, async (change) => {
        for (const name of ['web', 'triage-agent', 'vllm', LONG]) await putIdentity(change, identity(name, { purpose: 'answers customers' }));
        await keepScan(change, { id: crypto.randomUUID(), source: 'prod', kind: 'files', began: now(), ended: now(), counts: {} });
      });
      await plane.reports.keep('prod', '<!doctype html><title>the report</title>');
      const { page } = await open(under, '/sign-in');
      await device(page);
      await signInByLink(under, page, 'audrey', [{ role: 'auditor', ...EVERYWHERE }]);
      await page.goto('/account');
      await page.getByLabel('Name of a new one').first().fill('Laptop');
      await page.getByRole('button', { name: 'Add a passkey' }).click();
      await page.getByRole('cell', { name: 'Laptop', exact: true }).waitFor();
      await plane.entries();
      state = await page.context().storageState();
      await page.context().close();
    });
    const signedIn = (path: string, options: BrowserContextOptions = {}): Promise<Opened> =>
      open(under, path, { ...options, ...(state ? { storageState: state } : {}) });

    it.each(LOOKS)('meets WCAG 2.2 AA as axe checks it, fits its window, and asks nobody else, in %s', async (_, options) => {
      const [inside, outside] = [await signedIn('/', options), await open(under, '/sign-in', options)];
      const wide = Number(options.viewport?.width);
      const found: unknown[] = [];
      for (const [page, list] of [[inside.page, PAGES], [outside.page, OPEN]] as const)
        for (const [path, heading, text = heading] of list) {
          await page.goto(path);
          expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(heading);
          expect(await page.locator('main').innerText()).toContain(text);
          found.push([path, await faultsOf(page), await page.evaluate('document.documentElement.scrollWidth')]);
        }
      expect(found).toEqual([...PAGES, ...OPEN].map(([path]) => [path, [], wide]));
      await closed(inside, outside);
    }, 180_000);

    it('is reached and used by the keyboard alone, and shows where one is', async () => {
      const opened = await signedIn('/');
      for (const [path] of PAGES) {
        await opened.page.goto(path);
        expect([path, await unreached(opened.page)]).toEqual([path, []]);
      }
      await opened.page.goto('/');
      await opened.page.keyboard.press('Tab');
      await opened.page.keyboard.press('Enter');
      expect(await opened.page.evaluate('document.activeElement.id')).toBe('main');
      await closed(opened);
    });

    it('leads from the estate to an identity and to its report, which reaches nothing of ours', async () => {
      const opened = await signedIn('/');
      const { page } = opened;
      await page.getByRole('navigation').getByRole('link', { name: 'Identities' }).click();
      await page.getByRole('link', { name: 'triage-agent' }).click();
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Identity');
      expect(await page.getByRole('heading', { level: 2 }).first().innerText()).toBe('triage-agent');
      await page.goto('/');
      await page.locator('a[href="/estate/prod/report"]').first().click();
      expect(await page.title()).toBe('the report');
      expect(await page.evaluate('origin')).toBe('null');
      await closed(opened);
    });

    it('verifies the ledger when its button is pressed', async () => {
      const opened = await signedIn('/ledger');
      await opened.page.getByRole('button', { name: 'Verify all of it now' }).click();
      expect(await opened.page.getByRole('status').innerText()).toContain('✓ Sound');
      expect(await faultsOf(opened.page)).toEqual([]);
      await closed(opened);
    });
  });
} // prettier-ignore

/** What a pointer can press and the Tab key does not come to, or comes to without a sign of it. */
async function unreached(page: Page): Promise<readonly string[]> {
  const all = await page.evaluate<readonly string[]>(`{
    const shown = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')].filter((one) => one.checkVisibility());
    shown.forEach((one, at) => { one.dataset.at = at; });
    shown.map((one) => one.outerHTML.slice(0, 100));
  }`);
  const reached = new Set<number>();
  for (let press = 0; press <= all.length; press += 1) {
    await page.keyboard.press('Tab');
    const [at, outline] = await page.evaluate<[number, string]>('[Number(document.activeElement?.dataset.at ?? -1), getComputedStyle(document.activeElement).outlineStyle]');
    if (outline !== 'none') reached.add(at);
  }
  return all.filter((_, at) => !reached.has(at));
} // prettier-ignore
