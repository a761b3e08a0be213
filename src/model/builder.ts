import type { Diagnostic } from './diagnostic.ts';
import { edgesInOrder } from './edge-order.ts';
import { asStored, type EdgeInput } from './edge.ts';
import type { Estate, EstateEdge, EstateNode, Source } from './estate.ts';
import { placeOf, samePlace, stronger, type Confidence, type Evidence } from './evidence.ts';
import type { Fact } from './facts.ts';
import type { EdgeKind } from './kinds.ts';
import type { NodeId } from './id.ts';
import type { Key } from './keys.ts';
import { masked, maskedDeep } from './mask.ts';

/** A reference to something that another file may declare. Joined after all connectors have read. */
export interface Reference {
  readonly kind: EdgeKind;
  /** The end that is known, and which end it is: an edge goes from it to what the key means, or the other way round. */
  readonly node: NodeId;
  readonly side: 'from' | 'to';
  readonly key: Key;
  readonly confidence: Confidence;
  readonly precondition?: string;
  readonly evidence: readonly Evidence[];
  /** What stands there when nothing in the estate answers to the key, so that an unknown hop has a name. */
  readonly otherwise?: EstateNode;
}

/**
 * Who owns what, as a file says that knows no ids: by where things are written down, or by their labels. Asked for each identity and
 * workload after all connectors have read.
 */
export interface Ownership {
  readonly source: 'codeowners' | 'catalogue';
  readonly ownerOf: (
    node: EstateNode,
    labels: Readonly<Record<string, string>> | undefined,
  ) => WrittenOwner | undefined;
}

export interface WrittenOwner {
  readonly owner: string;
  readonly evidence: Evidence;
  /** It holds for everything that nobody else was named for, and contradicts nobody. */
  readonly fallback?: true;
}

/** Texts of edges that are kept; beyond, it begins anew. */
const MOST_TEXTS = 10_000;

/**
 * Collects what connectors read. The same node or edge told twice is one with both places; a declared node wins over an implied
 * one; the better-known confidence of two independent reasons counts. A credential that stands where a name should is masked here, once
 * for everything that is printed or saved: in ids too, wherever they are told or asked for, so that they stay the same among themselves.
 */
export class EstateBuilder {
  private readonly nodes = new Map<NodeId, EstateNode>();
  private readonly edges = new Map<string, EstateEdge>();
  private readonly facts: Fact[] = [];
  private readonly sources: Source[] = [];
  private readonly diagnostics: Diagnostic[] = [];
  private readonly references: Reference[] = [];
  private readonly keys = new Map<Key, Set<NodeId>>();
  /** Lists of evidence that are this builder's own and may grow. */
  private readonly growing = new WeakMap<readonly Evidence[], { all: Evidence[]; places: Set<string> }>();
  private readonly ownerships: Ownership[] = [];
  private readonly texts = new Map<string, string>();

  node(told: EstateNode): NodeId {
    return this.maskedNode(maskedDeep(told));
  }

  /** A node that was masked before: as what was told is told again. */
  maskedNode(node: EstateNode): NodeId {
    const known = this.nodes.get(node.id);
    this.nodes.set(node.id, known ? this.both(known, node) : node);
    return node.id;
  }

  private both(a: EstateNode, b: EstateNode): EstateNode {
    const [main, other] = a.implied && !b.implied ? [b, a] : [a, b];
    const evidence = this.merged(main.evidence, other.evidence);
    if (main === a && evidence === a.evidence && addsNothing(other, main)) return a;
    const merged: EstateNode = {
      ...other,
      ...main,
      environment: main.environment === 'unknown' ? other.environment : main.environment,
      evidence,
      ...(main.declared || other.declared ? { declared: { ...other.declared, ...main.declared } } : {}),
    };
    const { implied, ...told } = merged;
    return implied && a.implied && b.implied ? merged : told;
  }

  /** As `mergeEvidence`, in time that grows with what is added: thousands of files may tell of one thing. */
  private merged(first: readonly Evidence[], more: readonly Evidence[]): readonly Evidence[] {
    let own = this.growing.get(first);
    if (!own) {
      if (first.length * more.length <= FEW && more.every((one) => first.some((known) => samePlace(known, one))))
        return first;
      const all = [...first];
      own = { all, places: new Set(all.map(placeOf)) };
      this.growing.set(all, own);
    }
    for (const one of more) {
      const place = placeOf(one);
      if (own.places.has(place)) continue;
      own.places.add(place);
      own.all.push(one);
    }
    return own.all;
  }

