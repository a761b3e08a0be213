import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { decode } from './decode.ts';

/** Bytes of a file that is read with its embedded data left out; larger ones are not opened. */
export const LARGEST_THINNED = 512 * 1024 * 1024;

/** Text of a large file without embedded data, or why there is none. */
export type Thinned = { readonly text: string; readonly skipped: number } | { readonly problem: string };

const CHUNK = 1024 * 1024;
/** A run of base64 that is longer is data; shorter ones may be keys and tokens and are kept. */
const KEPT = 4096;

const IN_RUN = new Uint8Array(256);
for (const one of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=') IN_RUN[one.charCodeAt(0)] = 1;
const BACKSLASH = 92;
const SMALL_N = 110;

/**
 * Reads a file chunk by chunk and leaves out what exceeds `KEPT` of each run of base64 (an escaped line break inside a JSON text does not end
 * a run). Real line breaks are never left out, so lines count as in the file. What is kept is bounded by `most`; memory by what is kept.
 */
export function thin(path: string, most: number): Thinned {
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) return { problem: 'it is a socket, pipe or device by now and was not read' };
    if (stat.size > LARGEST_THINNED)
      return { problem: `the file is larger than ${LARGEST_THINNED / 1024 / 1024} MiB and was not read` };
    return collect(file, most);
  } finally {
    closeSync(file);
  }
}

function collect(file: number, most: number): Thinned {
  const buffer = Buffer.allocUnsafe(CHUNK);
  const cutter = new Cutter();
  const kept: Buffer[] = [];
  let size = 0;
  for (;;) {
    const read = readSync(file, buffer, 0, CHUNK, null);
    const piece = read === 0 ? cutter.end() : cutter.cut(buffer.subarray(0, read));
    size += piece.length;
    if (size > most)
      return { problem: `more than ${most / 1024 / 1024} MiB remain without its embedded data; it was not read` };
    kept.push(piece);
    if (read === 0) break;
  }
  const decoded = decode(Buffer.concat(kept));
  return 'problem' in decoded ? decoded : { text: decoded.text, skipped: cutter.skipped };
}

function endOfRun(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && IN_RUN[bytes[at] ?? 0] === 1) at++;
  return at;
}

/** Leaves out the rest of long runs, over the borders of chunks. */
export class Cutter {
  skipped = 0;
  #run = 0;
  /** A backslash in a long run: whether it ends the run is known by the next byte. */
  #pending = false;

  cut(bytes: Uint8Array): Buffer {
    const out = Buffer.allocUnsafe(bytes.length + 1);
    let to = 0;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0;
      if (this.#pending) {
        this.#pending = false;
        if (byte === SMALL_N) {
          this.skipped += 2;
          continue;
        }
        this.#run = 0;
        out[to++] = BACKSLASH;
        out[to++] = byte;
      } else if (IN_RUN[byte] === 1) {
        if (this.#run >= KEPT) {
          // Nearly all of a large file is here: go on to the end of the run at once.
          const end = endOfRun(bytes, at);
          this.skipped += end - at;
          at = end - 1;
        } else {
          this.#run++;
          out[to++] = byte;
        }
      } else if (byte === BACKSLASH && this.#run >= KEPT) this.#pending = true;
      else {
        this.#run = 0;
        out[to++] = byte;
      }
    }
    return out.subarray(0, to);
  }

  end(): Buffer {
    return Buffer.from(this.#pending ? '\\' : '');
  }
}
