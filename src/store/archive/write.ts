import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { BLOCK, headerOf, padding } from './tar.ts';
import { MANIFEST, type Manifest } from './manifest.ts';

/** Adds a file to the archive. */
export type Add = (name: string, bytes: Uint8Array) => Promise<void>;

/** Writes an archive, 0600, beside its name and renames it once it is whole and synced. `fill` adds the files and returns what the manifest tells of them. */
export async function writeArchive(
  path: string,
  now: Date,
  fill: (add: Add) => Promise<Pick<Manifest, 'kind' | 'schema' | 'revision' | 'rows'>>,
  unfinished: (path: string) => void,
): Promise<Manifest> {
  const temporary = `${path}.${process.pid}.tmp`;
  unfinished(temporary);
  const gzip = createGzip({ level: 6 });
  const file = createWriteStream(temporary, { mode: 0o600, flags: 'wx' });
  const done = pipeline(gzip, file);
  done.catch(() => undefined);
  const put = async (bytes: Uint8Array): Promise<void> => {
    if (!gzip.write(bytes)) await Promise.race([once(gzip, 'drain'), done]);
  };
  const files: Record<string, string> = {};
  const add: Add = async (name, bytes) => {
    files[name] = createHash('sha256').update(bytes).digest('hex');
    await put(headerOf(name, bytes.length, now));
    await put(bytes);
    await put(Buffer.alloc(padding(bytes.length)));
  };
  try {
    const told = await fill(add);
    const manifest: Manifest = {
      format: 'writ-archive',
      version: 1,
      made: now.toISOString(),
      ...told,
      files: { ...files },
    };
    await add(MANIFEST, Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`));
    gzip.end(Buffer.alloc(2 * BLOCK));
    await done;
    await sync(temporary);
    await rename(temporary, path);
    await sync(dirname(path));
    return manifest;
  } catch (error) {
    gzip.destroy();
    await done.catch(() => undefined);
    await rm(temporary, { force: true });
    throw error;
  }
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
