import type { Token } from './token.ts';

export interface ClientOptions {
  /** Where Writ is reached: https, or this machine. */
  readonly url: string;
  readonly token: Token;
  /** Of one call, all its tries; 30,000 where it is left out. */
  readonly timeoutMs?: number;
  /** Of one call; 4 where it is left out, 1 is no second try. */
  readonly tries?: number;
  /** The largest answer that is taken, and the largest event; 32 MiB where it is left out. */
  readonly mostBytes?: number;
  /** In the place of the global one. */
  readonly fetch?: typeof fetch;
  /** From 0 to below 1: spreads the tries of many clients. */
  readonly random?: () => number;
}

export interface Settings {
  readonly base: string;
  readonly token: Token;
  readonly timeoutMs: number;
  readonly tries: number;
  readonly mostBytes: number;
  readonly fetch: typeof fetch;
  readonly random: () => number;
}

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Throws `TypeError` where the token would go over the network in the clear. */
export function settingsOf(options: ClientOptions): Settings {
  const { origin, pathname, protocol, hostname } = new URL(options.url);
  if (protocol !== 'https:' && !(protocol === 'http:' && LOOPBACK.has(hostname)))
    throw new TypeError('the url is https, or http on this machine: a token is not sent in the clear');
  return {
    base: `${origin}${pathname.replace(/\/+$/u, '')}`,
    token: options.token,
    timeoutMs: options.timeoutMs ?? 30_000,
    tries: Math.max(1, options.tries ?? 4),
    mostBytes: options.mostBytes ?? 32 << 20,
    fetch: options.fetch ?? fetch,
    random: options.random ?? Math.random,
  };
}
