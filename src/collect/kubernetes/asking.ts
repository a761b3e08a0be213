import { WritError } from '../../model/errors.ts';
import type { Journal } from '../journal.ts';
import type { Limiter } from '../limiter.ts';
import type { Patience } from '../patience.ts';
import type { Problem } from '../problems.ts';
import { ACCEPT, type ApiServer } from './client.ts';
import type { Context } from './contexts.ts';
import { statusCode } from './failure.ts';

/** What one GET came to, for whoever asked. */
export type Got<T> =
  | { readonly kind: 'answer'; readonly answer: T; readonly replayed: boolean }
  /** 404: not served here. */
  | { readonly kind: 'none' }
  /** 410: the token of the next page is over. */
  | { readonly kind: 'gone' }
  /** Refused or failed, which is told. */
  | { readonly kind: 'missing' };

export interface Asking {
  readonly context: Context;
  readonly server: ApiServer;
  readonly journal: Journal;
  readonly limiter: Limiter;
  readonly patience: Patience;
  readonly failed: (problem: Omit<Problem, 'place'>) => void;
  readonly answered: (what: string) => void;
}

export interface Question<T> {
  readonly path: string;
  readonly form: keyof typeof ACCEPT;
  /** As people know it: `list pods`. */
  readonly says: string;
  /** The part of the body that is kept, in the journal too; undefined when it is not what was asked for. */
  readonly keep: (body: unknown) => T | undefined;
}

/** One answer: of the journal, else of the API server. */
export async function ask<T>(question: Question<T>, asking: Asking, fresh = false): Promise<Got<T>> {
  const { context, server, journal, limiter, patience, failed, answered } = asking;
  const { path, form, says, keep } = question;
  const key = JSON.stringify([context.name, context.fingerprint, form, path]);
  const known = fresh ? undefined : journal.known(key);
  if (known) {
    answered(says);
    return { kind: 'answer', answer: known.answer as T, replayed: true };
  }
  const persisted = await limiter.run(() => patience.run(() => server.get(path, ACCEPT[form])));
  if ('gaveUp' in persisted) {
    failed({ operation: says, kind: 'failed', code: persisted.gaveUp });
    return { kind: 'missing' };
  }
  const { status, body } = persisted.answer;
  if (status === 404) return { kind: 'none' };
  if (status === 410) return { kind: 'gone' };
  const answer = status === 200 ? keep(body) : undefined;
  if (answer === undefined) {
    const code = status === 200 ? 'unexpected-form' : statusCode(status, body);
    failed({ operation: says, kind: status === 403 ? 'refused' : 'failed', code });
    return { kind: 'missing' };
  }
  journal.answered(key, answer);
  answered(says);
  return { kind: 'answer', answer, replayed: false };
}

/** The first question: without an answer to it nothing else makes sense. */
export async function mustAsk<T>(question: Question<T>, asking: Asking): Promise<T> {
  let why = 'not served';
  const got = await ask(question, { ...asking, failed: ({ code }) => void (why = code) });
  if (got.kind === 'answer') return got.answer;
  throw new WritError('not-reached', `${asking.context.name}: ${question.says}: ${why}`);
}
