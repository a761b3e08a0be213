import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { WritError } from '../../model/errors.ts';
import { MANIFEST, parseManifest, type Manifest } from './manifest.ts';
import { BLOCK, padding, parseHeader } from './tar.ts';

export interface ArchivedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** No file that we write is larger: a bundle of the log has 256 entries of 64 KiB. The manifest names every file. */
const LARGEST = 32 << 20;
const LARGEST_MANIFEST = 256 << 20;

const broken = (why: string): WritError => new WritError('broken-backup', why);

/** Reads an archive to its end and compares every sum. Nothing of it may be used before. */
export async function checkArchive(path: string): Promise<Manifest> {
  const sums = new Map<string, string>();
  let manifest: Manifest | undefined;
  for await (const { name, bytes } of filesIn(path)) {
    if (manifest !== undefined || sums.has(name)) throw broken(`${path}: ${name} is there twice or after the manifest`);
    if (name !== MANIFEST) sums.set(name, sumOf(bytes));
    else {
      manifest = parseManifest(bytes.toString('utf8'));
      if (!manifest) throw broken(`${path}: its manifest is none that this version of writ can read`);
    }
  }
  if (!manifest) throw broken(`${path}: it was cut off, or is no archive of writ`);
  for (const [name, sum] of Object.entries(manifest.files))
    if (sums.get(name) !== sum) throw broken(`${path}: ${name} ${sums.has(name) ? 'was changed' : 'is missing'}`);
  for (const name of sums.keys())
    if (!Object.hasOwn(manifest.files, name)) throw broken(`${path}: the manifest does not know ${name}`);
  return manifest;
}

/** The files of an archive that was checked, each compared once more: the file may have changed since. */
export async function* archivedFiles(path: string, manifest: Manifest): AsyncGenerator<ArchivedFile> {
  for await (const file of filesIn(path)) {
    if (file.name === MANIFEST) continue;
    if (manifest.files[file.name] !== sumOf(file.bytes)) throw broken(`${path}: ${file.name} was changed`);
    yield file;
  }
}

async function* filesIn(path: string): AsyncGenerator<ArchivedFile> {
  const source = createReadStream(path);
  const gunzip = createGunzip();
  source.on('error', (error) => gunzip.destroy(error));
  const reader = new Reader(source.pipe(gunzip)[Symbol.asyncIterator]() as AsyncIterator<Buffer>);
  try {
    for (;;) {
      const header = parseHeader(await reader.take(BLOCK));
      if (!header) return;
      const { name, size } = header;
      if (size > (name === MANIFEST ? LARGEST_MANIFEST : LARGEST)) throw new Error(`${name} is too large`);
      const bytes = await reader.take(size);
      await reader.take(padding(size));
      yield { name, bytes };
    }
  } catch (error) {
    if (error instanceof WritError) throw error;
    if (error instanceof Error && 'syscall' in error) throw new WritError('no-such-path', path, { cause: error });
    throw broken(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

/** Bytes of a stream, so many at a time. */
class Reader {
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncIterator<Buffer>) {
    this.#chunks = chunks;
  }

  async take(count: number): Promise<Buffer> {
    const parts = [this.#rest];
    let have = this.#rest.length;
    while (have < count) {
      const next = await this.#chunks.next();
      if (next.done === true) throw new Error('it was cut off');
      parts.push(next.value);
      have += next.value.length;
    }
    const all = parts.length === 1 ? this.#rest : Buffer.concat(parts);
    this.#rest = all.subarray(count);
    return all.subarray(0, count);
  }
}

const sumOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
