import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type pg from 'pg';
import { app } from '../../src/api/app.ts';
import { Principals } from '../../src/api/sign-in/principals.ts';
import { mint } from '../../src/api/sign-in/secrets.ts';
import { siteOf } from '../../src/api/sign-in/site.ts';
import { TOKEN_PREFIX } from '../../src/api/sign-in/signed-in.ts';
import { memoryCustody } from '../../src/issuer/custody/memory.ts';
import { Issuer } from '../../src/issuer/issuer.ts';
import { USUAL } from '../../src/issuer/policy.ts';
import { LocalDisk } from '../../src/ledger/disk/local.ts';
import { ED25519, signerOf } from '../../src/ledger/note/keys.ts';
import { Ledger } from '../../src/ledger/write/ledger.ts';
import { doorOf } from '../../src/server/door.ts';
import { Issuing } from '../../src/server/issuing.ts';
import { Desk } from '../../src/server/ledger-desk.ts';
import { Reports } from '../../src/server/reports.ts';
import { Record } from '../../src/server/record.ts';
import type { Identity } from '../../src/store/rows/identities.ts';
import { putPerson } from '../../src/store/rows/people.ts';
import { giveRole } from '../../src/store/rows/roles.ts';
import { addToken } from '../../src/store/rows/tokens.ts';
import type { Store } from '../../src/store/store.ts';

export interface Served {
  readonly port: number;
  readonly close: () => Promise<void>;
}

export interface Asked {
  readonly name: string;
  readonly owner: string;
  readonly purpose: string;
}

const NOW = new Date('2026-01-02T03:04:05.678Z');
const EVIDENCE = [{ file: 'k8s/agents/deployment.yaml', line: 31 }];
export const idOf = (name: string): string => `k8s:ServiceAccount:prod/bench/${name}`;

export const identityOf = ({ name, owner, purpose }: Asked): Identity => ({
  id: idOf(name),
  kind: 'ServiceAccount',
  name,
  realm: 'prod',
  environment: 'prod',
  state: 'active',
  owner,
  purpose,
  dataScope: null,
  rotationPolicy: null,
  declared: {},
  source: 'k8s',
  evidence: EVIDENCE,
  seenFirst: NOW,
  seenLast: NOW,
  goneSince: null,
  usedLast: null,
});

/** The server of the control plane over the store, as `writ serve` runs it: what changes is carried into its ledger. */
export async function ours(store: Store, folder: string): Promise<Served> {
  const now = (): Date => new Date();
  const disk = new LocalDisk(join(folder, 'log'));
  const origin = 'bench.writ.test/store';
  const signers = [signerOf(origin, ED25519, Buffer.alloc(32, 6))];
  const ledger = await Ledger.open({ disk, origin, signers, emitter: 'bench', now });
  const record = await Record.open(store, ledger, disk, () => undefined);
  const name = { text: 'bench.writ.test', given: true };
  const issuer = await Issuer.open({ store, custody: memoryCustody(), policy: USUAL, now, name });
  const issuing = new Issuing(issuer, () => undefined);
  const services = {
    trustDomain: issuing,
    reports: new Reports(folder),
    ledger: new Desk(
      ledger,
      disk,
      signers.map(({ verifier }) => verifier),
    ),
  };
  const principals = new Principals(store, now);
  const server = await app({
    door: doorOf({ store, ledger, record, principals, now, site: siteOf(undefined), services }),
    standing: {
      problems: () => Promise.resolve({}),
      ledgerEntries: () => 0,
      ledgerUnsealed: () => 0,
      storeRevision: () => 0,
    },
    logTo: new Writable({
      write: (_, __, done) => {
        done();
      },
    }),
    level: 'info',
    version: '0.0.0',
    reached: () => 'http://localhost',
  });
  await server.listen({ host: '127.0.0.1', port: 0 });
  const close = async (): Promise<void> => {
    await server.close();
    await issuing.stop();
    await ledger.close();
  };
  return { port: (server.server.address() as AddressInfo).port, close };
}

/** Somebody who owns everything; the token of theirs. */
export async function owner(store: Store): Promise<string> {
  const [person, token, created] = [randomUUID(), mint(TOKEN_PREFIX), new Date()];
  const expires = new Date(created.getTime() + 3_600_000);
  await store.change({ actor: 'bench', now: created }, async (change) => {
    await putPerson(change, { id: person, name: 'Bench', active: true });
    await giveRole(change, person, { role: 'owner', environment: '*', team: '*' });
    await addToken(change, {
      id: randomUUID(),
      hash: token.hash,
      name: 'bench',
      person,
      scopes: ['read', 'write'],
      created,
      expires,
    });
  });
  return token.secret;
}

/** The neighbour: a bare server with `pg`, the record alone, one statement for a request, and no history, event or revision. */
export async function bare(pool: pg.Pool): Promise<Served> {
  const server = createServer((request, response) => {
    answer(pool, request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): Promise<void> => {
    server.closeAllConnections();
    return new Promise((resolve) =>
      server.close(() => {
        resolve();
      }),
    );
  };
  return { port: (server.address() as AddressInfo).port, close };
}

const UPDATE = 'update bare set purpose = $2, revision = revision + 1 where id = $1 and revision = $3 returning *';

async function answer(pool: pg.Pool, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const id = decodeURIComponent((request.url ?? '').slice('/api/identities/'.length));
  let found: unknown;
  if (request.method === 'GET') found = (await pool.query('select * from bare where id = $1', [id])).rows[0];
  else {
    let json = '';
    for await (const some of request.setEncoding('utf8')) json += some as string;
    const { purpose } = JSON.parse(json) as { readonly purpose: string };
    const seen = Number((request.headers['if-match'] ?? '').replaceAll('"', ''));
    found = (await pool.query(UPDATE, [id, purpose, seen])).rows[0];
  }
  const out = JSON.stringify(found);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(out) }).end(out);
}
