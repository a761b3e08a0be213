import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { device, type Credential, type Device } from './device.ts';
import { closed, message, open, signInByLink, type Opened, type UnderTest } from './plane.ts';

const MINUTE = 60_000;

/** Passkeys with a real browser and the test device that it brings. */
export function passkeySuite(under: UnderTest): void {
  const addPasskey = async (page: Page, name: string): Promise<void> => {
    await page.goto('/account');
    await page.getByLabel('Name of a new one').first().fill(name);
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByRole('cell', { name, exact: true }).waitFor();
  };
  const signOut = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in with a passkey' }).waitFor();
  };
  const withPasskey = async (name: string): Promise<Opened & { device: Device; key: Credential }> => {
    const opened = await open(under, '/sign-in');
    const made = await device(opened.page);
    await signInByLink(under, opened.page, name);
    await addPasskey(opened.page, 'Laptop');
    await signOut(opened.page);
    const [key] = await made.credentials();
    if (!key) throw new Error('the device made no key');
    return { ...opened, device: made, key };
  };
  const press = (page: Page) => page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  const refused = async (page: Page): Promise<string> => {
    await page.getByRole('heading', { name: 'It may not be done by you.' }).waitFor();
    return message(page);
  };
  /** A refusal is an answer with an error's status, and the browser says so; nothing else may be said. */
  const closedRefused = async (opened: Opened): Promise<void> => {
    expect(opened.said.filter((text) => !text.includes('403'))).toEqual([]);
    await opened.page.context().close();
  };

  describe('a passkey', () => {
    it('is added on the page of the account, signs in by one button, and is removed only knowingly when it is the last way', async () => {
      const opened = await withPasskey('ada');
      const { page, key } = opened;
      expect(key).toMatchObject({ isResidentCredential: true, rpId: 'localhost' });
      await page.goto('/account');
      await press(page);
      await page.waitForURL('/account');
      expect(await page.getByText('a passkey (this one)').count()).toBe(1);
      await page.getByLabel('Name of a new one').first().fill('Again');
      await page.getByRole('button', { name: 'Add a passkey' }).click();
      await expect.poll(() => page.getByRole('status').innerText()).toBe('This device has a passkey of yours already.');
      const remove = page.locator('form[action$="/remove"]');
      await remove.getByRole('button').click();
      expect(await remove.count()).toBe(1);
      await remove.getByRole('checkbox').check();
      await remove.getByRole('button').click();
      await expect.poll(() => remove.count()).toBe(0);
      await signOut(page);
      await press(page);
      expect(await refused(page)).toContain('it was removed');
      await closedRefused(opened);
    });

    it('is not signed with on a page of another origin, even one of the same name', async () => {
      const opened = await withPasskey('phished');
      const { page, key } = opened;
      const other = createServer((_, reply) => reply.setHeader('content-type', 'text/html').end('<title>other</title>')).listen(0, '127.0.0.1');
      const evil = await page.context().newPage();
      await evil.goto(`http://localhost:${(other.address() as AddressInfo).port}/`);
      await (await device(evil)).add(key);
      const csrf = await page.locator('form[data-passkey] input[name=csrf]').inputValue();
      const asked = await page.evaluate(`fetch('/sign-in/passkey/options', { method: 'POST', headers: { 'x-csrf-token': '${csrf}' } }).then((one) => one.json())`);
      const answer = await evil.evaluate(`(${SIGNED})(${JSON.stringify(asked)})`);
      await submit(page, answer);
      expect(await refused(page)).toContain('the answer of the passkey is not good');
      other.close();
      await closedRefused(opened);
    });

    it('signs a challenge that is good once', async () => {
      const opened = await withPasskey('replayed');
      const { page } = opened;
      const sent = page.waitForRequest((request) => request.url().endsWith('/sign-in/passkey') && request.method() === 'POST');
      await press(page);
      const answer = new URLSearchParams((await sent).postData() ?? '').get('answer');
      await page.waitForURL('/');
      await signOut(page);
      await submit(page, answer);
      expect(await refused(page)).toContain('answered before');
      await closedRefused(opened);
    });

    it('signs a challenge that is good for five minutes', async () => {
      const opened = await withPasskey('late');
      const { page } = opened;
      await page.route('**/sign-in/passkey', async (route) => {
        under.wait(5 * MINUTE);
        await route.continue();
      });
      await press(page);
      expect(await refused(page)).toContain('waited too long');
      await closedRefused(opened);
    });

    it('is of its person: one that says to be of another is refused', async () => {
      const opened = await open(under, '/sign-in');
      const { key } = await withPasskey('mallory');
      const { id } = await under.plane.person('victim');
      const forged = await device(opened.page);
      await forged.add({ ...key, userHandle: Buffer.from(id).toString('base64') });
      await press(opened.page);
      expect(await refused(opened.page)).toContain('not good');
      await closedRefused(opened);
    });

    it('that was copied is refused once the first has signed, and one is told', async () => {
      const { page, key } = await withPasskey('cloned');
      await press(page);
      await page.waitForURL('/');
      const clone = await open(under, '/sign-in');
      await (await device(clone.page)).add(key);
      await press(clone.page);
      expect(await refused(clone.page)).toContain('there may be a copy of it');
      await closedRefused(clone);
      await page.context().close();
    });

    it('is not used where the device cannot tell who holds it, and one is told', async () => {
      const opened = await withPasskey('stranger');
      await opened.device.stranger();
      await press(opened.page);
      await expect.poll(() => opened.page.getByRole('status').innerText()).toContain('It was cancelled, or took too long');
      await closed(opened);
    });

    it('is not offered without scripts, without WebAuthn, or at an address of digits: one is told why', async () => {
      const bare = await open(under, '/sign-in', { javaScriptEnabled: false });
      expect(await message(bare.page)).toContain('Passkeys need JavaScript');
      expect(await bare.page.getByRole('button').count()).toBe(0);
      const old = await open(under, 'about:blank');
      await old.page.addInitScript('delete window.PublicKeyCredential');
      await old.page.goto('/sign-in');
      expect(await old.page.getByRole('status').innerText()).toContain('has no passkeys here');
      expect(await old.page.getByRole('button').count()).toBe(0);
      await bare.page.goto(`${under.plane.url.replace('localhost', '127.0.0.1')}/sign-in`);
      expect(await message(bare.page)).toContain('this page is at an address of digits');
      await bare.page.context().close();
      await old.page.context().close();
    });
  });
} // prettier-ignore

/** Sends an answer by the form of the page, as its script would. */
const submit = (page: Page, answer: unknown): Promise<unknown> =>
  page.evaluate(`{
    const form = document.querySelector('form[data-passkey]');
    form.elements.answer.value = ${JSON.stringify(typeof answer === 'string' ? answer : JSON.stringify(answer))};
    form.submit();
  }`);

/** What a page of somebody else does with a challenge of ours. */
const SIGNED = `async ({ challenge }) => {
  const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  const { id, response } = await navigator.credentials.get({ publicKey: { challenge: bytes(challenge), rpId: 'localhost', userVerification: 'required' } });
  return {
    id,
    clientDataJSON: text(response.clientDataJSON),
    authenticatorData: text(response.authenticatorData),
    signature: text(response.signature),
    userHandle: text(response.userHandle),
  };
}`;
