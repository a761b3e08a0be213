import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { diagnostic, type Diagnostic, type DiagnosticCode } from '../model/diagnostic.ts';
import { decode } from './decode.ts';
import { thin, type Thinned } from './thin.ts';

/** A regular file found under a scanned path. Reading is bounded and lazy; the text is decoded once and not kept. */
export interface SourceFile {
  /** As printed: the scanned path joined with the relative one, slashes forward, never absolute unless the scanned path was. */
  readonly path: string;
  /** Relative to the scanned root, slashes forward: what realm patterns match. */
  readonly relative: string;
  /** The scanned root that it was found under, as given. */
  readonly root: string;
  readonly bytes: number;
  /** Decoded text (UTF-8, UTF-16 by BOM; BOM removed), or undefined after adding a diagnostic. */
  text(): string | undefined;
  /** A second way to read, for a file above `LARGEST`: without the data that is embedded in it. Nothing is reported; the reader says what it found. */
  thinned?(): Thinned;
}

/** Bytes of a text file above which it is not read. */
export const LARGEST = 64 * 1024 * 1024;

const PROBLEMS = {
  'not-a-regular-file': 'it is a socket, pipe or device by now and was not read',
  'too-large': `the file is larger than the bound (${LARGEST / 1024 / 1024} MiB) and was not read`,
} as const;

export interface FoundFile {
  readonly path: string;
  readonly relative: string;
  readonly root: string;
  readonly bytes: number;
  /** Where to open it. */
  readonly real: string;
}

/** A file on disk. Opened only when asked, without following links or waiting on pipes, and never held. */
export class DiskFile implements SourceFile {
  readonly path: string;
  readonly relative: string;
  readonly root: string;
  readonly bytes: number;
  readonly #real: string;
  readonly #report: (problem: Diagnostic) => void;
  /** A problem is told once, however many connectors ask. */
  #refused = false;

  constructor(found: FoundFile, report: (problem: Diagnostic) => void) {
    this.path = found.path;
    this.relative = found.relative;
    this.root = found.root;
    this.bytes = found.bytes;
    this.#real = found.real;
    this.#report = report;
  }

  text(): string | undefined {
    if (this.#refused) return undefined;
    try {
      const bytes = readRegular(this.#real);
      if (typeof bytes === 'string') {
        this.#refuse(bytes, PROBLEMS[bytes]);
        return undefined;
      }
      const decoded = decode(bytes);
      if ('text' in decoded) return decoded.text;
      this.#refuse('bad-encoding', decoded.problem);
    } catch (error) {
      this.#refuse('unreadable', `the file cannot be read: ${reasonOf(error)}`);
    }
    return undefined;
  }

  thinned(): Thinned {
    try {
      return thin(this.#real, LARGEST);
    } catch (error) {
      return { problem: `the file cannot be read: ${reasonOf(error)}` };
    }
  }

  #refuse(code: DiagnosticCode, message: string): void {
    this.#refused = true;
    this.#report(diagnostic(code, message, this.path));
  }
}

/**
 * Most files are read into this one buffer, one after the other: a buffer for each would be garbage outside the heap, which is collected
 * late. What is read into it holds until the next file.
 */
const shared = Buffer.allocUnsafeSlow(1 << 20);

/** The whole file, when it is a regular one within the bound. The check is made on the open file, so nothing can be swapped in between. */
function readRegular(path: string): Buffer | keyof typeof PROBLEMS {
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) return 'not-a-regular-file';
    if (stat.size > LARGEST) return 'too-large';
    const bytes = stat.size <= shared.length ? shared.subarray(0, stat.size) : Buffer.allocUnsafe(stat.size);
    let filled = 0;
    while (filled < bytes.length) {
      const read = readSync(file, bytes, filled, bytes.length - filled, null);
      if (read === 0) break;
      filled += read;
    }
    return bytes.subarray(0, filled);
  } finally {
    closeSync(file);
  }
}

/** The system's word for a failed call, without the path that its message repeats. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'an unknown error';
  return REASONS[code] ?? code;
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'it is gone',
  ELOOP: 'it is a symbolic link',
  EIO: 'the disk reports an error',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'its path is too long',
};
