import { Refusal } from '../refusal.ts';
import { TAG } from './tags.ts';

export interface Element {
  readonly tag: number;
  /** The whole element, and what stands in it. */
  readonly raw: Buffer;
  readonly content: Buffer;
}

/** Reads elements of DER one after the other. Whatever is not the one way to write it is refused: two readers never see two things in it. */
export class DerReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get more(): boolean {
    return this.#at < this.#bytes.length;
  }

  /** The tag of what comes next; -1 at the end. */
  get tag(): number {
    return this.#bytes[this.#at] ?? -1;
  }

  /** The next element; with a tag it must be of this. */
  next(tag?: number): Element {
    const start = this.#at;
    const found = this.#byte();
    if (tag !== undefined && found !== tag) throw malformed('another element was expected');
    if ((found & 0x1f) === 0x1f) throw malformed('tags of several bytes are not used');
    const length = this.#length();
    const from = this.#at;
    if (length > this.#bytes.length - from) throw malformed('an element ends behind its end');
    this.#at = from + length;
    return { tag: found, raw: this.#bytes.subarray(start, this.#at), content: this.#bytes.subarray(from, this.#at) };
  }

  within(tag: number): DerReader {
    return new DerReader(this.next(tag).content);
  }

  sequence(): DerReader {
    return this.within(TAG.sequence);
  }

  /** The next element when it is of this tag. */
  optional(tag: number): Element | undefined {
    return this.tag === tag ? this.next() : undefined;
  }

  /** The bytes of a number that is not negative, the shortest there are. */
  unsigned(): Buffer {
    const { content } = this.next(TAG.integer);
    const [first, second = 0] = content;
    if (first === undefined || (first === 0 && content.length > 1 && second < 0x80))
      throw malformed('a number is not written shortest');
    if (first >= 0x80) throw malformed('a number is negative');
    return first === 0 && content.length > 1 ? content.subarray(1) : content;
  }

  /** A small number. */
  small(): number {
    const bytes = this.unsigned();
    if (bytes.length > 4) throw malformed('a number is too large');
    return bytes.readUIntBE(0, bytes.length);
  }

  /** BOOLEAN that is FALSE when it is not written; writing that is not allowed. */
  flag(): boolean {
    const found = this.optional(TAG.boolean);
    if (!found) return false;
    if (found.content.length !== 1 || found.content[0] !== 0xff)
      throw malformed('a truth value is written as its default or by another byte');
    return true;
  }

  oid(): string {
    return dotted(this.next(TAG.oid).content);
  }

  /** Whole bytes of a BIT STRING. */
  wholeBits(): Buffer {
    const { content } = this.next(TAG.bits);
    if (content[0] !== 0) throw malformed('bits do not fill their bytes');
    return content.subarray(1);
  }

  /** Flags by their number (X.690, 11.2.2: no zero bits at the end). */
  namedBits(): ReadonlySet<number> {
    const { content } = this.next(TAG.bits);
    const [unused = 8, ...bytes] = content;
    const last = bytes.at(-1);
    if (
      unused > 7 ||
      (last === undefined ? unused !== 0 : ((last >> unused) & 1) === 0 || (last & ((1 << unused) - 1)) !== 0)
    )
      throw malformed('flags are not written shortest');
    return new Set(
      bytes.flatMap((byte, at) =>
        [0, 1, 2, 3, 4, 5, 6, 7].flatMap((bit) => ((byte >> (7 - bit)) & 1 ? [at * 8 + bit] : [])),
      ),
    );
  }

  /** UTCTime or GeneralizedTime as RFC 5280, 4.1.2.5, allows them: to the second, in UTC. Milliseconds since 1970. */
  time(): number {
    const { tag, content } = this.next();
    const text = content.toString('latin1');
    const full = tag === TAG.utcTime ? century(text) : tag === TAG.generalizedTime ? text : '';
    const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/u.exec(full) ?? [];
    const iso = `${year ?? ''}-${month ?? ''}-${day ?? ''}T${hour ?? ''}:${minute ?? ''}:${second ?? ''}.000Z`;
    const at = Date.parse(iso);
    if (Number.isNaN(at) || new Date(at).toISOString() !== iso || (tag === TAG.generalizedTime && Number(year) < 2050))
      throw malformed('a time is not written as RFC 5280 has it');
    return at;
  }

  end(): void {
    if (this.more) throw malformed('something stands behind the end');
  }

  #byte(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw malformed('it ends too early');
    return byte;
  }

  #length(): number {
    const first = this.#byte();
    if (first < 0x80) return first;
    const count = first & 0x7f;
    if (count === 0 || count > 3) throw malformed('a length has no end or is too long');
    let length = 0;
    for (let i = 0; i < count; i++) length = (length << 8) | this.#byte();
    if (length < 0x80 || length < 1 << (8 * (count - 1))) throw malformed('a length is not written shortest');
    return length;
  }
}

/** Years of two digits are from 1950 to 2049 (RFC 5280, 4.1.2.5.1). */
const century = (text: string): string => (Number(text.slice(0, 2)) >= 50 ? '19' : '20') + text;

function dotted(content: Buffer): string {
  const parts: number[] = [];
  let [value, open] = [0, false];
  for (const byte of content) {
    if (!open && byte === 0x80) throw malformed('an identifier is not written shortest');
    value = value * 128 + (byte & 0x7f);
    if (value > 0xffffffff) throw malformed('an identifier is too large');
    open = byte >= 0x80;
    if (!open) {
      parts.push(value);
      value = 0;
    }
  }
  const [first, ...rest] = parts;
  if (open || first === undefined) throw malformed('an identifier does not end');
  const top = Math.min(2, Math.floor(first / 40));
  return [top, first - 40 * top, ...rest].join('.');
}

export const malformed = (why: string): Refusal => new Refusal('malformed', why);
