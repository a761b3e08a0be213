import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { putSetting, setting } from '../../src/store/rows/meta.ts';
import type { Store } from '../../src/store/store.ts';
import { BY } from './contract/samples.ts';
import { DebianPostgres, hasDebianPostgres, MISSING } from './debian.ts';

const CI = (process.env['CI'] ?? '') !== '';
if (!hasDebianPostgres() && !CI) process.stderr.write(`\nNOT TESTED: an external database over TLS. ${MISSING}\n\n`);

const folder = mkdtempSync(join(tmpdir(), 'writ-tls-'));
const at = (name: string): string => join(folder, name);
const openssl = (...args: readonly string[]): unknown =>
  execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

function authority(name: string): void {
  openssl(
    'req',
    '-x509',
    ...KEY,
    '-keyout',
    `${name}.key`,
    '-out',
    `${name}.pem`,
    '-subj',
    `/CN=${name}`,
    '-days',
    '2',
  );
}

/** A certificate of the authority `ca` for these names, as subjectAltName has them. */
function certificate(name: string, names: string): void {
  openssl('req', '-new', ...KEY, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
  writeFileSync(at(`${name}.ext`), `subjectAltName=${names}\n`);
  const by = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-extfile', `${name}.ext`];
  openssl('x509', '-req', '-in', `${name}.csr`, ...by, '-out', `${name}.pem`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe.runIf(hasDebianPostgres() || CI)('an external database over TLS', { timeout: 120_000 }, () => {
  let postgres: DebianPostgres;
  let port = 0;
  beforeAll(async () => {
    for (const name of ['ca', 'other-ca']) authority(name);
    certificate('by-name', 'DNS:localhost');
    certificate('by-address', 'IP:127.0.0.1,DNS:db.writ.test');
    postgres = new DebianPostgres();
    port = await freePort();
  }, 120_000);
  afterAll(async () => {
    await postgres.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const start = async (name?: string): Promise<void> => {
    await postgres.stop();
    writeFileSync(
      join(postgres.cluster, 'pg_hba.conf'),
      `${name === undefined ? 'host' : 'hostssl'} all all 127.0.0.1/32 trust\n`,
    );
    const tls = (kind: string): string =>
      postgres.own(`tls.${kind}`, readFileSync(at(`${name ?? ''}.${kind}`), 'utf8'));
    const settings = name === undefined ? [] : ['ssl=on', `ssl_cert_file=${tls('pem')}`, `ssl_key_file=${tls('key')}`];
    await postgres.start(['listen_addresses=127.0.0.1', `port=${port}`, ...settings]);
  };
  const open = (host: string, query: string): Promise<Store> =>
    openStore({ data: '.', databaseUrl: `postgres://writ@${host}:${port}/postgres?${query}` });
  const trusting = (ca: string): string => `sslmode=verify-full&sslrootcert=${encodeURIComponent(at(`${ca}.pem`))}`;
  const refused = async (host: string, query: string, says: RegExp): Promise<void> => {
    await expect(open(host, query)).rejects.toMatchObject({
      code: 'bad-configuration',
      message: expect.stringMatching(says) as string,
    });
  };

  it('works with a certificate of the trusted authority for this host, every connection of it encrypted', async () => {
    await start('by-name');
    const store = await open('localhost', trusting('ca'));
    await Promise.all(
      [1, 2, 3].map((number) =>
        store.change({ ...BY, atOnce: true }, (change) => putSetting(change, `k${number}`, number)),
      ),
    );
    expect(await store.read((db) => setting(db, 'k3'))).toBe(3);
    const { rows } = await store.read((db) =>
      sql<{ readonly ssl: boolean }>`select ssl from pg_stat_ssl join pg_stat_activity using (pid)
        where application_name = 'writ'`.execute(db),
    );
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.every(({ ssl }) => ssl)).toBe(true);
    await store.close();
  });

  it('is refused with a certificate of another authority, or for another host, and without one', async () => {
    await start('by-name');
    await refused('localhost', trusting('other-ca'), /not trusted/u);
    await refused('localhost', 'sslmode=verify-full', /not trusted/u);
    await refused('127.0.0.1', trusting('ca'), /not trusted.*127\.0\.0\.1/u);
    // The server takes no connection without TLS.
    await refused('localhost', 'sslmode=disable', /refuses/u);
    await (await open('localhost', 'sslmode=require')).close();
    await start('by-address');
    await (await open('127.0.0.1', trusting('ca'))).close();
    await refused('localhost', trusting('ca'), /not trusted.*localhost/u);
  });

  it('never goes on in the clear where the server has no TLS', async () => {
    await start();
    for (const mode of ['verify-full', 'require'])
      await refused('127.0.0.1', `sslmode=${mode}`, /does not support SSL/u);
    await (await open('127.0.0.1', 'sslmode=disable')).close();
  });
});
