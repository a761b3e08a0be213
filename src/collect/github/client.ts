import type * as Core from '@octokit/core';
import { WritError } from '../../model/errors.ts';
import type { Sent } from '../patience.ts';
import type { CollectOptions } from '../port.ts';
import { sdk } from '../sdk.ts';
import { boundedFetch } from './bounded-fetch.ts';
import { sentOf } from './failure.ts';

export const PACKAGES = ['@octokit/core'] as const;
export const loadSdk = (): Promise<typeof Core> => sdk(() => import('@octokit/core'), PACKAGES);

/** An answer that is final. */
export interface Answer {
  readonly status: number;
  readonly data: unknown;
  /** The rest of the list, as a path below the API's address. */
  readonly next?: string;
}

export type Ask = (path: string) => Promise<Sent<Answer>>;

/** The address of the API: GitHub's own, or GITHUB_API_URL of an Enterprise Server (`https://HOST/api/v3`). */
export function apiAddress(env: CollectOptions['env']): URL {
  const text = env['GITHUB_API_URL'] ?? 'https://api.github.com';
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const loopback = url?.hostname === '127.0.0.1' || url?.hostname === 'localhost' || url?.hostname === '[::1]';
  if (url?.protocol !== 'https:' && !(url?.protocol === 'http:' && loopback))
    throw new WritError('usage', 'GITHUB_API_URL is no https address');
  return url;
}

export function tokenIn(env: CollectOptions['env']): string {
  const token = env['GITHUB_TOKEN'] || env['GH_TOKEN'];
  if (!token)
    throw new WritError('no-sign-in', 'there is no token', { hint: 'Set GITHUB_TOKEN, or GH_TOKEN=$(gh auth token).' });
  return token;
}

/** Only GET, with one token, to one address. */
export function client({ Octokit }: typeof Core, auth: string, options: CollectOptions): Ask {
  const { env, timeout, now } = options;
  const base = apiAddress(env);
  const baseUrl = base.href.replace(/\/$/u, '');
  const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };
  const octokit = new Octokit({
    auth,
    baseUrl,
    userAgent: 'writ-collect',
    log: silent,
    // A redirect would be followed with what it was asked with: repositories are listed anew, so none is needed.
    request: { fetch: boundedFetch, redirect: 'manual', log: silent },
  });
  return async (path) => {
    try {
      const answered: unknown = await octokit.request(`GET ${path.replace(/[{}]/gu, encodeURIComponent)}`, {
        headers: { accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' },
        request: { signal: AbortSignal.timeout(timeout) },
      });
      const { status, data, headers } = answered as Answered;
      const next = nextOf(headers.link, baseUrl);
      return { answer: { status, data, ...(next === undefined ? {} : { next }) } };
    } catch (error) {
      return sentOf(error, now());
    }
  };
}

interface Answered {
  readonly status: number;
  readonly data: unknown;
  readonly headers: { readonly link?: string };
}

const nothing = (): void => undefined;

/** `Link: <https://.../repos?page=2>; rel="next"` (RFC 8288). One that leads to another address is not followed: the token would go there. */
export function nextOf(link: string | undefined, baseUrl: string): string | undefined {
  const url = link === undefined ? undefined : /<([^<>]{1,2000})>;\s*rel="next"/u.exec(link)?.[1];
  return url?.startsWith(`${baseUrl}/`) === true ? url.slice(baseUrl.length) : undefined;
}
