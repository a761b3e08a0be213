import { Buffer, isUtf8 } from 'node:buffer';
import { SnapshotError } from './error.ts';
import { WIDE, type Tables } from './layout.ts';
import { firstFall } from './passes.ts';

const PAGE = 10;

/** Strings of a snapshot by reference, decoded when first read and then kept: a thousand edges of one file share its name. */
export class Strings {
  private readonly text: Buffer;
  /** The text again. */
  private readonly words: DataView;
  private readonly textAt: Uint32Array;
  private readonly wide: Uint16Array;
  private readonly wideAt: Uint32Array;
  /** By reference, in pages that are made as strings of them are read. */
  private readonly decoded: (string | undefined)[][] = [];
  private readonly odd = new Map<number, string>();
  private readonly parsed = new Map<number, object>();

  constructor({ text, textAt, wide, wideAt }: Pick<Tables, 'text' | 'textAt' | 'wide' | 'wideAt'>) {
    this.text = Buffer.from(text.buffer, text.byteOffset, text.byteLength);
    this.words = new DataView(text.buffer, text.byteOffset, text.byteLength);
    this.textAt = textAt;
    this.wide = wide;
    this.wideAt = wideAt;
  }

  /** Throws unless the offsets rise to the end of the text and every string is whole UTF-8. */
  check(offset: number): void {
    checkOffsets(this.textAt, this.text.length, offset, 'text');
    checkOffsets(this.wideAt, this.wide.length, offset, 'wide text');
    if (!isUtf8(this.text)) throw new SnapshotError(offset, 'the text is not UTF-8');
    for (let i = 0; i < this.textAt.length; i++) {
      const at = this.textAt[i] as number;
      if (at < this.text.length && ((this.text[at] as number) & 0xc0) === 0x80)
        throw new SnapshotError(offset, 'a string starts inside a character');
    }
  }

  /** References below this are to well-formed strings. */
  get count(): number {
    return this.textAt.length - 1;
  }

  has(reference: number): boolean {
    return reference >= WIDE ? reference - WIDE < this.wideAt.length - 1 : reference < this.textAt.length - 1;
  }

  get(reference: number): string {
    if (reference < WIDE) {
      const page = (this.decoded[reference >>> PAGE] ??= new Array<string | undefined>(1 << PAGE));
      return (page[reference & ((1 << PAGE) - 1)] ??= this.decode(reference));
    }
    const known = this.odd.get(reference) ?? this.decode(reference);
    this.odd.set(reference, known);
    return known;
  }

  /** For references that nobody has checked; `offset` is where it stands. */
  checked(reference: number, offset: number): string {
    if (!this.has(reference)) throw new SnapshotError(offset, 'a reference to no string');
    return this.get(reference);
  }

  /** A JSON object by reference, parsed once: many references to one long text must not cost many parses. */
  json(reference: number, offset: number): object {
    const known = this.parsed.get(reference);
    if (known !== undefined) return known;
    const value = parseObject(this.checked(reference, offset), offset);
    this.parsed.set(reference, value);
    return value;
  }

  /** Order of two strings as `<` sees it, without decoding them where that can be helped. */
  compare(a: number, b: number): number {
    if (a >= WIDE || b >= WIDE) {
      const [left, right] = [this.decode(a), this.decode(b)];
      return left < right ? -1 : left > right ? 1 : 0;
    }
    const { text, textAt, words } = this;
    let i = textAt[a] as number;
    let j = textAt[b] as number;
    const iEnd = textAt[a + 1] as number;
    const jEnd = textAt[b + 1] as number;
    // Ids that stand beside each other begin alike: four bytes at a time until they do not.
    const alike = i + Math.min(iEnd - i, jEnd - j) - 3;
    for (; i < alike && words.getInt32(i) === words.getInt32(j); i += 4) j += 4;
    for (; i < iEnd && j < jEnd; i++, j++)
      if (text[i] !== text[j]) return unitOrder(text[i] as number) - unitOrder(text[j] as number);
    return iEnd - i - (jEnd - j);
  }

  private decode(reference: number): string {
    if (reference < WIDE) return this.text.toString('utf8', this.textAt[reference], this.textAt[reference + 1]);
    const at = reference - WIDE;
    let text = '';
    for (let i = this.wideAt[at] as number; i < (this.wideAt[at + 1] as number); i++)
      text += String.fromCharCode(this.wide[i] as number);
    return text;
  }
}

/** UTF-8 sorts U+E000 to U+FFFF (lead bytes EE and EF) below the supplementary planes, UTF-16 above them. */
function unitOrder(byte: number): number {
  return byte === 0xee || byte === 0xef ? byte + 0x20 : byte;
}

function checkOffsets(at: Uint32Array, length: number, offset: number, what: string): void {
  if (at.length === 0 || at[0] !== 0 || at.at(-1) !== length)
    throw new SnapshotError(offset, `the ${what} offsets do not span the ${what}`);
  if (firstFall(at) >= 0) throw new SnapshotError(offset, `the ${what} offsets fall`);
}

export function parseObject(text: string, offset: number): object {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new SnapshotError(offset, 'malformed JSON');
  }
  if (typeof value !== 'object' || value === null) throw new SnapshotError(offset, 'JSON that is no object');
  return value;
}
