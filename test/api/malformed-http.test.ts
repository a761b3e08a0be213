import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { controlPlane, type ControlPlane } from './control-plane.ts';

/** What is no request, or not one that our own clients could send: bytes, and the status of the first answer; undefined where closing says enough. */
const SENT: readonly (readonly [what: string, bytes: string | Buffer, status: number | undefined])[] = [
  ['no HTTP', 'hello\r\n\r\n', 400],
  ['a TLS greeting', Buffer.from([0x16, 0x03, 0x01, 0x00, 0x05, 0x01, 0, 0, 1, 0]), 400],
  ['no host', 'GET /healthz HTTP/1.1\r\n\r\n', 400],
  ['a method that is none', 'BREW /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n', 400],
  ['another version', 'GET /healthz HTTP/3.0\r\nhost: localhost\r\n\r\n', 400],
  [
    'two lengths',
    'POST /api/people HTTP/1.1\r\nhost: localhost\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}',
    400,
  ],
  [
    'a length and chunks',
    'POST /api/people HTTP/1.1\r\nhost: localhost\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    400,
  ],
  [
    'chunks that are none',
    'POST /hooks/scan/x HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
    400,
  ],
  ['a header without a name', 'GET /healthz HTTP/1.1\r\nhost: localhost\r\n: x\r\n\r\n', 400],
  ['a header with a NUL', 'GET /healthz HTTP/1.1\r\nhost: localhost\r\nx: a\0b\r\n\r\n', 400],
  ['a header that goes on below', 'GET /healthz HTTP/1.1\r\nhost: localhost\r\nx: a\r\n b\r\n\r\n', 400],
  ['headers that are too long', `GET /healthz HTTP/1.1\r\nhost: localhost\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
  ['an address that is too long', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nhost: localhost\r\n\r\n`, 431],
  ['an address that is half escaped', 'GET /api/people/% HTTP/1.1\r\nhost: localhost\r\n\r\n', 400],
  ['an escape that is no text', 'GET /api/people/%ff HTTP/1.1\r\nhost: localhost\r\n\r\n', 400],
  ['a name that is too long', `GET /api/people/${'a'.repeat(7000)} HTTP/1.1\r\nhost: localhost\r\n\r\n`, 400],
  ['no address', 'OPTIONS * HTTP/1.1\r\nhost: localhost\r\n\r\n', 404],
  ['another place', 'GET http://evil.test/api/me HTTP/1.1\r\nhost: localhost\r\n\r\n', undefined],
  ['a tunnel', 'CONNECT evil.test:443 HTTP/1.1\r\nhost: evil.test\r\n\r\n', undefined],
  [
    'another protocol',
    'GET /healthz HTTP/1.1\r\nhost: localhost\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n',
    undefined,
  ],
  ['half a body', 'POST /api/people HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\n{', 401],
];

/** All that comes back until the server closes, or falls silent after an answer. */
function asked(url: string, bytes: string | Buffer): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(Number(port), hostname, () => socket.end(bytes));
    socket.on('data', (part: Buffer) => (text += part.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      resolve(text);
    });
  });
}

describe('what is no request', () => {
  let plane: ControlPlane;
  beforeAll(async () => {
    plane = await controlPlane();
  });
  afterAll(() => plane.close());

  it.each(SENT)('%s is refused by a problem document, or by closing', async (_, bytes, status) => {
    const text = await asked(plane.url, bytes);
    const [head = '', body = ''] = text.split('\r\n\r\n');
    const got = /^HTTP\/1\.1 (\d+)/u.exec(head)?.[1];
    if (status !== undefined) expect(got).toBe(String(status));
    if (got === undefined || got === '200') return;
    expect(head).toMatch(/^content-type: application\/problem\+json/imu);
    expect(head).toMatch(/^x-content-type-options: nosniff\r?$/imu);
    const [, length] = /^content-length: (\d+)/imu.exec(head) ?? [];
    expect(JSON.parse(body.slice(0, Number(length)))).toMatchObject({ status: Number(got), code: expect.any(String) as string });
  });

  it('leaves the server as it was', async () => {
    expect((await fetch(`${plane.url}/healthz`)).status).toBe(200);
    expect(plane.log()).not.toContain('"level":50');
  });
}); // prettier-ignore
