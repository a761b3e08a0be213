import type { Stats } from 'node:fs';
import type { SourceFile } from '../bytes/files.ts';

interface Known {
  readonly file: SourceFile;
  readonly stamp: string;
}

/**
 * Files of earlier scans. One that has not changed since stays the same object, so that readers may keep what they made of it. Changed
 * means another modification time, size or inode: a file that is written twice within the clock's step and keeps its size goes unseen.
 */
export class KnownFiles {
  #now = new Map<string, Known>();
  #next = new Map<string, Known>();

  keep(path: string, stat: Stats, make: () => SourceFile): SourceFile {
    const stamp = `${stat.mtimeMs} ${stat.ctimeMs} ${stat.size} ${stat.ino}`;
    const known = this.#now.get(path);
    const file = known?.stamp === stamp ? known.file : make();
    this.#next.set(path, { file, stamp });
    return file;
  }

  forget(path: string): void {
    this.#now.delete(path);
    this.#next.delete(path);
  }

  /** Ends a walk: what it did not meet is forgotten. True when any file came, went or changed. */
  turn(): boolean {
    const changed =
      this.#now.size !== this.#next.size ||
      [...this.#next].some(([path, { file }]) => this.#now.get(path)?.file !== file);
    this.#now = this.#next;
    this.#next = new Map();
    return changed;
  }
}
