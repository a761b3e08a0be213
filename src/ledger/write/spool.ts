import type { Disk, Growing } from '../disk/disk.ts';
import { decodeRecords } from './records.ts';

const FOLDER = 'spool';

/** A segment is closed at this length, and goes when all that it holds is in the tree. */
const SEGMENT = 8 << 20;

export interface Spooled {
  readonly entries: readonly Buffer[];
  /** Bytes at the end of the last segment that are no whole record: a write that was cut off before it was acknowledged. */
  readonly torn: number;
}

/** Where a segment holds something that was never written so. */
export class SpoolDamage extends Error {
  readonly file: string;

  constructor(file: string, at: number) {
    super(`no whole record begins at byte ${at}`);
    this.file = file;
  }
}

/**
 * Entries that are durable and not yet in the tree, in order. Segments are named for the sequence number of their first entry. An entry is
 * durable when the `sync` after its write has returned.
 */
export class Spool {
  readonly #disk: Disk;
  #file: Growing | undefined;
  /** Bytes of whole records in the segment that grows; what stands behind them in the file is cut off before the next write. */
  #length = 0;
  #torn = false;
  /** Sequence number of the first entry of each segment, oldest first; the last is the one that grows. */
  #segments: number[];

  private constructor(disk: Disk, segments: number[]) {
    this.#disk = disk;
    this.#segments = segments;
  }

  /** Reads what is left of the last run and cuts a torn end off. */
  static async open(disk: Disk): Promise<{ readonly spool: Spool; readonly left: Spooled }> {
    const { segments, entries, torn, length } = await readSpool(disk);
    const spool = new Spool(disk, [...segments]);
    const last = segments.at(-1);
    if (last !== undefined) {
      spool.#file = await disk.open(segmentPath(last));
      spool.#length = length;
      if (torn > 0) {
        await spool.#file.truncate(length);
        await spool.#file.sync();
      }
    }
    return { spool, left: { entries, torn } };
  }

  /**
   * Makes records durable. `first`: the sequence number of the first. When it throws, none of them will be in the spool, unless the process
   * ends before the next write: a write that failed may still be found whole then.
   */
  async write(bytes: Uint8Array, first: number): Promise<void> {
    const file = await this.#growing(first);
    if (this.#torn) await file.truncate(this.#length);
    this.#torn = true;
    await file.append(bytes);
    await file.sync();
    this.#torn = false;
    this.#length += bytes.length;
  }

  /** Drops segments of which every entry up to `seq` is in the tree. */
  async release(seq: number): Promise<void> {
    while (this.#segments.length > 1 && (this.#segments[1] ?? Infinity) <= seq + 1) {
      await this.#disk.remove(segmentPath(this.#segments[0] ?? 0));
      this.#segments = this.#segments.slice(1);
    }
  }

  async close(): Promise<void> {
    await this.#file?.close();
  }

  async #growing(first: number): Promise<Growing> {
    if (this.#file && (this.#torn || this.#length < SEGMENT)) return this.#file;
    const file = await this.#disk.open(segmentPath(first));
    await this.#disk.syncFolder(FOLDER);
    await this.#file?.close();
    this.#file = file;
    this.#length = 0;
    this.#segments.push(first);
    return file;
  }
}

const segmentPath = (first: number): string => `${FOLDER}/${String(first).padStart(16, '0')}`;

interface Read extends Spooled {
  readonly segments: readonly number[];
  /** Bytes of whole records in the last segment. */
  readonly length: number;
}

/** All records of all segments. Only the last may end in the middle of one. Throws `SpoolDamage`. */
export async function readSpool(disk: Disk): Promise<Read> {
  const names = (await disk.list(FOLDER)).filter((name) => /^\d{16}$/u.test(name));
  const entries: Buffer[] = [];
  let torn = 0;
  let length = 0;
  for (const [index, name] of names.entries()) {
    const bytes = (await disk.read(`${FOLDER}/${name}`)) ?? Buffer.alloc(0);
    length = decodeRecords(bytes, entries);
    torn = bytes.length - length;
    if (torn > 0 && index < names.length - 1) throw new SpoolDamage(`${FOLDER}/${name}`, length);
  }
  return { segments: names.map(Number), entries, torn, length };
}
