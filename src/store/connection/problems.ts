import { WritError } from '../../model/errors.ts';

/** By SQLSTATE or by the code of the system: the database is not there now, and may be again. */
const AWAY =
  /^(?:08...|57P0[1-5]|53300|ECONNREFUSED|ECONNRESET|ENOENT|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/u;
const AWAY_WORDS =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed)/u;
/** Two transactions were in each other's way; one of them was rolled back and may be tried again. */
const CROSSED = /^(?:40001|40P01)$/u;
/** A newer version of writ brought the schema forward under a statement that was prepared before. */
const OUTDATED = /^cached plan must not change/u;
const FULL = /^(?:53100|ENOSPC)$/u;
/** The disk became read-only or broke under it. */
const BROKEN = /^(?:58030|58P01|25006)$/u;
const REFUSED = /^(?:28...|3D000)$/u;

/** The other end is not who it has to be, or does not speak TLS. */
const UNTRUSTED =
  /^(?:ERR_TLS_|ERR_SSL_|EPROTO$|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH$|INVALID_CA$)/u;
const UNTRUSTED_WORDS = /^The server does not support SSL connections/u;

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** So a commit answers, without an error, when a statement before it had failed. */
export class RolledBack extends Error {
  constructor() {
    super('the transaction was rolled back: a statement in it had failed');
  }
}

export const isCrossed = (error: unknown): boolean => CROSSED.test(codeOf(error)) || isOutdated(error);

/** Of use no more on this connection. */
export const isOutdated = (error: unknown): boolean => error instanceof Error && OUTDATED.test(error.message);

/** Of the database and not of one transaction: trying again at once does not help. */
export const isGeneral = (error: unknown): boolean =>
  error instanceof WritError &&
  ['store-unavailable', 'store-full', 'store-data', 'bad-configuration'].includes(error.code);

export const isRefused = (error: unknown): boolean => REFUSED.test(codeOf(error));

/** Errors of the database that a person can act on; any other stays what it is. */
export function problemOf(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof WritError) return error;
  const code = codeOf(error);
  const cause = { cause: error };
  if (FULL.test(code) || /No space left on device/u.test(error.message))
    return new WritError('store-full', error.message, cause);
  if (BROKEN.test(code)) return new WritError('store-data', error.message, cause);
  if (REFUSED.test(code))
    return new WritError('bad-configuration', `the database refuses: ${error.message}`, {
      ...cause,
      hint: 'Check user, password and database of DATABASE_URL.',
    });
  if (UNTRUSTED.test(code) || UNTRUSTED_WORDS.test(error.message))
    return new WritError('bad-configuration', `the database is not trusted: ${error.message}`, {
      ...cause,
      hint: 'Check the host of DATABASE_URL and the file of sslrootcert; docs/store.md lists the options.',
    });
  if (AWAY.test(code) || AWAY_WORDS.test(error.message) || error instanceof AggregateError)
    return new WritError('store-unavailable', error.message === '' ? code : error.message, cause);
  // The statement or lock took longer than the limit: the database is there and too busy.
  if (code === '57014' || code === '55P03') return new WritError('timed-out', error.message, cause);
  return error;
}
