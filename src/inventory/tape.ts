import { EstateBuilder, type Ownership, type Reference } from '../model/builder.ts';
import type { EdgeInput } from '../model/edge.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Estate, EstateEdge, EstateNode, Source } from '../model/estate.ts';
import type { Fact } from '../model/facts.ts';
import type { NodeId } from '../model/id.ts';
import type { Key } from '../model/keys.ts';

/** What was told from one moment to another, and what that depends on. */
export class Recorded {
  readonly #told = new Set<NodeId>();
  /** Nodes that were asked for and had not been told here, and whether they were there. */
  readonly #asked = new Map<NodeId, boolean>();
  #writes: ((to: EstateBuilder) => void)[] | undefined = [];

  write(write: (to: EstateBuilder) => void): void {
    this.#writes?.push(write);
  }

  told(id: NodeId): void {
    this.#told.add(id);
  }

  /** The first answer counts: what is there later was told here. */
  asked(id: NodeId, has: boolean): void {
    if (!this.#told.has(id) && !this.#asked.has(id)) this.#asked.set(id, has);
  }

  /** It depends on more than can be asked again. */
  spoil(): void {
    this.#writes = undefined;
  }

  /** Tells all of it again; false, and nothing told, when that may not be the same. */
  replay(to: EstateBuilder): boolean {
    if (!this.#writes) return false;
    for (const [id, was] of this.#asked) if (to.has(id) !== was) return false;
    for (const write of this.#writes) write(to);
    return true;
  }
}

/**
 * An estate as one reading sees it: what is told goes through, and is written down so that the next scan can be told the same without
 * asking the reading. Nothing is written down of a reading that looks at more of what others told than whether it is there, for then it
 * depends on them.
 */
export class Tape extends EstateBuilder {
  readonly #to: EstateBuilder;
  /** The whole, and inside it the part that is being told. */
  readonly #open: Recorded[] = [];

  constructor(to: EstateBuilder) {
    super();
    this.#to = to;
  }

  /** Begins what is written down of all that follows: free of the estate that it is told to. */
  record(): Recorded {
    const recorded = new Recorded();
    this.#open.push(recorded);
    return recorded;
  }

  override noted(tell: () => void): (to: EstateBuilder) => boolean {
    const part = this.record();
    try {
      tell();
    } finally {
      this.#open.pop();
    }
    return (to) => part.replay(to);
  }

  override maskedNode(node: EstateNode): NodeId {
    for (const one of this.#open) one.told(node.id);
    return this.#write((to) => to.maskedNode(node));
  }

  override edge(told: EdgeInput): string {
    const edge = this.stored(told);
    return this.#write((to) => to.edge(edge));
  }

  override stored(told: EdgeInput): EstateEdge {
    return this.#to.stored(told);
  }

  override known(node: NodeId, key: Key | undefined): void {
    this.#write((to) => {
      to.known(node, key);
    });
  }

  override refer(reference: Reference): void {
    this.#write((to) => {
      to.refer(reference);
    });
  }

  override ownership(ownership: Ownership): void {
    // It holds the files of one scan.
    this.#spoil();
    this.#to.ownership(ownership);
  }

  override maskedFact(fact: Fact): void {
    this.#write((to) => {
      to.maskedFact(fact);
    });
  }

  override source(source: Source): void {
    this.#write((to) => {
      to.source(source);
    });
  }

  override diagnostic(...found: readonly Diagnostic[]): void {
    if (found.length > 0)
      this.#write((to) => {
        to.diagnostic(...found);
      });
  }

  override has(id: NodeId): boolean {
    const has = this.#to.has(id);
    for (const one of this.#open) one.asked(id, has);
    return has;
  }

  override get(id: NodeId): EstateNode | undefined {
    const node = this.#to.get(id);
    // Its evidence may grow later.
    if (node) this.#spoil();
    else for (const one of this.#open) one.asked(id, false);
    return node;
  }

  override allOwnerships(): readonly Ownership[] {
    return this.#others().allOwnerships();
  }

  override allReferences(): readonly Reference[] {
    return this.#others().allReferences();
  }

  override allKeys(): ReadonlyMap<Key, ReadonlySet<NodeId>> {
    return this.#others().allKeys();
  }

  override allNodes(): Iterable<EstateNode> {
    return this.#others().allNodes();
  }

  override allEdges(): Iterable<EstateEdge> {
    return this.#others().allEdges();
  }

  override allFacts(): readonly Fact[] {
    return this.#others().allFacts();
  }

  override build(): Estate {
    return this.#others().build();
  }

  #write<T>(write: (to: EstateBuilder) => T): T {
    for (const one of this.#open) one.write(write);
    return write(this.#to);
  }

  #spoil(): void {
    for (const one of this.#open) one.spoil();
  }

  #others(): EstateBuilder {
    this.#spoil();
    return this.#to;
  }
}
