/** Writes DER from its end to its start: each length is known when its turn comes, and all of it lies in one buffer. */
export class BackwardDer {
  #bytes: Buffer;
  #at: number;

  /** It grows when it has to. */
  constructor(size: number) {
    this.#bytes = Buffer.allocUnsafeSlow(size);
    this.#at = size;
  }

  /** How much is written: the end of what is to stand in an element, see `around`. */
  get written(): number {
    return this.#bytes.length - this.#at;
  }

  put(bytes: Uint8Array): void {
    this.#room(bytes.length);
    this.#at -= bytes.length;
    this.#bytes.set(bytes, this.#at);
  }

  /** A text of ASCII. */
  text(text: string): void {
    this.#room(text.length);
    this.#at -= text.length;
    this.#bytes.write(text, this.#at, 'latin1');
  }

  /** Makes one element of all that was written since `end`. */
  around(tag: number, end: number): void {
    const length = this.written - end;
    this.#room(4);
    if (length < 0x80) this.#byte(length);
    else {
      this.#byte(length & 0xff);
      if (length >= 0x100) this.#byte(length >> 8);
      if (length >= 0x10000) throw new RangeError('nothing that is written here is as large');
      this.#byte(length < 0x100 ? 0x81 : 0x82);
    }
    this.#byte(tag);
  }

  /** Forgets what was written: half of something that failed never stands in the next. */
  begin(): void {
    this.#at = this.#bytes.length;
  }

  /** A copy of all that is written. */
  take(): Buffer {
    return Buffer.from(this.#bytes.subarray(this.#at));
  }

  #byte(byte: number): void {
    this.#bytes[--this.#at] = byte;
  }

  #room(wanted: number): void {
    if (this.#at >= wanted) return;
    const { written } = this;
    const larger = Buffer.allocUnsafeSlow((written + wanted) * 2);
    larger.set(this.#bytes.subarray(this.#at), larger.length - written);
    [this.#bytes, this.#at] = [larger, larger.length - written];
  }
}
