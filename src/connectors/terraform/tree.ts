import type { SourceFile } from '../../bytes/files.ts';
import { Lines } from '../../bytes/lines.ts';
import type { Files } from './resolve/env.ts';
import { joined } from './resolve/module-source.ts';

const LARGEST = 1024 * 1024;
/** Files that hold nothing but secrets are not put into values. */
const SECRET = /(?:\.(?:pem|key|p12|pfx|jks|kdbx)|(?:^|\/)id_(?:rsa|dsa|ecdsa|ed25519))$/iu;

/** The scanned files for `file` and `templatefile`; what was read by a name is remembered, its text is not. */
export class Tree implements Files {
  readonly #byPath: ReadonlyMap<string, SourceFile>;

  constructor(files: readonly SourceFile[]) {
    this.#byPath = new Map(files.map((file) => [joined('', file.path), file]));
  }

  has(path: string): boolean {
    return this.#byPath.has(joined('', path));
  }

  read(path: string): ReturnType<Files['read']> {
    const file = this.#byPath.get(joined('', path));
    if (!file) return { problem: 'the file is not there' };
    if (file.bytes > LARGEST) return { problem: 'the file is too large' };
    if (SECRET.test(file.path)) return { problem: 'the file is a secret' };
    const text = file.text();
    return text === undefined
      ? { problem: 'the file cannot be read' }
      : { text, source: { path: file.path, lines: new Lines(text) } };
  }
}
