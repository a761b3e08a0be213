import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, openChromium } from './chromium.ts';
import { EVIL, exampleEstate, hostileEstate, reportFile, withFindings } from './reports.ts';

/** A busy machine draws late; what is waited for must come, not come soon. */
const PATIENT = { timeout: 20_000 };
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const THEMES = ['light', 'dark'] as const;

let browser: Browser;
let example = '';
let hostile = '';

beforeAll(async () => {
  browser = await openChromium();
  example = reportFile(exampleEstate()).url;
  hostile = reportFile(hostileEstate()).url;
});
afterAll(async () => {
  await browser.close();
});

/** Opens the report and keeps what the page asks for and complains about. */
async function open(
  url: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; said: string[]; asked: string[] }> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const [said, asked]: [string[], string[]] = [[], []];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  page.on('dialog', (dialog) => {
    said.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(url);
  return { page, said, asked };
}

const openAll = (page: Page): Promise<unknown> =>
  page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true })');
const focused = (page: Page): Promise<string> =>
  page.evaluate('document.activeElement.id || document.activeElement.textContent.trim().slice(0, 40)');

describe('the browser of the machine', () => {
  it('is found where it is, and only there', () => {
    expect(chromiumPath({ CHROMIUM_PATH: '/no/such/browser', PATH: '/usr/bin' })).toBeUndefined();
    expect(chromiumPath({ PATH: '' })).toBeUndefined();
  });
});

describe.each(['example', 'hostile'] as const)('the report of the %s estate', (which) => {
  const url = (): string => (which === 'example' ? example : hostile);

  it('complains of nothing and asks for nothing but itself', async () => {
    const { page, said, asked } = await open(url());
    await openAll(page);
    await page.locator('#theme').click();
    await page.locator('#find').fill('no');
    await page.locator('.copy').first().waitFor({ state: 'attached' });
    expect(said).toEqual([]);
    expect(asked).toEqual([url()]);
    await page.context().close();
  });

  it.each(THEMES)(
    'meets WCAG 2.2 AA as axe checks it, in the %s theme',
    async (colorScheme) => {
      const { page } = await open(url(), { colorScheme, bypassCSP: true, viewport: { width: 1280, height: 900 } });
      await openAll(page);
      await page.addScriptTag({ path: AXE });
      const found = await page.evaluate(
        `axe.run(document, { runOnly: ${JSON.stringify(TAGS)} }).then(({ violations, passes }) => ({ passes: passes.length,
        violations: violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map((node) => node.html.slice(0, 200) + ' ' + node.failureSummary).join(' | ')) }))`,
      );
      expect(found).toMatchObject({ violations: [] });
      expect((found as { passes: number }).passes).toBeGreaterThan(20);
      await page.context().close();
    },
    180_000,
  );

  it.each([
    ['1280 px', 1280, 1],
    ['768 px', 768, 1],
    ['360 px', 360, 2],
    ['1280 px at 200 %', 640, 2],
  ])('fits a window of %s with everything open', async (_, width, deviceScaleFactor) => {
    const { page } = await open(url(), { viewport: { width, height: 800 }, deviceScaleFactor });
    await openAll(page);
    const wide = await page.evaluate(
      `[document.documentElement.scrollWidth, ...[...document.querySelectorAll('main *')].filter((one) => !one.closest('pre, .hidden, thead, svg')
        && one.getBoundingClientRect().right > innerWidth + 1).map((one) => one.outerHTML.slice(0, 120))]`,
    );
    expect(wide).toEqual([width]);
    await page.context().close();
  });
});

