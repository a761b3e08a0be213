import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LocalDisk } from '../../src/ledger/disk/local.ts';
import { event, openLedger } from '../../src/ledger/testing/ledgers.ts';
import { openDatabase, openStore } from '../../src/store/open.ts';
import { putCredential } from '../../src/store/rows/credentials.ts';
import { putIdentity } from '../../src/store/rows/identities.ts';
import { putPerson } from '../../src/store/rows/people.ts';
import { beginSession } from '../../src/store/rows/sessions.ts';
import type { Store } from '../../src/store/store.ts';
import { dump } from '../../src/store/transfer/dump.ts';
import { builtProgram } from '../sessions/build.ts';
import { BY, identity, NOW } from '../store/contract/samples.ts';
import { DebianPostgres, hasDebianPostgres, MISSING } from '../store/debian.ts';

const home = mkdtempSync(join(tmpdir(), 'writ-archive-'));
const data = join(home, 'data');
let store: Store;

beforeAll(async () => {
  builtProgram();
  store = await openStore({ data });
  for (let number = 0; number < 1200; number += 400)
    await store.change(BY, async (change) => {
      for (let at = number; at < number + 400; at += 1)
        await putIdentity(change, identity(`one-${at}`, { purpose: `\\ "q" \n\t ünï ${at} \u2028` }));
    });
  await store.change(BY, async (change) => {
    const person = '00000000-0000-4000-8000-000000000001';
    await putPerson(change, { id: person, name: 'Ada', active: true });
    const session = {
      hash: Buffer.alloc(32, 0xfe),
      person,
      created: NOW,
      usedLast: NOW,
      expires: NOW,
      how: 'link',
    } as const;
    await beginSession(change, session);
    const place = { file: 'a.yaml', line: 9_007_199_254_740_991 };
    const credential = { id: 'key', kind: 'key', name: 'k', place, created: null, lastUsed: NOW };
    await putCredential(change, { ...credential, identity: identity('one-1').id });
  });
  const ledger = await openLedger(new LocalDisk(join(data, 'log')));
  await Promise.all(Array.from({ length: 600 }, (_, at) => ledger.append(event(at))));
  await ledger.seal();
  await ledger.append(event(600));
}, 600_000);

afterAll(async () => {
  await store.close();
  rmSync(home, { recursive: true, force: true });
});

function writ(words: readonly string[], databaseUrl = ''): { readonly code: number | null; readonly text: string } {
  const done = spawnSync(process.execPath, [builtProgram(), ...words], {
    cwd: home,
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: databaseUrl },
  });
  return { code: done.status, text: done.stdout + done.stderr };
}

/** With the text, so that a failure tells why. */
const DONE = { code: 0, text: expect.stringMatching(/\d rows at revision \d/u) as string };

/** Every row of a store as its database prints it. */
async function rowsOf(where: { readonly data: string; readonly databaseUrl?: string }): Promise<readonly string[]> {
  const database = await openDatabase({ ...where, join: true });
  const parts: string[] = [];
  try {
    await dump(database, (name, bytes) => {
      const lines = Buffer.from(bytes).toString('utf8').split('\n').sort();
      parts.push(...lines.map((line) => `${name}: ${line}`));
      return Promise.resolve();
    });
    return parts;
  } finally {
    await database.stop();
  }
}

