import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import { WritError } from '../../model/errors.ts';

/** Where a database is and as whom it is used. */
export interface Address {
  /** A name, an address, or the folder of a Unix socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password?: string;
  readonly database: string;
  readonly ssl: false | ConnectionOptions;
}

const PARAMETERS = ['host', 'port', 'sslmode', 'sslrootcert', 'sslcert', 'sslkey'] as const;

/**
 * DATABASE_URL: postgres://USER:PASSWORD@HOST:PORT/DATABASE?sslmode=... Over a network TLS with a checked certificate is the rule, and anything
 * less has to be asked for. The text is never part of a message: it holds a password.
 */
export function addressOf(databaseUrl: string): Address {
  if (!URL.canParse(databaseUrl)) throw wrong('it is no URL');
  const url = new URL(databaseUrl);
  if (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:') throw wrong('it does not begin with postgres://');
  const unknown = [...url.searchParams.keys()].find((key) => !(PARAMETERS as readonly string[]).includes(key));
  if (unknown !== undefined) throw wrong(`the parameter ${unknown} is not known; known are ${PARAMETERS.join(', ')}`);
  const host = url.searchParams.get('host') ?? decoded(url.hostname).replace(/^\[(.+)\]$/u, '$1');
  if (host === '') throw wrong('it names no host');
  const port = Number(url.searchParams.get('port') ?? (url.port === '' ? '5432' : url.port));
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw wrong('its port is no number from 1 to 65535');
  const user = decoded(url.username);
  if (user === '') throw wrong('it names no user');
  const database = decoded(url.pathname.slice(1));
  if (database === '' || database.includes('/')) throw wrong('it names no database');
  return {
    host,
    port,
    user,
    database,
    ssl: tlsOf(url.searchParams, host),
    ...(url.password === '' ? {} : { password: decoded(url.password) }),
  };
}

function tlsOf(parameters: URLSearchParams, host: string): false | ConnectionOptions {
  const near = host.startsWith('/') || host === 'localhost' || host === '127.0.0.1' || host === '::1';
  const mode = parameters.get('sslmode') ?? (near ? 'disable' : 'verify-full');
  const files = {
    ...fileOf(parameters, 'sslrootcert', 'ca'),
    ...fileOf(parameters, 'sslcert', 'cert'),
    ...fileOf(parameters, 'sslkey', 'key'),
  };
  if (mode === 'disable') return false;
  // As libpq has it: encrypted, and anybody may be at the other end.
  if (mode === 'require') return { ...files, rejectUnauthorized: false };
  if (mode === 'verify-full')
    return { ...files, rejectUnauthorized: true, ...(isIP(host) === 0 ? { servername: host } : {}) };
  throw wrong('its sslmode is none of disable, require, verify-full');
}

function fileOf(parameters: URLSearchParams, name: string, option: 'ca' | 'cert' | 'key'): ConnectionOptions {
  const path = parameters.get(name);
  if (path === null) return {};
  try {
    return { [option]: readFileSync(path, 'utf8') };
  } catch {
    throw wrong(`the file of ${name} cannot be read`);
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw wrong('a part of it is badly escaped');
  }
}

const wrong = (why: string): WritError =>
  new WritError('bad-configuration', `DATABASE_URL: ${why}`, {
    hint: 'Write postgres://USER:PASSWORD@HOST:PORT/DATABASE; docs/store.md lists the options.',
  });
