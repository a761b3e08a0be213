import { constants, readFileSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Disk, Growing } from './disk.ts';

/** A folder on this machine. Files are made 0600, folders 0700. */
export class LocalDisk implements Disk {
  readonly #folder: string;
  /** Folders that are there, so that each is made once. */
  readonly #made = new Set<string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  async read(path: string): Promise<Buffer | undefined> {
    return readFile(this.#at(path)).catch(absent);
  }

  readNow(path: string): Buffer | undefined {
    try {
      return readFileSync(this.#at(path));
    } catch (error) {
      absent(error);
      return undefined;
    }
  }

  async list(folder: string): Promise<readonly string[]> {
    return ((await readdir(this.#at(folder)).catch(absent)) ?? []).sort();
  }

  async create(path: string, bytes: Uint8Array): Promise<void> {
    await this.#makeFolder(dirname(path));
    const file = await open(this.#at(path), 'w', 0o600);
    try {
      await file.writeFile(bytes);
      await file.datasync();
    } finally {
      await file.close();
    }
  }

  async rename(from: string, to: string): Promise<void> {
    await this.#makeFolder(dirname(to));
    await rename(this.#at(from), this.#at(to));
  }

  async remove(path: string): Promise<void> {
    await rm(this.#at(path), { recursive: true, force: true });
    this.#made.delete(path);
  }

  async syncFolder(folder: string): Promise<void> {
    const handle = await open(this.#at(folder), constants.O_RDONLY);
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  async open(path: string): Promise<Growing> {
    await this.#makeFolder(dirname(path));
    const file = await open(this.#at(path), 'a', 0o600);
    return {
      append: (bytes) => file.appendFile(bytes),
      sync: () => file.datasync(),
      truncate: (length) => file.truncate(length),
      close: () => file.close(),
    };
  }

  /** A new folder is durable in the one around it. */
  async #makeFolder(folder: string): Promise<void> {
    if (this.#made.has(folder)) return;
    if (folder !== '.') await this.#makeFolder(dirname(folder));
    const made = await mkdir(this.#at(folder), { recursive: true, mode: 0o700 });
    if (made !== undefined && folder !== '.') await this.syncFolder(dirname(folder));
    this.#made.add(folder);
  }

  #at(path: string): string {
    return join(this.#folder, path);
  }
}

function absent(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
