import type { Entry } from '../../../documents/entry.ts';
import { isData } from '../../../documents/plain.ts';
import { hole, withoutHoles } from '../../../model/hole.ts';
import { combined, listOf, mapOf } from './combine.ts';
import { condition, type Truth } from './conditions.ts';
import { FUNCTIONS } from './functions.ts';
import { Names, type Physical } from './names.ts';
import { Either, entryOf, NOTHING, type Outcome, type Resolved } from './resolved.ts';

/** Values that one template may come to; templates of a megabyte, which is what CloudFormation accepts, come to far fewer. */
const BUDGET = 300_000;
/** Characters of one text; a policy has at most 20,480 (AWS limits). */
export const LONGEST = 32_768;
/** Characters of all texts that functions make. */
const MADE = 16_000_000;

/** Evaluates the functions of one template without a stack: what only a deployment knows is a hole. */
export class Evaluator {
  readonly root: Entry;
  readonly names: Names;
  /** Lines of list entries that may not be there, each with its reason. */
  readonly uncertain = new Map<number, string>();
  /** The template comes to more values than the bound; what came after it is not known. */
  exhausted = false;
  #steps = 0;
  #made = 0;
  readonly #conditions = new Map<string, Truth | 'open'>();

  constructor(root: Entry, physical: Physical) {
    this.root = root;
    this.names = new Names(this, physical);
  }

  /** The value at an entry, its functions evaluated; undefined where it is as if nothing were written. */
  value(entry: Entry | undefined): Entry | undefined {
    const resolved = entry === undefined ? undefined : combined(this.outcome(entry));
    return resolved === undefined ? undefined : entryOf(resolved);
  }

  text(entry: Entry | undefined): string | undefined {
    return this.value(entry)?.text();
  }

  outcome(entry: Entry): Outcome {
    if (++this.#steps > BUDGET) this.exhausted = true;
    if (this.exhausted) return this.unknown(entry, 'too large');
    const { value } = entry;
    if (typeof value === 'string') return this.written(entry, value);
    if (Array.isArray(value)) return this.#list(entry);
    if (!isData(value)) return { value, from: entry };
    const [name, ...more] = Object.keys(value);
    const run = more.length === 0 && name !== undefined && Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
    const argument = name === undefined ? undefined : entry.get(name);
    if (run === undefined) return this.#map(entry);
    return argument === undefined ? this.unknown(entry, name ?? '') : run(this, argument, entry);
  }

  /** A text of the file. */
  written(from: Entry, text: string): Resolved {
    return { value: withoutHoles(text), from };
  }

  /** A text that functions made. */
  made(from: Entry, text: string): Resolved {
    this.#made += text.length;
    if (++this.#steps > BUDGET || this.#made > MADE) this.exhausted = true;
    return this.exhausted || text.length > LONGEST ? this.unknown(from, 'too long') : { value: text, from };
  }

  unknown(from: Entry, name: string): Resolved {
    return { value: hole(name), from };
  }

  condition(name: string): Truth {
    const known = this.#conditions.get(name);
    if (known !== undefined) return known === 'open' ? 'unknown' : known;
    this.#conditions.set(name, 'open');
    const truth = condition(this, this.root.get('Conditions', name));
    this.#conditions.set(name, truth);
    return truth;
  }

  #list(entry: Entry): Resolved {
    const all = entry.items().flatMap((item) => {
      const outcome = this.outcome(item);
      if (outcome === NOTHING) return [];
      if (!(outcome instanceof Either)) return [outcome];
      for (const option of outcome.options) this.maybe(option, outcome.reason);
      return outcome.options;
    });
    return listOf({ from: entry }, all);
  }

  #map(entry: Entry): Resolved {
    const parts = new Map<string | number, Resolved>();
    for (const [key, item] of entry.entries()) {
      const outcome = this.outcome(item);
      if (outcome instanceof Either) for (const option of outcome.options) this.maybe(option, outcome.reason);
      const one = combined(outcome);
      if (one !== undefined) parts.set(withoutHoles(key), one);
    }
    return mapOf({ from: entry }, parts);
  }

  /** It, and what it holds, may not be there. */
  maybe(option: Resolved, reason: string): void {
    const line = option.from.evidence.line;
    if (!this.uncertain.has(line)) this.uncertain.set(line, reason);
    const inner = option.parts;
    if (inner !== undefined) for (const part of inner.values()) this.maybe(part, reason);
  }
}
