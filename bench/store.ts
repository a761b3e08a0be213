import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Address } from '../src/store/connection/address.ts';
import { addressOf } from '../src/store/connection/address.ts';
import { configOf, SCHEMA } from '../src/store/connection/client.ts';
import { openDatabase, openStore } from '../src/store/open.ts';
import { putIdentity } from '../src/store/rows/identities.ts';
import { DebianPostgres, hasDebianPostgres } from '../test/store/debian.ts';
import type { Figure } from './figure.ts';
import { boot } from './store/boot.ts';
import { load, type Kind } from './store/load.ts';
import { bare, identityOf, ours, owner, type Served } from './store/servers.ts';

const THERE = 2000;
const CONNECTIONS = 16;
const SECONDS = 3;
/** Both servers are asked so long before it counts: a server runs for days, and its compiler takes some thousand requests. */
const WARM_SECONDS = 5;
const ROUNDS = 3;
const IDLE_MS = 5000;

/**
 * `store.first_boot.seconds`, `store.boot.seconds`: `writ serve` with the embedded store from the start of the process to ready, on an empty folder and on the one
 * that it left; `store.idle.rss_mib`: memory of all its processes, what they share counted once.
 * `store.read.per_s`, `store.write.per_s`, `.p99_ms`: identities read and changed over the API by 16 clients at once, each change over the revision that its client read;
 * beside each `raw_`: a bare node:http server with `pg`, the record alone. `store.external.` is the same on a PostgreSQL of Debian. One takes turns with the other; the medians count.
 */
export async function* storeFigures(): AsyncGenerator<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'writ-bench-store-'));
  try {
    yield* boots(folder);
    yield* figuresOf('store', { folder, data: join(folder, 'data') });
    if (hasDebianPostgres()) {
      const debian = await new DebianPostgres().start();
      try {
        yield* figuresOf('store.external', { folder: join(folder, 'external'), data: folder, databaseUrl: debian.url });
      } finally {
        await debian.remove();
      }
    } else process.stderr.write('NOT MEASURED: the external store. There is no PostgreSQL 15 of Debian here.\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function* boots(folder: string): AsyncGenerator<Figure> {
  const all = { first: [] as number[], again: [] as number[], idle: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    const data = join(folder, `boot-${round}`);
    all.first.push((await boot(data, 0)).seconds);
    const { seconds, megabytes } = await boot(data, IDLE_MS);
    all.again.push(seconds);
    if (megabytes !== undefined) all.idle.push(megabytes);
  }
  yield { name: 'store.first_boot.seconds', value: median(all.first), unit: 's', bound: { atMost: 10 } };
  yield { name: 'store.boot.seconds', value: median(all.again), unit: 's', bound: { atMost: 3 } };
  if (all.idle.length > 0)
    yield { name: 'store.idle.rss_mib', value: median(all.idle), unit: 'MiB', bound: { atMost: 250 } };
}

async function* figuresOf(
  name: string,
  options: { readonly folder: string; readonly data: string; readonly databaseUrl?: string },
): AsyncGenerator<Figure> {
  const store = await openStore(options);
  const pool = new pg.Pool({ ...configOf(await addressTo(options), SCHEMA), max: 10 });
  pool.on('error', () => undefined);
  try {
    await store.change({ actor: 'bench', now: new Date() }, async (change) => {
      for (let number = 0; number < THERE; number++)
        await putIdentity(change, identityOf({ name: `there-${number}`, owner: 'team-0', purpose: 'bench' }));
    });
    await pool.query('create table bare (like identities including all)');
    await pool.query('insert into bare select * from identities');
    const servers = { ours: await ours(store, options.folder), raw: await bare(pool), token: await owner(store) };
    for (const kind of ['read', 'write'] as const) yield* compared(name, kind, servers);
    await servers.ours.close();
    await servers.raw.close();
  } finally {
    await pool.end();
    await store.close();
  }
}

async function addressTo({
  data,
  databaseUrl,
}: {
  readonly data: string;
  readonly databaseUrl?: string;
}): Promise<Address> {
  return databaseUrl === undefined ? (await openDatabase({ data, join: true })).address : addressOf(databaseUrl);
}

async function* compared(
  name: string,
  kind: Kind,
  { ours, raw, token }: { readonly ours: Served; readonly raw: Served; readonly token: string },
): AsyncGenerator<Figure> {
  const found = { ours: [] as number[], raw: [] as number[], p99: [] as number[], rawP99: [] as number[] };
  for (const { port } of [ours, raw]) await load({ port, token }, kind, CONNECTIONS, WARM_SECONDS);
  for (let round = 0; round < ROUNDS; round++) {
    const own = await load({ port: ours.port, token }, kind, CONNECTIONS, SECONDS);
    const other = await load({ port: raw.port, token }, kind, CONNECTIONS, SECONDS);
    found.ours.push(own.perSecond);
    found.p99.push(own.p99);
    found.raw.push(other.perSecond);
    found.rawP99.push(other.p99);
  }
  const perSecond = median(found.raw);
  yield { name: `${name}.${kind}.per_s`, value: median(found.ours), unit: '1/s', bound: { atLeast: perSecond / 2 } };
  yield { name: `${name}.raw_${kind}.per_s`, value: perSecond, unit: '1/s', neighbourOf: `${name}.${kind}.per_s` };
  yield { name: `${name}.${kind}.p99_ms`, value: median(found.p99), unit: 'ms' };
  yield {
    name: `${name}.raw_${kind}.p99_ms`,
    value: median(found.rawP99),
    unit: 'ms',
    neighbourOf: `${name}.${kind}.p99_ms`,
  };
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
