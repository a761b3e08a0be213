import { consistent } from './consistent.ts';
import type { Literal } from './literal.ts';
import type { Node } from './node.ts';

/** Most steps of one search; beyond it the formula is taken to be possible. */
const MOST = 4000;

/** What is still to be met, the next first. */
interface Goals {
  readonly node: Node;
  readonly want: boolean;
  readonly rest: Goals | undefined;
}

/**
 * Whether some request meets the formula: a search for one way through it whose conditions can hold together, key by key. False is proved: what
 * hangs on holes and variables is taken to be free, and so is what could not be decided within the bound.
 */
export function satisfiable(node: Node, want: boolean): boolean {
  return new Search().meets({ node, want, rest: undefined });
}

class Search {
  readonly #byKey = new Map<number, Literal[]>();
  #steps = 0;

  meets(goals: Goals | undefined): boolean {
    if (goals === undefined || ++this.#steps > MOST) return true;
    const { node, want, rest } = goals;
    switch (node.kind) {
      case 'open':
        return this.meets(rest);
      case 'not':
        return this.meets({ node: node.of, want: !want, rest });
      case 'is':
        return this.#assume({ condition: node.literal.condition, want: node.literal.want === want }, node.there, rest);
      case 'all':
      case 'any': {
        if ((node.kind === 'all') !== want) return node.of.some((one) => this.meets({ node: one, want, rest }));
        let goal = rest;
        for (const one of node.of) goal = { node: one, want, rest: goal };
        return this.meets(goal);
      }
    }
  }

  #assume(literal: Literal, there: boolean, rest: Goals | undefined): boolean {
    const { id } = literal.condition.key;
    const before = this.#byKey.get(id) ?? [];
    if (before.some(({ condition, want }) => condition === literal.condition && want === literal.want))
      return this.meets(rest);
    const now = [...before, literal];
    if (!remembered(now, there)) return false;
    this.#byKey.set(id, now);
    const met = this.meets(rest);
    this.#byKey.set(id, before);
    return met;
  }
}

const MOST_REMEMBERED = 100_000;
const memory = new Map<string, boolean>();

/** The same few conditions meet again and again. */
function remembered(literals: readonly Literal[], there: boolean): boolean {
  const name = `${literals
    .map(({ condition, want }) => (want ? condition.id : -condition.id))
    .sort((a, b) => a - b)
    .join()}${there ? '!' : ''}`;
  const known = memory.get(name);
  if (known !== undefined) return known;
  const found = consistent(literals, there);
  if (memory.size >= MOST_REMEMBERED) memory.clear();
  memory.set(name, found);
  return found;
}
