export const NONE = -1;

/** Words of a record: its node, and two entries. */
const WORDS = 9;
/** Of an entry, which is its place in the records: the end that it is near to, over which edge, from which entry, after how many links. */
const [END, OVER, BEFORE, LINKS, ENTRY] = [0, 1, 2, 3, 4];
/** The end of the first entry of a node that may not be entered. */
const SHUT = -2;

/**
 * What one side of a search has entered: each node for at most two ends. The records of one search stand together, however large the
 * estate, and are found by a sparse set (P. Briggs and L. Torczon, "An efficient representation for sparse sets", 1993): nothing is
 * cleared between searches, and a search of some thousand nodes stays in the cache.
 */
export class Entries {
  /** By node the number of its record, if that record is of this node. */
  private readonly place: Uint32Array;
  private records = new Int32Array(1024 * WORDS);
  private count = 0;

  constructor(nodes: number) {
    this.place = new Uint32Array(nodes);
  }

  clear(): void {
    this.count = 0;
  }

  /** Nobody enters the node. To be called before anybody has. */
  shut(node: number): void {
    const record = this.record(node);
    this.records[record + 1 + END] = SHUT;
    this.records[record + 1 + ENTRY + END] = SHUT;
  }

  /** The new entry, or none when the node has one for this end already, or two. */
  enter(node: number, end: number, over: number, before: number): number {
    let entry = this.record(node) + 1;
    const { records } = this;
    if (records[entry + END] !== NONE) {
      if (records[entry + END] === end || records[entry + ENTRY + END] !== NONE) return NONE;
      entry += ENTRY;
    }
    records[entry + END] = end;
    records[entry + OVER] = over;
    records[entry + BEFORE] = before;
    records[entry + LINKS] = before === NONE ? 0 : (records[before + LINKS] as number) + 1;
    return entry;
  }

  /** The nearer entry of the node for an end other than this one. */
  nearest(node: number, not: number): number {
    const at = this.place[node] as number;
    const { records } = this;
    if (at >= this.count || records[at * WORDS] !== node) return NONE;
    const entry = at * WORDS + 1;
    if (records[entry + END] === SHUT) return NONE;
    if (records[entry + END] !== not) return entry;
    return records[entry + ENTRY + END] === NONE ? NONE : entry + ENTRY;
  }

  node(entry: number): number {
    return this.records[entry - (entry % WORDS)] as number;
  }

  end(entry: number): number {
    return this.records[entry + END] as number;
  }

  links(entry: number): number {
    return this.records[entry + LINKS] as number;
  }

  /** The edges from the entry back to its end. */
  edges(entry: number): number[] {
    const edges: number[] = [];
    for (let at = entry; (this.records[at + BEFORE] as number) !== NONE; at = this.records[at + BEFORE] as number)
      edges.push(this.records[at + OVER] as number);
    return edges;
  }

  /** Where the record of the node stands; made without entries when there is none. */
  private record(node: number): number {
    const at = this.place[node] as number;
    if (at < this.count && this.records[at * WORDS] === node) return at * WORDS;
    const record = this.count * WORDS;
    if (record === this.records.length) this.grow();
    this.place[node] = this.count++;
    this.records[record] = node;
    this.records[record + 1 + END] = NONE;
    this.records[record + 1 + ENTRY + END] = NONE;
    return record;
  }

  private grow(): void {
    const larger = new Int32Array(this.records.length * 2);
    larger.set(this.records);
    this.records = larger;
  }
}
