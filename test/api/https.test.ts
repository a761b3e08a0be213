import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request as plainly } from 'node:http';
import { createServer, request, type Server } from 'node:https';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstLink } from '../../src/server/first-link.ts';
import { controlPlane, type ControlPlane } from './control-plane.ts';

/** A proxy that ends TLS before it, as one stands before every control plane that is reached from elsewhere: it passes on what it gets as it is. */
describe('behind a proxy with HTTPS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'writ-https-'));
  let proxy: Server;
  let plane: ControlPlane;
  let origin: string;
  let ca: Buffer;
  beforeAll(async () => {
    const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    const made = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
    execFileSync('openssl', ['req', ...made, ...names, '-keyout', 'key.pem', '-out', 'cert.pem'], { cwd: folder, stdio: 'ignore' });
    ca = readFileSync(join(folder, 'cert.pem'));
    proxy = createServer({ key: readFileSync(join(folder, 'key.pem')), cert: ca }, (from, to) => {
      const { port } = new URL(plane.url);
      from.pipe(
        plainly({ port, host: 'localhost', method: from.method, path: from.url, headers: from.headers }, (answer) => {
          to.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(to);
        }),
      );
    });
    await new Promise<void>((resolve) => proxy.listen(0, 'localhost', resolve));
    origin = `https://localhost:${(proxy.address() as AddressInfo).port}`;
    plane = await controlPlane({ publicUrl: origin });
  }, 120_000);
  afterAll(async () => {
    proxy.closeAllConnections();
    proxy.close();
    await plane.close();
    rmSync(folder, { recursive: true, force: true });
  });

  interface Answer {
    readonly status: number;
    readonly cookies: readonly string[];
    readonly text: string;
  }
  async function send(method: string, path: string, cookie: string, form?: Readonly<Record<string, string>>): Promise<Answer> {
    const body = form && new URLSearchParams(form).toString();
    const headers = { cookie, ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded', origin }) };
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      request(new URL(path, origin), { method, ca, headers }, resolve).on('error', reject).end(body);
    });
    return { status: answer.statusCode ?? 0, cookies: answer.headers['set-cookie'] ?? [], text: await text(answer) };
  }
  const csrfIn = (page: Answer): string => /name="csrf" value="([^"]+)"/u.exec(page.text)?.[1] ?? '';

  it('every cookie is of this host alone and of HTTPS alone, and one of another name signs nobody in', async () => {
    const secret = (await firstLink(plane.store, { now: new Date(), again: false })) ?? '';
    const page = await send('GET', '/sign-in/link', '');
    const waiting = page.cookies.map((one) => one.replace(/;.*$/su, '')).join('; ');
    const done = await send('POST', '/sign-in/link', waiting, { csrf: csrfIn(page), token: secret, name: 'Ada' });
    expect([done.status, done.text.slice(0, 300)]).toEqual([303, expect.anything()]);
    const all = [...page.cookies, ...done.cookies];
    expect(all.length).toBeGreaterThanOrEqual(2);
    for (const one of all) {
      // RFC 6265bis, 4.1.3.2: a browser takes such a name only with Secure, Path=/ and no Domain.
      expect(one).toMatch(/^__Host-/u);
      expect(one).toMatch(/; Path=\/(?:;|$)/u);
      expect(one).toMatch(/; Secure(?:;|$)/u);
      expect(one).toMatch(/; HttpOnly(?:;|$)/u);
      expect(one).not.toMatch(/domain=/iu);
    }
    const session = done.cookies.find((one) => one.startsWith('__Host-writ='))?.replace(/;.*$/su, '') ?? '';
    expect((await send('GET', '/api/me', session)).status).toBe(200);
    expect((await send('GET', '/api/me', session.replace('__Host-writ', 'writ-session'))).status).toBe(401);
  });

  it('without the proxy it is reached under no other name', async () => {
    expect((await fetch(`${plane.url}/sign-in`)).status).toBe(400);
  });
}); // prettier-ignore
