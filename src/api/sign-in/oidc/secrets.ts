import { createHmac } from 'node:crypto';

/**
 * What a sign-in at a provider is bound to, made of what only this browser holds and of its state: nothing of it is in the store, so who reads the store
 * can finish nobody's sign-in.
 */
export const verifierOf = (browser: string, state: string): string => derived(browser, `pkce ${state}`);
export const nonceOf = (browser: string, state: string): string => derived(browser, `nonce ${state}`);

const derived = (browser: string, what: string): string =>
  createHmac('sha256', browser).update(what).digest('base64url');
