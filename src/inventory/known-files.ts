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

  /** The file of the walk before; undefined for one that is new, was changed or may be read by others now. */
  again(path: string, stat: Stats): SourceFile | undefined {
    const known = this.#now.get(path);
    if (known?.stamp !== stampOf(stat)) return undefined;
    this.#next.set(path, known);
    return known.file;
  }

  keep(path: string, stat: Stats, file: SourceFile): void {
    this.#next.set(path, { file, stamp: stampOf(stat) });
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

function stampOf({ mtimeMs, ctimeMs, size, ino }: Stats): string {
  return `${mtimeMs} ${ctimeMs} ${size} ${ino}`;
}
