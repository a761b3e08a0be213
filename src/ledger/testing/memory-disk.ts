import type { Disk, Growing } from '../disk/disk.ts';

/** One call that changes something, as a test replays it. */
export type Call =
  | { readonly call: 'write'; readonly path: string; readonly bytes: Uint8Array; readonly at: 'start' | 'end' }
  | { readonly call: 'sync'; readonly path: string }
  | { readonly call: 'truncate'; readonly path: string; readonly length: number }
  | { readonly call: 'rename'; readonly from: string; readonly to: string }
  | { readonly call: 'remove'; readonly path: string }
  | { readonly call: 'sync-folder'; readonly folder: string };

/** Files in memory, with a list of all calls. `refuse` stands for a full or broken disk. */
export class MemoryDisk implements Disk {
  readonly files: Map<string, Buffer>;
  readonly calls: Call[] = [];
  refuse: ((call: Call) => Error | undefined) | undefined;

  constructor(files: Iterable<readonly [string, Buffer]> = []) {
    this.files = new Map(files);
  }

  read(path: string): Promise<Buffer | undefined> {
    return Promise.resolve(this.files.get(path));
  }

  list(folder: string): Promise<readonly string[]> {
    const inside = [...this.files.keys()].filter((path) => path.startsWith(`${folder}/`));
    return Promise.resolve(
      [...new Set(inside.map((path) => path.slice(folder.length + 1).split('/')[0] ?? ''))].sort(),
    );
  }

  async create(path: string, bytes: Uint8Array): Promise<void> {
    await this.#do({ call: 'write', path, bytes: Uint8Array.from(bytes), at: 'start' });
    await this.#do({ call: 'sync', path });
  }

  rename(from: string, to: string): Promise<void> {
    return this.#do({ call: 'rename', from, to });
  }

  remove(path: string): Promise<void> {
    return this.#do({ call: 'remove', path });
  }

  syncFolder(folder: string): Promise<void> {
    return this.#do({ call: 'sync-folder', folder });
  }

  async open(path: string): Promise<Growing> {
    if (!this.files.has(path)) await this.#do({ call: 'write', path, bytes: new Uint8Array(), at: 'start' });
    return {
      append: (bytes) => this.#do({ call: 'write', path, bytes: Uint8Array.from(bytes), at: 'end' }),
      sync: () => this.#do({ call: 'sync', path }),
      truncate: (length) => this.#do({ call: 'truncate', path, length }),
      close: () => Promise.resolve(),
    };
  }

  async #do(call: Call): Promise<void> {
    // As on a disk, others go on before it is done.
    await Promise.resolve();
    const problem = this.refuse?.(call);
    if (problem) throw problem;
    this.calls.push(call);
    applyCall(this.files, call);
  }
}

export function applyCall(files: Map<string, Buffer>, call: Call): void {
  switch (call.call) {
    case 'write':
      files.set(
        call.path,
        Buffer.concat([call.at === 'end' ? (files.get(call.path) ?? Buffer.alloc(0)) : Buffer.alloc(0), call.bytes]),
      );
      break;
    case 'truncate':
      files.set(call.path, (files.get(call.path) ?? Buffer.alloc(0)).subarray(0, call.length));
      break;
    case 'rename': {
      const bytes = files.get(call.from);
      if (bytes) files.set(call.to, bytes);
      files.delete(call.from);
      break;
    }
    case 'remove':
      for (const path of [...files.keys()])
        if (path === call.path || path.startsWith(`${call.path}/`)) files.delete(path);
      break;
    case 'sync':
    case 'sync-folder':
  }
}
