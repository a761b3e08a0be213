import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WritError } from '../../src/model/errors.ts';
import { openStore } from '../../src/store/open.ts';
import { putSetting, setting } from '../../src/store/rows/meta.ts';
import { BY } from './contract/samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'writ-disk-'));
const mount = (...args: readonly string[]): boolean => spawnSync('mount', [...args, folder]).status === 0;
let mounted = false;

beforeAll(() => {
  mounted = process.getuid?.() === 0 && mount('-t', 'tmpfs', '-o', 'size=128m,mode=0700', 'tmpfs');
  if (!mounted)
    process.stderr.write('\nNOT TESTED: the store on a full and on a read-only disk. Only root may mount a tmpfs.\n\n');
});
afterAll(() => {
  if (mounted) spawnSync('umount', ['-l', folder]);
  rmSync(folder, { recursive: true, force: true });
});

const codeOf = (error: unknown): string => (error instanceof WritError ? error.code : String(error));

describe('a disk that gives out', { timeout: 300_000 }, () => {
  it('full: it is refused with a clear error, what was acknowledged stays, and writing goes on once there is room', async () => {
    if (!mounted) return;
    const data = join(folder, 'full');
    const store = await openStore({ data });
    const { bavail, bsize } = statfsSync(folder);
    const filler = join(folder, 'filler');
    writeFileSync(filler, Buffer.alloc(bavail * bsize - (6 << 20)));
    const acknowledged: string[] = [];
    const codes = new Set<string>();
    for (let number = 0; codes.size === 0; number += 1)
      await store
        .change(BY, (change) => putSetting(change, `k${number}`, randomBytes(200_000).toString('hex')))
        .then(
          () => acknowledged.push(`k${number}`),
          (error: unknown) => codes.add(codeOf(error)),
        );
    expect(acknowledged.length).toBeGreaterThan(3);
    expect([...codes].filter((code) => code !== 'store-full' && code !== 'store-unavailable')).toEqual([]);
    rmSync(filler);
    for (;;) {
      const done = await store.change(BY, (change) => putSetting(change, 'after', true)).catch(codeOf);
      if (typeof done !== 'string') break;
      expect(['store-full', 'store-unavailable']).toContain(done);
      await sleep(50);
    }
    for (const key of acknowledged) expect(await store.read((db) => setting(db, key))).toBeDefined();
    expect(await store.read((db) => setting(db, 'after'))).toBe(true);
    await store.close();
  });

  it('too small for a first start: it is told, and nothing is left', async () => {
    if (!mounted) return;
    const filler = join(folder, 'filler');
    const { bavail, bsize } = statfsSync(folder);
    writeFileSync(filler, Buffer.alloc(bavail * bsize - (8 << 20)));
    await expect(openStore({ data: join(folder, 'small') })).rejects.toMatchObject({ code: 'store-full' });
    rmSync(filler);
    const store = await openStore({ data: join(folder, 'small') });
    expect(await store.revision()).toBe(0);
    await store.close();
  });

  it('read-only: it is told, and it works again once it may be written', async () => {
    if (!mounted) return;
    const data = join(folder, 'full');
    expect(mount('-o', 'remount,ro')).toBe(true);
    await expect(openStore({ data })).rejects.toMatchObject({ code: 'store-data' });
    expect(mount('-o', 'remount,rw')).toBe(true);
    const store = await openStore({ data });
    expect(await store.read((db) => setting(db, 'after'))).toBe(true);
    await store.close();
  });
});
