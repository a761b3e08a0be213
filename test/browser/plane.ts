import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { makeLink } from '../../src/api/sign-in/links.ts';
import type { Role } from '../../src/governance/roles.ts';
import type { ControlPlane } from '../api/control-plane.ts';

/** What the suites of the control plane's pages stand on: one browser and one server for all. */
export interface UnderTest {
  browser: Browser;
  plane: ControlPlane;
  now: () => Date;
  /** Moves the clock of the server on. */
  wait: (milliseconds: number) => void;
}

export interface Opened {
  readonly page: Page;
  /** What the page complained of: errors, and what the policy of its content kept from it. */
  readonly said: string[];
  /** Hosts other than ours that it asked for anything. */
  readonly elsewhere: string[];
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** A browser of its own, with no cookies but those that it is given. */
export async function open({ browser, plane }: UnderTest, path: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext({ reducedMotion: 'reduce', baseURL: plane.url, ...options });
  const page = await context.newPage();
  const [said, elsewhere]: [string[], string[]] = [[], []];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== plane.url) elsewhere.push(request.url());
  });
  await page.goto(path);
  return { page, said, elsewhere };
} // prettier-ignore

/** What axe finds wrong by WCAG 2.2 AA. It comes by the debugger, so that the policy of the page stays in force. */
export async function faultsOf(page: Page): Promise<unknown> {
  await page.evaluate(AXE);
  return page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(TAGS)} }).then(({ violations }) => violations.map(({ id, nodes }) =>
      id + ': ' + nodes.slice(0, 3).map((node) => node.html.slice(0, 200) + ' ' + node.failureSummary).join(' | ')))`,
  );
}

/** Somebody new, signed in by a one-time link in this page. */
export async function signInByLink({ plane, now }: UnderTest, page: Page, name: string, roles: readonly Role[] = []): Promise<string> {
  const { id } = await plane.person(name, roles);
  const { secret } = await plane.store.change({ actor: 'test', now: now() }, (change) => makeLink(change, { for: 'person', person: id }));
  await page.goto(`/sign-in/link#${secret}`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${plane.url}/`);
  return id;
} // prettier-ignore

export const message = (page: Page): Promise<string> => page.locator('main').innerText();

export async function closed(...opened: readonly Pick<Opened, 'page' | 'said' | 'elsewhere'>[]): Promise<void> {
  for (const { page, said, elsewhere } of opened) {
    expect({ said, elsewhere }).toEqual({ said: [], elsewhere: [] });
    await page.context().close();
  }
}