describe('names of others', () => {
  it('stay text in the page, whatever they say', async () => {
    const { page, said } = await open(hostile);
    await openAll(page);
    await page.locator('#find').fill('alert(1)');
    await expect.poll(() => page.locator('#findings-shown').textContent()).toMatch(/ of /u);
    await openAll(page);
    const text = await page.locator('body').innerText();
    for (const name of EVIL.slice(0, 1)) expect(text).toContain(name);
    expect(await page.locator('img, svg[onload], iframe, b').count()).toBe(0);
    expect(await page.locator('script').count()).toBe(2);
    expect(/[\u202a-\u202e\u2066-\u2069\u2028]/u.exec(text)).toBeNull();
    expect(said).toEqual([]);
    await page.context().close();
  });

  it('are all there to be read', async () => {
    const { page } = await open(hostile);
    await openAll(page);
    const text = (await page.locator('main').textContent()) ?? '';
    const shown = EVIL.map((name) => name.replace('\\u2028', '\\u{2028}').replace('\\u202e', '\\u{202e}'));
    expect(shown.filter((name) => !text.includes(name))).toEqual([]);
    // Values of secrets are nobody's to see, in no part of the file.
    expect((await page.content()).includes('correct-horse')).toBe(false);
    await page.context().close();
  });
});

describe('the keyboard', () => {
  it('skips to the report, opens a finding, copies its fix and turns the theme', async () => {
    const { page } = await open(example, { viewport: { width: 1280, height: 900 } });
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to the report');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page), PATIENT).toBe('main');

    await page.locator('.finding summary').first().focus();
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    await page.keyboard.press('Enter');
    expect(await page.locator('.finding[open]').count()).toBe(1);
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Copy');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page), PATIENT).toBe('Copied');

    await page.locator('#theme').focus();
    await page.keyboard.press('Space');
    expect(await page.evaluate('[document.documentElement.dataset.theme, document.activeElement.ariaPressed]')).toEqual(
      ['dark', 'true'],
    );
    await page.context().close();
  });

  it('moves through the parts, and the navigation says where one is', async () => {
    const { page } = await open(example, { viewport: { width: 1280, height: 900 } });
    const current = (): Promise<string | null> => page.locator('nav [aria-current]').getAttribute('href');
    expect(await current()).toBe('#summary');
    for (const part of ['#findings', '#identities', '#not-read']) {
      await page.locator(`nav a[href="${part}"]`).focus();
      await page.keyboard.press('Enter');
      await expect.poll(current).toBe(part);
    }
    expect(await page.locator('nav [aria-current]').count()).toBe(1);
    await page.context().close();
  });
});

describe('a report of 5,000 findings', () => {
  it('is small, shows what stands in it, and brings the rest when asked', async () => {
    const { url, bytes } = reportFile(withFindings(exampleEstate(), 5000));
    expect(bytes).toBeLessThanOrEqual(6 * 2 ** 20);
    const { page, said } = await open(`${url}#f-0000000000004321`);
    const rows = page.locator('.finding');
    expect(await page.locator('.finding[open] .title').textContent()).toContain('copy 4321');
    expect(await page.locator('.finding[open] .fix').count()).toBe(1);

    await page.locator('#find').fill('copy 4999');
    // The row of the link stands alone too, until the search is through.
    await expect
      .poll(() => rows.locator('.title').allTextContents(), PATIENT)
      .toEqual([expect.stringContaining('copy 4999')]);
    await rows.locator('summary').click();
    await expect.poll(() => page.locator('.finding[open] pre').count(), PATIENT).toBe(1);

    await page.locator('#find').fill('');
    await expect.poll(() => page.locator('#findings-shown').textContent(), PATIENT).toBe('5,000 findings');
    await page.locator('input[value="low"]').uncheck();
    await expect.poll(() => page.locator('.finding .severity.low').count(), PATIENT).toBe(0);
    expect(said).toEqual([]);
    await page.context().close();
  });

  it('can be read without its script as far as it says', async () => {
    const { page } = await open(reportFile(withFindings(exampleEstate(), 200)).url, { javaScriptEnabled: false });
    expect(await page.locator('.finding').count()).toBe(120);
    expect(await page.locator('noscript').first().textContent()).toContain('The first 120 of 200 findings');
    await page.locator('.finding summary').nth(3).click();
    expect(await page.locator('.finding[open] pre').isVisible()).toBe(true);
    expect(await page.locator('.filters').first().isVisible()).toBe(false);
    await page.context().close();
  });
});
