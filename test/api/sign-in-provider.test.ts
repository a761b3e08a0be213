import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import OidcProvider from 'oidc-provider';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Jar } from './browser-jar.ts';
import { ask, controlPlane, type ControlPlane } from './control-plane.ts';

let server: Server;
let issuer = '';
let plane: ControlPlane;
beforeAll(async () => {
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  plane = await controlPlane({
    signIn: {
      providers: [{ id: 'real', name: 'Real', issuer, clientId: 'writ', clientSecret: 'not-a-secret', enrol: true }],
    },
  });
  const provider = new OidcProvider(issuer, {
    clients: [
      {
        client_id: 'writ',
        client_secret: 'not-a-secret',
        redirect_uris: [`${plane.url}/sign-in/oidc/real/callback`],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    pkce: { required: () => true, methods: ['S256'] },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    features: { devInteractions: { enabled: true } },
    cookies: { keys: ['test'] },
  });
  const answer = provider.callback();
  server.on('request', (request, response) => void answer(request, response));
}, 120_000);
afterAll(async () => {
  await plane.close();
  server.closeAllConnections();
  server.close();
});

/** Signs in at the provider as somebody and agrees, as a person would; returns where the provider sends the browser. */
async function agreed(to: string, login: string): Promise<string> {
  const there = new Jar(issuer);
  let page = await there.get(to);
  for (let steps = 0; steps < 12; steps++) {
    if (page.to?.startsWith(plane.url) === true) return page.to;
    const prompt = /name="prompt" value="(\w+)"/u.exec(page.text)?.[1];
    const action = /<form[^>]* action="([^"]+)"/u.exec(page.text)?.[1];
    if (page.to !== undefined) page = await there.get(page.to);
    else if (prompt !== undefined && action !== undefined)
      page = await there.post(action, { prompt, login, password: 'x' });
    else break;
  }
  throw new Error(`the provider goes nowhere: ${page.status} ${page.text.slice(0, 300)}`);
}

it('signs in at a real provider (npm oidc-provider), the same person each time', async () => {
  const ids: unknown[] = [];
  for (const login of ['abe', 'abe', 'bea']) {
    const jar = new Jar(plane.url);
    const { csrf } = await jar.get('/sign-in');
    const page = await jar.post('/sign-in/oidc/real', { csrf, return: '/account' });
    const to = (/<a href="(http:[^"]+)"/u.exec(page.text)?.[1] ?? '').replaceAll('&amp;', '&');
    const back = new URL(await agreed(to, login));
    expect(await jar.get(`${back.pathname}${back.search}`)).toMatchObject({ status: 303, to: '/account' });
    const me = await ask(plane.url, 'GET', '/api/me', undefined, { cookie: jar.cookie });
    expect(me.body).toMatchObject({ name: login, roles: [] });
    ids.push((me.body as { readonly id: string }).id);
    expect((await jar.get(`${back.pathname}${back.search}`)).status).toBe(403);
  }
  expect(ids[0]).toBe(ids[1]);
  expect(ids[2]).not.toBe(ids[0]);
}, 60_000); // prettier-ignore
