/** Bounds of one deployment. */
export const LIMITS = {
  /** Expressions evaluated. */
  steps: 1_000_000,
  /** Expressions in each other, through references too. */
  depth: 400,
  /** Characters of all texts that are made. */
  text: 64 * 1024 * 1024,
  /** Items of one list that is made. */
  items: 20_000,
  /** Instances of one block. */
  instances: 1_000,
  /** Modules in each other. */
  modules: 32,
  moduleInstances: 500,
  resources: 10_000,
} as const;

/** What one deployment may still cost. */
export class Budget {
  #steps = LIMITS.steps;
  #text = LIMITS.text;
  #depth = 0;
  /** It was reached: what depended on more is a hole. */
  spent = false;

  /** One expression deeper; false when that is too far. */
  enter(): boolean {
    this.#steps -= 1;
    this.#depth += 1;
    if (this.#steps > 0 && this.#depth <= LIMITS.depth) return true;
    this.spent = true;
    return false;
  }

  /** Work that is not an expression of its own: items that a function goes through. */
  spend(steps: number): void {
    this.#steps -= steps;
  }

  leave(): void {
    this.#depth -= 1;
  }

  /** Whether a text of this length may be made. */
  affords(characters: number): boolean {
    this.#text -= characters;
    if (this.#text > 0) return true;
    this.spent = true;
    return false;
  }
}
