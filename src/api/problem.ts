import { Type } from '@sinclair/typebox';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { WritError } from '../model/errors.ts';
import { Refused } from './refused.ts';
import { isScim, scimProblem } from './scim/problem.ts';
import { words } from './shapes.ts';

/** Answers that are no answer (RFC 9457), by their stable code. */
export const PROBLEMS = {
  'not-found': {
    status: 404,
    title: 'There is nothing at this address.',
    hint: 'The page of `writ serve` lists the addresses that there are.',
  },
  'wrong-method': {
    status: 405,
    title: 'This address does not take that method.',
    hint: 'Send one of those that Allow names.',
  },
  'bad-request': { status: 400, title: 'The request is not understood.', hint: 'Correct what the detail names.' },
  unauthenticated: {
    status: 401,
    title: 'Nobody is signed in.',
    hint: 'Sign in, or send an API token as `Authorization: Bearer`.',
  },
  forbidden: {
    status: 403,
    title: 'It may not be done by you.',
    hint: 'Ask somebody who holds the role, or an administrator.',
  },
  'changed-meanwhile': {
    status: 412,
    title: 'It was changed by somebody else meanwhile.',
    hint: 'Read it again and send If-Match with its new ETag.',
  },
  'precondition-required': {
    status: 428,
    title: 'It is changed only over what you have seen.',
    hint: 'Send If-Match with the ETag of what you read.',
  },
  conflict: {
    status: 409,
    title: 'It does not go together with what is there.',
    hint: 'Correct what the detail names.',
  },
  'key-used-before': {
    status: 422,
    title: 'The idempotency key was used for another request.',
    hint: 'Take a new key for each request; the same one only to ask again.',
  },
  'too-many': { status: 429, title: 'There were too many requests.', hint: 'Wait as long as Retry-After says.' },
  'too-large': { status: 413, title: 'The request is too large.', hint: 'Send less at a time.' },
  'headers-too-large': {
    status: 431,
    title: 'The address or a header of the request is too large.',
    hint: 'Send less in the address and in headers.',
  },
  'too-slow': { status: 408, title: 'The request did not come to its end in time.', hint: 'Send it again.' },
  'not-ready': {
    status: 503,
    title: 'A part of it cannot serve now.',
    hint: 'It goes on by itself once the part is back.',
  },
  internal: {
    status: 500,
    title: 'Something went wrong here.',
    hint: 'The log of the server has it under this request id.',
  },
} as const satisfies Readonly<
  Record<string, { readonly status: number; readonly title: string; readonly hint: string }>
>;

export type ProblemCode = keyof typeof PROBLEMS;

export function problem(
  request: FastifyRequest,
  reply: FastifyReply,
  code: ProblemCode,
  more: object = {},
): FastifyReply {
  const { status, title } = PROBLEMS[code];
  if (isScim(request.url)) {
    const { detail, reason } = more as { readonly detail?: string; readonly reason?: string };
    return scimProblem(reply, status, detail ?? title, reason ?? (code === 'bad-request' ? 'invalidValue' : undefined));
  }
  return reply
    .code(status)
    .type('application/problem+json')
    .send(problemOf(code, request.id, more));
}

/** The document; `instance` is the id of the request. */
export function problemOf(code: ProblemCode, instance: string, more: object = {}): object {
  const { status, title, hint } = PROBLEMS[code];
  return { type: `urn:writ:problem:${code}`, code, title, status, hint, instance, ...more };
}

/** Errors of a part that comes back by itself, or once somebody made room. */
const AWAY: ReadonlySet<string> = new Set(['store-unavailable', 'store-full']);

/** The body of every answer that is none. */
export const ProblemAnswer = Type.Object(
  {
    type: Type.String(),
    code: words(Object.keys(PROBLEMS) as ProblemCode[]),
    title: Type.String(),
    status: Type.Integer(),
    hint: Type.String(),
    instance: Type.String({ description: 'Id of the request, as the log of the server has it.' }),
    detail: Type.Optional(Type.String()),
  },
  { title: 'Problem', additionalProperties: true },
);

export function failed(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { code, detail } = whatFailed(error, request);
  const reason = error instanceof Refused && isScim(request.url) ? error.reason : undefined;
  if (code === 'unauthenticated') reply.header('www-authenticate', 'Bearer realm="writ"');
  return problem(request, reply, code, {
    ...(detail === undefined ? {} : { detail }),
    ...(reason === undefined ? {} : { reason }),
  });
}

/** What a request did wrong is said to its sender; what went wrong here only to the log. */
export function whatFailed(
  error: FastifyError,
  request: FastifyRequest,
): { readonly code: ProblemCode; readonly detail?: string } {
  if (error instanceof Refused) return { code: error.code, ...(error.message === '' ? {} : { detail: error.message }) };
  if (error instanceof WritError && AWAY.has(error.code)) {
    request.log.warn({ err: error }, 'a request could not be served');
    return { code: 'not-ready' };
  }
  const status = error.statusCode ?? 500;
  if (status === 429) return { code: 'too-many' };
  if (status === 413) return { code: 'too-large' };
  if (status >= 400 && status < 500) return { code: 'bad-request', detail: error.message };
  request.log.error({ err: error }, 'a request failed');
  return { code: 'internal' };
}
