import { SnapshotError } from './error.ts';
import { WIDE } from './layout.ts';

/** The string tables of a snapshot that is being written: each string once. */
export class StringPool {
  private readonly known = new Map<string, number>();
  private bytes = new Uint8Array(1 << 16);
  private used = 0;
  private ends = new Uint32Array(1 << 10);
  private count = 0;
  private readonly odd: string[] = [];
  private readonly encoder = new TextEncoder();

  /** The reference of a string. */
  put(text: string): number {
    const known = this.known.get(text);
    if (known !== undefined) return known;
    const reference = wellFormed(text) ? this.add(text) : (WIDE | (this.odd.push(text) - 1)) >>> 0;
    this.known.set(text, reference);
    return reference;
  }

  tables(): { text: Uint8Array; textAt: Uint32Array; wide: Uint16Array; wideAt: Uint32Array } {
    const wideAt = new Uint32Array(this.odd.length + 1);
    this.odd.forEach((text, place) => (wideAt[place + 1] = (wideAt[place] as number) + text.length));
    const wide = new Uint16Array(wideAt.at(-1) ?? 0);
    this.odd.forEach((text, place) => {
      for (let i = 0; i < text.length; i++) wide[(wideAt[place] as number) + i] = text.charCodeAt(i);
    });
    return { text: this.bytes.subarray(0, this.used), textAt: this.ends.subarray(0, this.count + 1), wide, wideAt };
  }

  private add(text: string): number {
    const most = this.used + text.length * 3;
    if (most > 0xffffffff) throw new SnapshotError(0, 'more than 4 GiB of text');
    if (most > this.bytes.length) this.bytes = grown(this.bytes, Math.max(most, this.bytes.length * 2));
    const { written } = this.encoder.encodeInto(text, this.bytes.subarray(this.used));
    this.used += written;
    const reference = this.count++;
    if (this.count === this.ends.length) {
      const ends = new Uint32Array(this.count * 2);
      ends.set(this.ends);
      this.ends = ends;
    }
    this.ends[this.count] = this.used;
    return reference;
  }
}

function grown(bytes: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(size);
  larger.set(bytes);
  return larger;
}

/** Whether the text survives UTF-8: no surrogate stands alone. */
function wellFormed(text: string): boolean {
  return !/[\ud800-\udfff]/.test(text) || !/\p{Surrogate}/u.test(text);
}