  /** The id under which a node stands: of one that is known its own string, in which nothing is looked for and of which no copy is kept. */
  private readonly idOf = (id: NodeId): NodeId => this.nodes.get(id)?.id ?? masked(id);

  /** What edges wait for: a few texts, again and again. */
  private readonly textOf = (text: string): string => {
    const before = this.texts.get(text);
    if (before !== undefined) return before;
    const found = masked(text);
    if (this.texts.size >= MOST_TEXTS) this.texts.clear();
    this.texts.set(text, found);
    return found;
  };

  has(id: NodeId): boolean {
    return this.nodes.has(this.idOf(id));
  }

  get(id: NodeId): EstateNode | undefined {
    return this.nodes.get(this.idOf(id));
  }

  /** An edge to or from a node that is never told is dropped by `build` with its ends listed: a connector's fault that tests catch. */
  edge(told: EdgeInput): string {
    const edge = this.stored(told);
    const { id } = edge;
    const known = this.edges.get(id);
    if (known) {
      this.edges.set(id, {
        ...known,
        confidence: stronger(known.confidence, edge.confidence),
        evidence: this.merged(known.evidence, edge.evidence),
      });
    } else this.edges.set(id, edge);
    return id;
  }

  /** The edge as it will stand. */
  stored(told: EdgeInput): EstateEdge {
    return asStored(told, this.idOf, this.textOf);
  }

  /** What was configured turned out otherwise where both sides are known: nothing of the edge stays. */
  withdraw(id: string): void {
    this.edges.delete(id);
  }

  /** The node answers to this name of the outside world. */
  known(node: NodeId, key: Key | undefined): void {
    if (key === undefined) return;
    const nodes = this.keys.get(key);
    if (nodes) nodes.add(this.idOf(node));
    else this.keys.set(key, new Set([this.idOf(node)]));
  }

  refer(reference: Reference): void {
    const { key, ...told } = reference;
    this.references.push({ ...maskedDeep(told), key });
  }

  ownership(ownership: Ownership): void {
    this.ownerships.push(ownership);
  }

  allOwnerships(): readonly Ownership[] {
    return this.ownerships;
  }

  allReferences(): readonly Reference[] {
    return this.references;
  }

  allKeys(): ReadonlyMap<Key, ReadonlySet<NodeId>> {
    return this.keys;
  }

  fact(fact: Fact): void {
    this.maskedFact(maskedDeep(fact));
  }

  maskedFact(fact: Fact): void {
    this.facts.push(fact);
  }

  source(source: Source): void {
    this.sources.push(maskedDeep(source));
  }

  diagnostic(...found: readonly Diagnostic[]): void {
    for (const one of found) this.diagnostics.push(one);
  }

  /**
   * Tells. An estate that writes down what it is told gives a way to tell another one the same; that answers false, and tells nothing,
   * where it may not be the same.
   */
  noted(tell: () => void): ((to: EstateBuilder) => boolean) | undefined {
    tell();
    return undefined;
  }

  allNodes(): Iterable<EstateNode> {
    return this.nodes.values();
  }

  allEdges(): Iterable<EstateEdge> {
    return this.edges.values();
  }

  allFacts(): readonly Fact[] {
    return this.facts;
  }

  /** Sorted by id, so that the same input gives the same bytes. */
  build(): Estate {
    for (const { kind, from, to } of this.edges.values())
      if (!this.nodes.has(from) || !this.nodes.has(to))
        throw new Error(`edge ${kind} ${from} > ${to} has an unknown end ${this.nodes.has(from) ? to : from}`);
    return {
      nodes: [...this.nodes.values()].sort(byId),
      edges: edgesInOrder([...this.edges.values()]),
      facts: this.facts,
      sources: this.sources,
      diagnostics: this.diagnostics,
    };
  }
}

/** Comparisons that cost less than a list of one's own. */
const FEW = 16;

/** Of two nodes of one id: every field of the one stands in the other, which counts. */
function addsNothing(other: EstateNode, main: EstateNode): boolean {
  if (other.declared || (main.environment === 'unknown' && other.environment !== 'unknown')) return false;
  return Object.keys(other).every((key) => key in main || key === 'implied');
}

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

export function mergeEvidence(a: readonly Evidence[], b: readonly Evidence[]): readonly Evidence[] {
  const seen = new Set(a.map(placeOf));
  const more = b.filter((one) => !seen.has(placeOf(one)));
  return more.length === 0 ? a : [...a, ...more];
}
