import { WritError } from '../../model/errors.ts';
import { retryAfter, type Sent } from '../patience.ts';
import type { Answer } from './client.ts';

/** docs.github.com, "Rate limits for the REST API": without a header that says how long, at least a minute. */
const MINUTE = 60_000;
const FINAL =
  /^(?:ENOTFOUND|ERR_TLS_\w+|CERT_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|TOOLARGE)$/u;

/** What an error of the client means. Its message is never told: it repeats what the server says. */
export function sentOf(error: unknown, now: Date): Sent<Answer> {
  const response = responseOf(error);
  if (!response) return unanswered(error);
  const { status, data, headers } = response;
  if (status === 401) throw new WritError('no-sign-in', 'GitHub says HTTP-401');
  const limited = limitOf(status, data, headers, now);
  if (limited !== undefined) return { again: `HTTP-${status}`, after: limited };
  if (status >= 500 || status === 408) return { again: `HTTP-${status}` };
  return { answer: { status, data } };
}

/** Milliseconds to wait, when the answer is about a limit: the primary one (by the hour) or a secondary one. */
function limitOf(status: number, data: unknown, headers: Headers_, now: Date): number | undefined {
  if (status !== 403 && status !== 429) return undefined;
  const after = retryAfter(headers['retry-after'], now);
  if (after !== undefined) return after;
  if (headers['x-ratelimit-remaining'] === '0') {
    const reset = Number(headers['x-ratelimit-reset']) * 1000;
    return Number.isFinite(reset) ? Math.max(1000, reset - now.getTime()) : MINUTE;
  }
  const message = isRecord(data) ? data['message'] : undefined;
  const secondary = typeof message === 'string' && /secondary rate limit|abuse detection/iu.test(message);
  return status === 429 || secondary ? MINUTE : undefined;
}

function unanswered(error: unknown): Sent<Answer> {
  const code = codeOf(error);
  if (FINAL.test(code)) throw new WritError('not-reached', `GitHub: ${code}`);
  return { again: code };
}

function codeOf(error: unknown): string {
  for (let one = error, depth = 0; one instanceof Error && depth < 5; one = one.cause, depth += 1) {
    if (one.name === 'TimeoutError' || one.name === 'AbortError') return 'timeout';
    if ('code' in one && typeof one.code === 'string') return one.code.replace(/\W/gu, '').slice(0, 60);
  }
  return 'broken';
}

type Headers_ = Readonly<Record<string, string | undefined>>;

function responseOf(
  error: unknown,
): { readonly status: number; readonly data: unknown; readonly headers: Headers_ } | undefined {
  const response = error instanceof Error && 'response' in error ? error.response : undefined;
  if (!isRecord(response) || typeof response['status'] !== 'number') return undefined;
  const { status, data, headers } = response;
  return { status, data, headers: isRecord(headers) ? (headers as Headers_) : {} };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