describe('writ backup and restore', { timeout: 300_000 }, () => {
  it('take rows and ledger of a control plane that runs into an empty folder', async () => {
    expect(writ(['backup', '--data', 'data', '--to', 'one.backup'])).toMatchObject(DONE);
    expect(statSync(join(home, 'one.backup')).mode & 0o777).toBe(0o600);
    expect(writ(['backup', '--data', 'data', '--to', 'one.backup']).code).toBe(2);
    const restored = writ(['restore', '--from', 'one.backup', '--data', 'again', '-o', 'json']);
    expect([restored.code, restored.text]).toEqual([0, expect.any(String)]);
    expect(JSON.parse(restored.text)).toMatchObject({ kind: 'backup', revision: 4, rows: { identities: 1200 } });
    expect(await rowsOf({ data: join(home, 'again') })).toEqual(await rowsOf({ data }));
    const verified = writ(['ledger', 'verify', '--data', 'again']);
    expect(verified.text).toContain('600 entries verified, 1 more not in the tree yet');
    expect(writ(['restore', '--from', 'one.backup', '--data', 'again']).code).toBe(2);
  });

  it('refuse a file that was cut off or changed anywhere, and leave nothing behind', () => {
    const whole = readFileSync(join(home, 'one.backup'));
    const changed = (at: number): Buffer => {
      const other = Buffer.from(whole);
      other[at] = (other[at] ?? 0) ^ 0x10;
      return other;
    };
    const cases = [
      whole.subarray(0, whole.length - 20),
      whole.subarray(0, whole.length >> 1),
      changed(whole.length >> 1),
      changed(whole.length - 30),
      Buffer.from('no archive'),
      gunzipSync(whole),
    ];
    for (const bytes of cases) {
      writeFileSync(join(home, 'bad.backup'), bytes);
      const { code, text } = writ(['restore', '--from', 'bad.backup', '--data', 'never']);
      expect([code, text]).toEqual([1, expect.stringContaining('The file is not what was written')]);
      expect(existsSync(join(home, 'never'))).toBe(false);
    }
  });

  it('refuse a backup of a ledger that is broken, exit 1, and leave the folder as empty as it was', () => {
    const tile = join(data, 'log', 'tile', 'entries', '001');
    const sound = readFileSync(tile);
    const broken = Buffer.from(sound);
    broken[100] = (broken[100] ?? 0) ^ 1;
    writeFileSync(tile, broken);
    expect(writ(['backup', '--data', 'data', '--to', 'broken.backup']).code).toBe(0);
    writeFileSync(tile, sound);
    mkdirSync(join(home, 'empty'));
    const { code, text } = writ(['restore', '--from', 'broken.backup', '--data', 'empty']);
    expect([code, text]).toEqual([1, expect.stringContaining('log/tile/entries/001')]);
    expect(statSync(join(home, 'empty')).nlink).toBe(2);
    expect(existsSync(join(home, 'empty', 'log'))).toBe(false);
  });

  it('say what is missing', () => {
    expect(writ(['backup', '--data', 'nothing', '--to', 'x']).text).toContain('There is no store under nothing');
    expect(writ(['restore', '--from', 'nothing', '--data', 'y']).text).toContain('There is no file or folder');
    expect(writ(['export', '--to', 'x']).code).toBe(2);
    expect(existsSync(join(home, 'x'))).toBe(false);
  });
});

const CI = (process.env['CI'] ?? '') !== '';
if (!hasDebianPostgres() && !CI) process.stderr.write(`\nNOT TESTED: export to an external database. ${MISSING}\n\n`);

describe.runIf(hasDebianPostgres() || CI)('writ export and import', { timeout: 300_000 }, () => {
  let postgres: DebianPostgres;
  beforeAll(async () => {
    postgres = await new DebianPostgres().start();
  });
  afterAll(async () => {
    await postgres.remove();
  });

  it('move the rows from the embedded store to PostgreSQL 15 and back, into an empty schema only', async () => {
    const before = await rowsOf({ data });
    expect(writ(['export', '--data', 'data', '--to', 'rows.writ'])).toMatchObject(DONE);
    expect(writ(['import', '--from', 'rows.writ'], postgres.url)).toMatchObject(DONE);
    expect(await rowsOf({ data, databaseUrl: postgres.url })).toEqual(before);
    expect(writ(['import', '--from', 'rows.writ'], postgres.url).text).toContain('There is something already in');
    expect(writ(['export', '--to', 'back.writ'], postgres.url)).toMatchObject(DONE);
    expect(writ(['import', '--from', 'back.writ', '--data', 'back'])).toMatchObject(DONE);
    expect(await rowsOf({ data: join(home, 'back') })).toEqual(before);
    expect(writ(['restore', '--from', 'rows.writ', '--data', 'other']).code).toBe(2);
  });
});
