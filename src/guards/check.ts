import type { Batch, Selection, Way, WayQuestion } from '../graph/batch.ts';
import type { EstateGraph } from '../graph/port.ts';
import type { EstateEdge } from '../model/estate.ts';
import type { NodeId } from '../model/id.ts';
import type { Guard, Nodes, Sentence } from './sentence.ts';
import { Holders } from './holders.ts';
import { Selections } from './selections.ts';

/** What breaks a guard: who, and the edges by which. */
export interface Breach {
  readonly who: NodeId;
  readonly path: readonly EstateEdge[];
  readonly says: string;
}

export interface Verdict {
  readonly guard: Guard;
  readonly kept: boolean;
  /** How many things break it, where that is known without a search for each: not of paths. */
  readonly breaches?: number;
  readonly first?: Breach;
  /** Parts of the sentence that nothing in the estate answers to: it may be kept because a name is wrong. */
  readonly empty: readonly ('subject' | 'object')[];
}

type Of<I extends Sentence['is']> = Extract<Sentence, { is: I }>;

/** Checks all guards over one estate: what they choose is chosen once, and questions of reach are asked together. */
export function checkGuards(graph: EstateGraph, guards: readonly Guard[]): readonly Verdict[] {
  const checker = new Checker(graph);
  const asked = guards.flatMap((guard) => (guard.sentence.is === 'reaches' ? [checker.question(guard.sentence)] : []));
  const ways = graph.batch().firstWays(asked);
  let next = 0;
  return guards.map((guard) => {
    const { sentence } = guard;
    switch (sentence.is) {
      case 'reaches': {
        const question = asked[next];
        return checker.reaches(guard, question, ways[next++]);
      }
      case 'may':
        return checker.may(guard, sentence);
      case 'counted':
        return checker.counted(guard, sentence);
      case 'has':
        return checker.has(guard, sentence);
      case 'none':
        return checker.none(guard, sentence);
    }
  });
}

class Checker {
  readonly #batch: Batch;
  readonly #selections: Selections;
  readonly #holders: Holders;
  readonly #marked = new Map<Selection, Uint8Array>();

  constructor(graph: EstateGraph) {
    this.#batch = graph.batch();
    this.#holders = new Holders(this.#batch);
    this.#selections = new Selections(graph);
  }

  question({ from, to, except }: Of<'reaches'>): WayQuestion {
    const avoid = except && this.#selections.of(except);
    return { from: this.#selections.of(from), to: this.#selections.of(to), ...(avoid ? { avoid } : {}) };
  }

  reaches(guard: Guard, question: WayQuestion | undefined, way: Way | undefined): Verdict {
    const empty = question ? emptyOf(question.from, question.to) : [];
    if (way === undefined) return { guard, kept: true, empty };
    const who = this.#batch.id(way.start);
    const path = way.edges.map((edge) => this.#batch.edge(edge));
    return { guard, kept: false, first: { who, path, says: `${who} reaches ${path.at(-1)?.to ?? ''}` }, empty };
  }

  may(guard: Guard, { who, only, doing, to }: Of<'may'>): Verdict {
    const doers = this.#holders.doers(doing, to && this.#selections.of(to));
    const listed = this.#marks(only ?? who ?? []);
    let [wrong, holder, edge] = [0, Infinity, -1];
    for (let at = 0; at < doers.holders.length; at++) {
      const one = doers.holders[at] as number;
      if ((listed[one] === 1) === (only !== undefined)) continue;
      wrong += 1;
      if (one < holder) [holder, edge] = [one, doers.by[at] as number];
    }
    const empty = emptyOf(
      (only ?? who) ? this.#selections.of(only ?? who ?? []) : [0],
      to ? this.#selections.of(to) : [0],
    );
    if (wrong === 0) return { guard, kept: true, breaches: 0, empty };
    const path = this.#holders.path(holder, edge);
    const says = `${this.#batch.id(holder)} may ${doing.word} ${this.#batch.id(this.#batch.to(edge))}`;
    return { guard, kept: false, breaches: wrong, first: { who: this.#batch.id(holder), path, says }, empty };
  }

  counted(guard: Guard, { each, doing, bound, number, who }: Of<'counted'>): Verdict {
    const things = this.#selections.of(each);
    const allowed = this.#marks(who);
    const enough = bound === 'at most' ? number + 1 : number;
    const broken = things.filter((thing) => {
      const { count } = this.#holders.count(doing, thing, allowed, enough);
      return bound === 'at most' ? count > number : count < number;
    });
    const [thing] = broken;
    const empty = emptyOf(things, this.#selections.of(who));
    if (thing === undefined) return { guard, kept: true, breaches: 0, empty };
    const { count, first, by } = this.#holders.count(doing, thing, allowed);
    const path = count === 0 ? [] : this.#holders.path(first, by);
    const says = `${this.#batch.id(thing)}: ${count} may ${doing.word} it, ${bound} ${number} should`;
    return { guard, kept: false, breaches: broken.length, first: { who: this.#batch.id(thing), path, says }, empty };
  }

  /** By node: 1 when it is one of these. */
  #marks(nodes: Nodes): Uint8Array {
    const selection = this.#selections.of(nodes);
    let known = this.#marked.get(selection);
    if (!known) {
      this.#marked.set(selection, (known = new Uint8Array(this.#batch.nodes)));
      for (const place of selection) known[place] = 1;
    }
    return known;
  }

  has(guard: Guard, { each, field }: Of<'has'>): Verdict {
    const wanted: Nodes = each.map((one) => ({ ...one, without: [...(one.without ?? []), field] }));
    const found = this.none(guard, { is: 'none', of: wanted });
    const empty = emptyOf(this.#selections.of(each), [0]);
    return found.first
      ? { ...found, first: { ...found.first, says: `${found.first.who} has no ${field}` }, empty }
      : { ...found, empty };
  }

  none(guard: Guard, { of }: Of<'none'>): Verdict {
    const found = this.#selections.of(of);
    const [first] = found;
    if (first === undefined) return { guard, kept: true, breaches: 0, empty: [] };
    const who = this.#batch.id(first);
    return { guard, kept: false, breaches: found.length, first: { who, path: [], says: `${who} is there` }, empty: [] };
  }
}

function emptyOf(subject: ArrayLike<number>, object: ArrayLike<number>): readonly ('subject' | 'object')[] {
  return [
    ...(subject.length === 0 ? (['subject'] as const) : []),
    ...(object.length === 0 ? (['object'] as const) : []),
  ];
}
