import { EstateBuilder, type Ownership, type Reference } from '../model/builder.ts';
import type { EdgeInput } from '../model/edge.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Estate, EstateEdge, EstateNode, Source } from '../model/estate.ts';
import type { Fact } from '../model/facts.ts';
import type { NodeId } from '../model/id.ts';
import type { Key } from '../model/keys.ts';

export interface Recorded {
  readonly writes: readonly ((to: EstateBuilder) => void)[];
  /** What the reading asked for and nobody had told. */
  readonly absent: ReadonlySet<NodeId>;
}

/** Tells all of it again; false, and nothing told, when that may not be the same. */
export function replay({ writes, absent }: Recorded, to: EstateBuilder): boolean {
  for (const id of absent) if (to.has(id)) return false;
  for (const write of writes) write(to);
  return true;
}

/**
 * An estate as one reading sees it: what is told goes through, and is written down so that the next scan can be told the same without
 * asking the reading. Nothing is written down of a reading that looks at what others told, for then it depends on them.
 */
export class Tape extends EstateBuilder {
  readonly #to: EstateBuilder;
  readonly #told = new Set<NodeId>();
  readonly #absent = new Set<NodeId>();
  #writes: ((to: EstateBuilder) => void)[] | undefined;

  constructor(to: EstateBuilder) {
    super();
    this.#to = to;
  }

  record(): void {
    this.#writes = [];
  }

  /** What was written down, free of the estate that it was told to. */
  recorded(): Recorded | undefined {
    return this.#writes && { writes: this.#writes, absent: this.#absent };
  }

  override node(node: EstateNode): NodeId {
    this.#told.add(node.id);
    return this.#write((to) => to.node(node));
  }

  override edge(edge: EdgeInput): string {
    return this.#write((to) => to.edge(edge));
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
    this.#writes = undefined;
    this.#to.ownership(ownership);
  }

  override fact(fact: Fact): void {
    this.#write((to) => {
      to.fact(fact);
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
    this.#asked(id, has);
    return has;
  }

  override get(id: NodeId): EstateNode | undefined {
    const node = this.#to.get(id);
    // Its evidence may grow later.
    if (node) this.#writes = undefined;
    else this.#asked(id, false);
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
    this.#writes?.push(write);
    return write(this.#to);
  }

  #asked(id: NodeId, has: boolean): void {
    if (this.#told.has(id)) return;
    if (has) this.#writes = undefined;
    else this.#absent.add(id);
  }

  #others(): EstateBuilder {
    this.#writes = undefined;
    return this.#to;
  }
}
