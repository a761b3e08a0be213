import type { FastifyReply } from 'fastify';
import type { Html } from './html.ts';

/**
 * Nothing inline runs, nothing of other origins is loaded, no other site frames a page or takes its forms. Forms never lead to another origin by a
 * redirect either: pages that go to a provider say so themselves.
 */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': POLICY,
  // The origin stays in what our own forms send: it is checked.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

export const sendPage = (reply: FastifyReply, page: Html, status = 200): FastifyReply =>
  reply.code(status).headers(HEADERS).type('text/html; charset=utf-8').send(page.toString());
