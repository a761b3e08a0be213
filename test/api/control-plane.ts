import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { app } from '../../src/api/app.ts';
import { scanHooks } from '../../src/api/scan-hooks.ts';
import { Principals } from '../../src/api/sign-in/principals.ts';
import { csrfOf, mint } from '../../src/api/sign-in/secrets.ts';
import { TOKEN_PREFIX } from '../../src/api/sign-in/signed-in.ts';
import { Failures } from '../../src/api/sign-in/failures.ts';
import type { SignInOptions } from '../../src/api/sign-in/sign-in.ts';
import { siteOf } from '../../src/api/sign-in/site.ts';
import { SCOPES, type Scope } from '../../src/api/principal.ts';
import type { Role } from '../../src/governance/roles.ts';
import { memoryCustody } from '../../src/issuer/custody/memory.ts';
import { Issuer } from '../../src/issuer/issuer.ts';
import { USUAL } from '../../src/issuer/policy.ts';
import { LocalDisk } from '../../src/ledger/disk/local.ts';
import type { LedgerEntry } from '../../src/ledger/entry/entry.ts';
import { decodeEntry } from '../../src/ledger/entry/entry.ts';
import { ED25519, signerOf } from '../../src/ledger/note/keys.ts';
import { LogFiles } from '../../src/ledger/read/log-files.ts';
import { Ledger } from '../../src/ledger/write/ledger.ts';
import { doorOf } from '../../src/server/door.ts';
import { Issuing } from '../../src/server/issuing.ts';
import { Desk } from '../../src/server/ledger-desk.ts';
import { Reports } from '../../src/server/reports.ts';
import { Record as Recorder } from '../../src/server/record.ts';
import { Sealing } from '../../src/server/sealing.ts';
import { openStore } from '../../src/store/open.ts';
import { putPerson } from '../../src/store/rows/people.ts';
import { giveRole } from '../../src/store/rows/roles.ts';
import { beginSession } from '../../src/store/rows/sessions.ts';
import { addToken } from '../../src/store/rows/tokens.ts';
import type { Store } from '../../src/store/store.ts';

/** The control plane in this process: a real embedded store, a real ledger on disk, HTTP on loopback. */
export interface ControlPlane {
  readonly url: string;
  readonly store: Store;
  readonly reports: Reports;
  readonly issuer: Issuer;
  readonly log: () => string;
  /** A person with these roles, signed in both ways. */
  person(name: string, roles?: readonly Role[], scopes?: readonly Scope[]): Promise<SignedIn>;
  /** Every entry of the ledger, after what changed so far was carried into it. */
  entries(): Promise<readonly LedgerEntry[]>;
  close(): Promise<void>;
}

export interface SignedIn {
  readonly id: string;
  readonly token: string;
  /** Headers of a request by its session, with the token of its page. */
  readonly session: Readonly<{ cookie: string; 'x-csrf-token': string }>;
  /** A request by its API token. */
  ask(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** What a test turns. */
export interface Turned {
  readonly signIn?: SignInOptions;
  readonly publicUrl?: string;
  /** A clock that the test moves. */
  readonly now?: () => Date;
  /** The scan of a source that runs. */
  readonly runningSince?: (name: string) => Date | undefined;
}

export async function controlPlane(turned: Turned = {}): Promise<ControlPlane> {
  const data = mkdtempSync(join(tmpdir(), 'writ-api-'));
  const store = await openStore({ data });
  const disk = new LocalDisk(join(data, 'log'));
  const origin = 'writ.test/log';
  const now = turned.now ?? ((): Date => new Date());
  const signers = [signerOf(origin, ED25519, Buffer.alloc(32, 7))];
  const ledger = await Ledger.open({ disk, origin, signers, emitter: 'test', now });
  const record = await Recorder.open(store, ledger, disk, (problem) => {
    throw problem;
  });
  const sealing = new Sealing(ledger, 100, (problem) => {
    throw problem;
  });
  const reports = new Reports(data);
  const custody = memoryCustody();
  const name = { text: 'example.org', given: true };
  const issuer = await Issuer.open({ store, custody, policy: USUAL, now, name });
  const issuing = new Issuing(issuer, (problem) => {
    throw problem;
  });
  const services = {
    trustDomain: issuing,
    reports,
    ledger: new Desk(
      ledger,
      disk,
      signers.map(({ verifier }) => verifier),
    ),
  };
  const principals = new Principals(store, now);
  let log = '';
  const logTo = new Writable({
    write(part: Buffer, _, done) {
      log += part.toString();
      done();
    },
  });
  const site = siteOf(turned.publicUrl);
  const server = await app({
    signIn: { site, failures: new Failures((event) => ledger.append(event), now), options: turned.signIn ?? {} },
    logTo,
    level: 'info',
    version: '0.0.0',
    reached: () => turned.publicUrl ?? url,
    door: doorOf({ store, ledger, record, principals, now, site, services }),
    standing: {
      problems: () => Promise.resolve({}),
      ledgerEntries: () => ledger.head.size,
      ledgerUnsealed: () => ledger.unsealed,
      storeRevision: () => 0,
    },
  });
  await scanHooks(server, { store, now, runningSince: turned.runningSince ?? (() => undefined) });
  // A name: passkeys are for names.
  const url = (await server.listen({ host: '127.0.0.1', port: 0 })).replace('127.0.0.1', 'localhost');
  return {
    url,
    store,
    reports,
    issuer,
    log: () => log,
    person: (name, roles = [], scopes = SCOPES) => person(store, url, now(), name, roles, scopes),
    async entries() {
      await record.carry();
      const { size } = await ledger.seal();
      const files = new LogFiles(disk, size);
      const found: LedgerEntry[] = [];
      for (let index = 0; index * 256 < size; index++)
        for (const bytes of await files.entries(index)) found.push(decodeEntry(bytes) as LedgerEntry);
      return found;
    },
    async close() {
      await server.close();
      await issuing.stop();
      await record.carry();
      sealing.stop();
      await ledger.close();
      await store.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function person(
  store: Store,
  url: string,
  created: Date,
  name: string,
  roles: readonly Role[],
  scopes: readonly Scope[],
): Promise<SignedIn> {
  const id = randomUUID();
  const [token, session] = [mint(TOKEN_PREFIX), mint()];
  const expires = new Date(created.getTime() + 3_600_000);
  await store.change({ actor: 'test', now: created }, async (change) => {
    await putPerson(change, { id, name, active: true, userName: `${name}-${id}` });
    for (const role of roles) await giveRole(change, id, role);
    await addToken(change, { id: randomUUID(), hash: token.hash, name: 'test', person: id, scopes, created, expires });
    await beginSession(change, { hash: session.hash, person: id, created, usedLast: created, expires, how: 'link' });
  });
  return {
    id,
    token: token.secret,
    session: { cookie: `writ-session=${session.secret}`, 'x-csrf-token': csrfOf(session.secret) },
    ask: (method, path, body, headers = {}) =>
      ask(url, method, path, body, { authorization: `Bearer ${token.secret}`, ...headers }),
  };
}

export async function ask(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const response = await fetch(`${url}${path}`, {
    method,
    redirect: 'manual',
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
}
