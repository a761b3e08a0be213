import type { FastifyReply } from 'fastify';
import { BASE, ERROR, SCIM_JSON } from './shapes.ts';

/** Words of RFC 7644, 3.12. */
const TYPES: ReadonlySet<string> = new Set([
  'invalidFilter',
  'tooMany',
  'uniqueness',
  'mutability',
  'invalidSyntax',
  'invalidPath',
  'noTarget',
  'invalidValue',
]);

export const isScim = (url: string): boolean => url.startsWith(`${BASE}/`) || url === BASE;

/** An error as SCIM writes it. */
export function scimProblem(reply: FastifyReply, status: number, detail: string, type?: string): FastifyReply {
  const scimType = type !== undefined && TYPES.has(type) ? type : undefined;
  return reply
    .code(status)
    .type(SCIM_JSON)
    .send({ schemas: [ERROR], status: String(status), ...(scimType === undefined ? {} : { scimType }), detail });
}
