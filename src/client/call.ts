import { textOf } from './answer.ts';
import { ProblemError, problemIn, UnansweredError } from './errors.ts';
import { requestOf, type CallOptions, type Input, type Operation } from './operation.ts';
import { backOff, retryAfter, waited } from './retry.ts';
import type { Settings } from './settings.ts';

/** Not served now, and perhaps later. */
const LATER: ReadonlySet<number> = new Set([429, 503]);

interface Failed {
  readonly error: Error;
  /** Worth another try, after so long where the server says it. */
  readonly again: boolean;
  readonly afterMs?: number | undefined;
}

/**
 * Asks a route, again where that does no harm: what reads, and what the server does once for its key. A request that may have been done and has no key is
 * never sent twice.
 */
export async function call(
  settings: Settings,
  operation: Operation,
  input: Input,
  options: CallOptions,
): Promise<unknown> {
  const { url, headers, body } = requestOf(settings.base, operation, input);
  if (!operation.open) headers['authorization'] = settings.token.authorization();
  // One key for all tries: the change happens once.
  if (operation.keyed) headers['idempotency-key'] = options.idempotencyKey ?? crypto.randomUUID();
  const limit = AbortSignal.timeout(options.timeoutMs ?? settings.timeoutMs);
  const signal = options.signal ? AbortSignal.any([limit, options.signal]) : limit;
  const request: RequestInit = {
    method: operation.method,
    headers,
    signal,
    // The token is for this address, not for one that an answer names.
    redirect: 'error',
    ...(body === undefined ? {} : { body }),
  };
  const harmless = operation.method === 'GET' || operation.keyed === true;
  for (let tries = 1; ; tries++) {
    const done = await tried(settings, operation, url, request);
    if (!('error' in done)) return done.value;
    signal.throwIfAborted();
    if (!done.again || !harmless || tries >= settings.tries) throw done.error;
    await waited(done.afterMs ?? backOff(tries, settings.random), signal);
  }
}

async function tried(
  { fetch, mostBytes }: Settings,
  { answer }: Operation,
  url: string,
  request: RequestInit,
): Promise<{ readonly value: unknown } | Failed> {
  try {
    const response = await fetch(url, request);
    const text = await textOf(response, mostBytes);
    if (response.ok) return { value: valueOf(answer, text, response.status) };
    return refusedBy(response, text);
  } catch (error) {
    if (error instanceof UnansweredError) return { error, again: false };
    return { error: new UnansweredError('unreachable', 'the server was not reached', { cause: error }), again: true };
  }
}

function valueOf(answer: Operation['answer'], text: string, status: number): unknown {
  if (answer === 'none') return undefined;
  if (answer === 'text') return text;
  try {
    return JSON.parse(text);
  } catch {
    throw new UnansweredError('not-writ', `an answer ${status} is no JSON`, { status });
  }
}

/** What an answer that is none means. */
export function refusedBy({ status, headers }: Response, text: string): Failed {
  const problem = problemIn(headers.get('content-type'), text);
  const error = problem
    ? new ProblemError(problem)
    : new UnansweredError('not-writ', `something that is not Writ answered ${status}`, { status });
  return { error, again: LATER.has(status), afterMs: retryAfter(headers.get('retry-after'), Date.now()) };
}
