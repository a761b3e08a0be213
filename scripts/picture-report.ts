import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { scan } from '../src/inventory/scan.ts';
import { htmlReport } from '../src/report/html/report.ts';
import { version } from '../src/cli/version.ts';
import { openChromium } from '../test/browser/chromium.ts';

/** Photographs the HTML report of the example estate in both themes, for the README. The page is what the command writes. */
const folder = mkdtempSync(join(tmpdir(), 'writ-picture-'));
const file = join(folder, 'report.html');
const scanned = scan(['examples/estate']);
writeFileSync(file, [...htmlReport(scanned, { version: version() })].join(''));
const browser = await openChromium();
try {
  for (const [colorScheme, name] of [
    ['light', 'report'],
    ['dark', 'report-dark'],
  ] as const) {
    const page = await browser.newPage({
      viewport: { width: 1280, height: 900 },
      colorScheme,
      reducedMotion: 'reduce',
    });
    await page.goto(pathToFileURL(file).href);
    await page.screenshot({ path: `docs/images/${name}.png` });
    await page.close();
  }
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
  await page.goto(`${pathToFileURL(file).href}#first`);
  await page.locator('.firsts a').nth(1).click();
  await page.screenshot({ path: 'docs/images/report-finding.png' });
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
