import { WritError } from '../../model/errors.ts';
import { retryAfter, type Patience, type Sent } from '../patience.ts';
import { isRecord } from '../shape.ts';
import type { Call } from './call.ts';

export interface Request {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly body?: string;
}
export interface Reply {
  readonly status: number;
  readonly retryAfter?: string;
  readonly text: string;
}

/**
 * Sends a request once, signed. Never follows a redirect: the token would go along. Throws a `WritError` where nobody is signed in and
 * anything else for what broke on the way.
 */
export type Send = (request: Request) => Promise<Reply>;

/** Words by which an API says what an error means; each is from the provider's reference. */
export interface Words {
  /** As it is called in messages. */
  readonly provider: string;
  /** Throttled, whatever the status. */
  readonly again: RegExp;
  /** The API or resource type is not switched on there. */
  readonly notOffered: RegExp;
}

export type Failure = { readonly kind: 'refused' | 'failed' | 'not-offered'; readonly code: string };
export type Asked = { readonly body: unknown } | { readonly none: true } | Failure;

export type Ask = (call: Call, url: string) => Promise<Asked>;

/** A page that is larger is not believed. */
export const MOST_BYTES = 64 * 1024 * 1024;

export function asking(send: Send, words: Words, patience: Patience, now: () => Date): Ask {
  return async (call, url) => {
    const { post } = call;
    const request: Request = {
      method: post === undefined ? 'GET' : 'POST',
      url,
      ...(post === undefined || post === null ? {} : { body: JSON.stringify(post) }),
    };
    const sent = await patience.run(async (): Promise<Sent<Asked>> => {
      try {
        return judged(await send(request), call, words, now);
      } catch (error) {
        if (error instanceof WritError) throw error;
        return { again: brokenCode(error) };
      }
    });
    return 'answer' in sent ? sent.answer : { kind: 'failed', code: sent.gaveUp };
  };
}

/** What one reply means. Only the word of an error is told: its message may carry what was asked. */
function judged(reply: Reply, call: Call, words: Words, now: () => Date): Sent<Asked> {
  const { status, text } = reply;
  const body = parsed(text);
  if (status >= 200 && status < 300)
    return { answer: isRecord(body) ? { body } : { kind: 'failed', code: 'answer-is-no-JSON' } };
  const said = wordsIn(body);
  const code = said[0] ?? `HTTP-${status}`;
  if (status === 429 || status === 408 || status >= 500 || said.some((one) => words.again.test(one))) {
    const after = retryAfter(reply.retryAfter, now());
    return { again: code, ...(after === undefined ? {} : { after }) };
  }
  if (status === 401) throw new WritError('no-sign-in', `${words.provider} says ${code}`);
  if (said.some((one) => call.none?.includes(one) === true)) return { answer: { none: true } };
  // What was listed a moment ago and is gone.
  if (status === 404 && call.each !== undefined) return { answer: { none: true } };
  if (said.some((one) => words.notOffered.test(one))) return { answer: { kind: 'not-offered', code } };
  return { answer: { kind: status === 403 ? 'refused' : 'failed', code } };
}

/**
 * The words of an error, the one that says most first: of Google the reason of google.rpc.ErrorInfo, that of Cloud Storage and the status; of
 * Azure Resource Manager and Microsoft Graph the code.
 */
function wordsIn(body: unknown): readonly string[] {
  const error = isRecord(body) ? body['error'] : undefined;
  if (!isRecord(error)) return [];
  const reasons = [error['details'], error['errors']].flatMap((list) =>
    Array.isArray(list) ? list.map((one: unknown) => (isRecord(one) ? one['reason'] : undefined)) : [],
  );
  return [...reasons, error['status'], error['code']]
    .filter((one): one is string => typeof one === 'string')
    .map((one) => one.replace(/[^\w.-]/gu, '').slice(0, 80))
    .filter((one) => one !== '');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The system's word for what broke: ECONNRESET, ENOTFOUND, ETIMEDOUT. */
export function brokenCode(error: unknown): string {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1)
    if ('code' in at && typeof at.code === 'string') return at.code.replace(/[^\w.-]/gu, '').slice(0, 80);
  return error instanceof Error ? error.name.replace(/[^\w.-]/gu, '').slice(0, 80) : 'Unknown';
}
