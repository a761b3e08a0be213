import { readFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { app } from '../src/api/app.ts';
import { Failures } from '../src/api/sign-in/failures.ts';
import { siteOf } from '../src/api/sign-in/site.ts';
import type { Door } from '../src/api/door.ts';

/** The server with every route and nothing behind it: what it serves can be looked at, not asked. */
export async function unopened(): Promise<FastifyInstance> {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string };
  const standing = {
    problems: () => Promise.resolve({}),
    ledgerEntries: () => 0,
    ledgerUnsealed: () => 0,
    storeRevision: () => 0,
  };
  const failures = new Failures(
    () => Promise.resolve(),
    () => new Date(),
  );
  const signIn = { site: siteOf(undefined), failures, options: {} };
  const behind = { standing, door: {} as Door, reached: () => '' };
  const server = await app({ ...behind, logTo: new Writable(), level: 'silent', version, signIn });
  await server.ready();
  return server;
}

/** schemas/openapi.json as it is committed. */
export async function openapiText(): Promise<string> {
  const server = await unopened();
  const document = server.swagger();
  await server.close();
  return `${JSON.stringify(document, null, 2)}\n`;
}
