import type { EstateGraph } from '../graph/port.ts';
import type { Estate } from '../model/estate.ts';

/** Answers that hold for every estate of one shape. */
interface Answers {
  readonly closed: Map<string, number>;
  single?: ReadonlyMap<string, number>;
}

const none = (): Answers => ({ closed: new Map() });

/**
 * How many (source, jewel) pairs close when these edges go. Exact. Edges that lead to no jewel close nothing and are left out
 * before asking; single edges come from one table; equal sets are asked once.
 */
export function closings(graph: EstateGraph, answers = none()): (edges: readonly string[]) => number {
  const { closed } = answers;
  const leads = (id: string): boolean => {
    const to = graph.edge(id)?.to;
    return to !== undefined && graph.stakes(to).tier > 0;
  };
  return (edges) => {
    const relevant = [...new Set(edges)].filter(leads).sort();
    const [only] = relevant;
    if (only === undefined) return 0;
    if (relevant.length === 1) {
      answers.single ??= new Map(graph.changes().map(({ edge, closes }) => [edge.id, closes]));
      return answers.single.get(only) ?? 0;
    }
    const key = relevant.join();
    const before = closed.get(key);
    if (before !== undefined) return before;
    const found = graph.whatIf(relevant).closed.length;
    closed.set(key, found);
    return found;
  };
}

/** What was answered for the estate before, where the next one has its shape: most edits of a file move lines, not rights. */
export class Closings {
  #shape: readonly unknown[] = [];
  #answers = none();

  of(estate: Estate, graph: EstateGraph): (edges: readonly string[]) => number {
    const shape = shapeOf(estate);
    if (shape.length !== this.#shape.length || shape.some((one, index) => one !== this.#shape[index]))
      this.#answers = none();
    this.#shape = shape;
    return closings(graph, this.#answers);
  }
}

/** All of an estate that an answer depends on. An edge's id stands for its kind, ends and precondition. */
function shapeOf({ nodes, edges }: Estate): readonly unknown[] {
  const shape: unknown[] = [nodes.length];
  for (const { id, kind, entry, jewel } of nodes) shape.push(id, kind, entry, jewel?.tier);
  for (const { id, confidence } of edges) shape.push(id, confidence);
  return shape;
}
