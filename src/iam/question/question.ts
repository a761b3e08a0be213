import { actionOf, type Action } from '../match/actions.ts';
import type { Key } from '../match/keys.ts';
import { layered, type Open } from '../layered.ts';
import type { Layers, Request } from '../port.ts';
import { factsOf, type CallerFacts } from './caller.ts';
import { foldedOf, type Folded } from './context.ts';
import { derivedOf } from './derived.ts';
import { accountOf } from './account.ts';
import type { Known } from './known.ts';
import { resourceOf } from './resource.ts';

/**
 * A request made ready to be compared with statements. One object serves all questions, one after the other: an evaluation allocates
 * nothing.
 */
export class Question {
  request!: Request;
  /** A copy of one shape: callers build theirs in many ways. */
  readonly layers: Open = layered({ identity: [] });
  caller!: CallerFacts;
  context!: Folded;
  action!: Action;
  resource = '';
  /** The resource's ARN holds a hole. */
  open = false;
  /** The resource is one key of KMS, if it is one of KMS. */
  key = false;
  account: string | undefined;
  /** Two conditions on one unknown key were met, or one that has to be looked at closer: their answers may hang together. */
  entangled = false;
  #round = 0;
  /** By key: the round in which it was last met, and the condition. */
  readonly #seen: number[] = [];
  readonly #literals: number[] = [];

  ask(request: Request, layers: Layers): this {
    this.request = request;
    this.#take(layers);
    this.caller = factsOf(request.caller);
    this.context = foldedOf(request.context);
    this.action = actionOf(request.action);
    const { text, open, key } = resourceOf(request.resource);
    this.resource = text;
    this.open = open;
    this.key = key;
    this.account = request.resourceAccount ?? this.caller.account;
    this.entangled = false;
    this.#round++;
    return this;
  }

  #take(from: Layers): void {
    const { layers } = this;
    layers.identity = from.identity;
    layers.boundary = from.boundary;
    layers.session = from.session;
    layers.resource = from.resource;
    layers.scps = from.scps;
    layers.rcps = from.rcps;
    layers.callerInManagement = from.callerInManagement;
    layers.resourceInManagement = from.resourceInManagement;
  }

  lookup(key: Key): Known {
    const given = this.context.known.get(key.id);
    if (given !== undefined) return given;
    const { derived } = key;
    if (derived === undefined) return this.context.rest;
    const value = derived === 'resource-account' ? this.#accountKnown() : derivedOf(this.caller, key, derived);
    return value ?? this.context.rest;
  }

  /**
   * Notes that the answer may hang on an unknown key, by a condition that is wanted or, below zero, not wanted. One that is met again in the
   * same sense is the same hope: nothing hangs together by it.
   */
  meet(key: number, literal: number): void {
    while (this.#seen.length <= key) {
      this.#seen.push(0);
      this.#literals.push(0);
    }
    if (this.#seen[key] !== this.#round) {
      this.#seen[key] = this.#round;
      this.#literals[key] = literal;
    } else if (this.#literals[key] !== literal) this.entangled = true;
  }

  #accountKnown(): Known | undefined {
    return this.account === undefined ? undefined : accountOf(this.account);
  }
}
