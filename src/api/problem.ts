import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';

/** Answers that are no answer (RFC 9457), by their stable code. */
export const PROBLEMS = {
  'not-found': {
    status: 404,
    title: 'There is nothing at this address.',
    hint: 'The page of `writ serve` lists the addresses that there are.',
  },
  'bad-request': { status: 400, title: 'The request is not understood.', hint: 'Correct what the detail names.' },
  'too-large': { status: 413, title: 'The request is too large.', hint: 'Send less at a time.' },
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
  const { status, title, hint } = PROBLEMS[code];
  return reply
    .code(status)
    .type('application/problem+json')
    .send({ type: `urn:writ:problem:${code}`, code, title, status, hint, instance: request.id, ...more });
}

/** What a request did wrong is said to its sender; what went wrong here only to the log. */
export function failed(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = error.statusCode ?? 500;
  if (status === 413) return problem(request, reply, 'too-large');
  if (status >= 400 && status < 500) return problem(request, reply, 'bad-request', { detail: error.message });
  request.log.error({ err: error }, 'a request failed');
  return problem(request, reply, 'internal');
}
