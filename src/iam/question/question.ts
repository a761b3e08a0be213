import { hasHole } from '../../model/hole.ts';
import { actionOf, type Action } from '../match/actions.ts';
import type { Key } from '../match/keys.ts';
import type { Layers, Request } from '../port.ts';
import { factsOf, type CallerFacts } from './caller.ts';
import { foldedOf, type Folded } from './context.ts';
import { derivedOf } from './derived.ts';
import { present, type Known } from './known.ts';

const MOST_ACCOUNTS = 10_000;
const accounts = new Map<string, Known>();

/**
 * A request made ready to be compared with statements. One object serves all questions, one after the other: an evaluation allocates
 * nothing.
 */
export class Question {
  request!: Request;
  layers!: Layers;
  caller!: CallerFacts;
  context!: Folded;
  action!: Action;
  resource = '';
  /** The resource's ARN holds a hole. */
  open = false;
  account: string | undefined;
  /** Two conditions on one unknown key were met, or one that has to be looked at closer: their answers may hang together. */
  entangled = false;
  #round = 0;
  readonly #seen: number[] = [];

  ask(request: Request, layers: Layers): this {
    this.request = request;
    this.layers = layers;
    this.caller = factsOf(request.caller);
    this.context = foldedOf(request.context);
    this.action = actionOf(request.action);
    this.resource = request.resource;
    this.open = hasHole(request.resource);
    this.account = request.resourceAccount ?? this.caller.account;
    this.entangled = false;
    this.#round++;
    return this;
  }

  lookup(key: Key): Known {
    const given = this.context.known.get(key.id);
    if (given !== undefined) return given;
    const { derived } = key;
    if (derived === undefined) return this.context.rest;
    const value = derived === 'resource-account' ? this.#accountKnown() : derivedOf(this.caller, key, derived);
    return value ?? this.context.rest;
  }

  /** Notes that the answer may hang on an unknown key. */
  meet(key: Key): void {
    if (this.#seen[key.id] === this.#round) this.entangled = true;
    this.#seen[key.id] = this.#round;
  }

  #accountKnown(): Known | undefined {
    if (this.account === undefined) return undefined;
    let known = accounts.get(this.account);
    if (known === undefined) {
      if (accounts.size >= MOST_ACCOUNTS) accounts.clear();
      known = present([this.account]);
      accounts.set(this.account, known);
    }
    return known;
  }
}
