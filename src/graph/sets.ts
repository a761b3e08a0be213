/** Sets of small whole numbers, each kept once: components that reach the same jewels share one. Set 0 is the empty one. */
export class SetTable {
  readonly words: number;
  private data: Uint32Array;
  private size = 1;
  private readonly byHash = new Map<number, number[]>([[0, [0]]]);

  constructor(width: number) {
    this.words = Math.max(1, (width + 31) >>> 5);
    this.data = new Uint32Array(this.words * 16);
  }

  has(set: number, member: number): boolean {
    return (((this.data[set * this.words + (member >>> 5)] as number) >>> (member & 31)) & 1) === 1;
  }

  word(set: number, place: number): number {
    return this.data[set * this.words + place] as number;
  }

  count(set: number): number {
    let total = 0;
    for (let place = 0; place < this.words; place++) total += bitCount(this.word(set, place));
    return total;
  }

  addTo(scratch: Uint32Array, set: number): void {
    const base = set * this.words;
    for (let place = 0; place < this.words; place++)
      scratch[place] = (scratch[place] as number) | (this.data[base + place] as number);
  }

  /** The number of the set that equals the scratch words. */
  intern(scratch: Uint32Array): number {
    let hash = 0;
    for (let place = 0; place < this.words; place++)
      hash = (Math.imul(hash, 0x01000193) ^ (scratch[place] as number)) | 0;
    const alike = this.byHash.get(hash);
    for (const set of alike ?? []) if (this.equals(set, scratch)) return set;
    const set = this.size++;
    if (this.size * this.words > this.data.length) {
      const larger = new Uint32Array(this.data.length * 2);
      larger.set(this.data);
      this.data = larger;
    }
    this.data.set(scratch, set * this.words);
    if (alike) alike.push(set);
    else this.byHash.set(hash, [set]);
    return set;
  }

  private equals(set: number, scratch: Uint32Array): boolean {
    for (let place = 0; place < this.words; place++) if (this.word(set, place) !== scratch[place]) return false;
    return true;
  }
}

export function bitCount(word: number): number {
  let n = word - ((word >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
