import { describe, expect, it } from 'vitest';
import { Patience } from '../patience.ts';
import { asking, type Reply, type Request } from './ask.ts';
import type { Call } from './call.ts';

const CALL: Call = { name: 'x.list', host: 'x', path: '/x', keeps: {}, right: 'x.list', none: ['NoSuchThing'] };
const WORDS = { provider: 'X', again: /^busy$/u, notOffered: /^SERVICE_DISABLED$/u };
const NOW = (): Date => new Date(0);

async function asked(replies: readonly (Reply | Error)[], call = CALL): Promise<readonly [unknown, number]> {
  const left = [...replies];
  const sent: Request[] = [];
  const patience = new Patience({ attempts: 3, pause: () => Promise.resolve(), now: NOW });
  const ask = asking(
    (request) => {
      sent.push(request);
      const next = left.shift();
      if (next === undefined || next instanceof Error) return Promise.reject(next ?? new Error('nothing left'));
      return Promise.resolve(next);
    },
    WORDS,
    patience,
    NOW,
  );
  return [await ask(call, 'https://x.test/x'), sent.length];
}

const error = (status: number, error: unknown): Reply => ({ status, text: JSON.stringify({ error }) });
const broken = Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error('no'), { code: 'ECONNRESET' }) }); // prettier-ignore

describe('what one reply means', () => {
  it.each([
    ['an answer', [{ status: 200, text: '{"a":1}' }], { body: { a: 1 } }, 1],
    ['a page of a proxy', [{ status: 200, text: '<html>' }], { kind: 'failed', code: 'answer-is-no-JSON' }, 1],
    ['a redirect', [{ status: 302, text: '' }], { kind: 'failed', code: 'HTTP-302' }, 1],
    ['Google refuses', [error(403, { code: 403, status: 'PERMISSION_DENIED', message: 'secret' })], { kind: 'refused', code: 'PERMISSION_DENIED' }, 1],
    ['Azure refuses', [error(403, { code: 'AuthorizationFailed', message: 'secret' })], { kind: 'refused', code: 'AuthorizationFailed' }, 1],
    ['an API that is off', [error(403, { status: 'PERMISSION_DENIED', details: [{ reason: 'SERVICE_DISABLED' }] })], { kind: 'not-offered', code: 'SERVICE_DISABLED' }, 1],
    ['none', [error(404, { code: 'NoSuchThing' })], { none: true }, 1],
    ['throttled, then an answer', [error(429, { status: 'RESOURCE_EXHAUSTED' }), { status: 200, text: '{}' }], { body: {} }, 2],
    ['throttled as Cloud Storage says it', [error(403, { errors: [{ reason: 'busy' }] }), { status: 200, text: '{}' }], { body: {} }, 2],
    ['broken, then an answer', [broken, { status: 200, text: '{}' }], { body: {} }, 2],
    ['broken for good', [broken, broken, broken], { kind: 'failed', code: 'ECONNRESET' }, 3],
    ['overloaded for good', [error(503, {}), error(503, {}), error(503, {})], { kind: 'failed', code: 'HTTP-503' }, 3],
  ] as const)('%s', async (_, replies, want, sent) => {
    expect(await asked(replies)).toEqual([want, sent]);
  }); // prettier-ignore

  it('stops where the token is not taken, without the words around it', async () => {
    const refused = asked([error(401, { code: 'InvalidAuthenticationToken', message: 'secret' })]);
    await expect(refused).rejects.toMatchObject({ code: 'no-sign-in' });
    await expect(refused).rejects.not.toThrow('secret');
  });
});
