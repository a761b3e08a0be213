/** A binary min-heap of nodes by key. A node may stand in it more than once; the reader skips what it has settled. */
export class NodeHeap {
  private keys = new Float64Array(256);
  private nodes = new Int32Array(256);
  private size = 0;

  get empty(): boolean {
    return this.size === 0;
  }

  /** Least key; Infinity when empty. */
  get least(): number {
    return this.size === 0 ? Infinity : (this.keys[0] as number);
  }

  push(key: number, node: number): void {
    if (this.size === this.keys.length) this.grow();
    let at = this.size++;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if ((this.keys[up] as number) <= key) break;
      this.put(at, this.keys[up] as number, this.nodes[up] as number);
      at = up;
    }
    this.put(at, key, node);
  }

  pop(): number {
    const node = this.nodes[0] as number;
    const size = --this.size;
    const key = this.keys[size] as number;
    const last = this.nodes[size] as number;
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= size) break;
      if (child + 1 < size && (this.keys[child + 1] as number) < (this.keys[child] as number)) child++;
      if ((this.keys[child] as number) >= key) break;
      this.put(at, this.keys[child] as number, this.nodes[child] as number);
      at = child;
    }
    this.put(at, key, last);
    return node;
  }

  private put(at: number, key: number, node: number): void {
    this.keys[at] = key;
    this.nodes[at] = node;
  }

  private grow(): void {
    const keys = new Float64Array(this.size * 2);
    const nodes = new Int32Array(this.size * 2);
    keys.set(this.keys);
    nodes.set(this.nodes);
    this.keys = keys;
    this.nodes = nodes;
  }
}
