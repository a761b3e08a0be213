import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { WritError } from '../../model/errors.ts';
import { TRIES, type ChangeBy, type Work } from '../change.ts';
import { isCrossed, isGeneral, isOutdated, problemOf } from '../connection/problems.ts';
import { Group, type Asked } from './group.ts';

/** Changes that wait at most, and for how long before they are begun. */
const WAITING = 2000;
const PATIENCE_MS = 15_000;
/** Groups that follow each other without a pause, in which another process comes to its turn. */
const CHAINED = 8;
/** No change is added to a group of so many, that has lasted so long, or has so many characters of events. */
const TOGETHER = 64;
const LASTS_MS = 50;
const LENGTH = 1 << 20;

interface Waiting extends Asked {
  readonly since: number;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
  tries: number;
  /** It was in a group that asked all at once and failed. */
  apart: boolean;
}

/**
 * Takes the changes of this process, in the order in which they come, several into one transaction: they share its commit. Each is acknowledged when
 * that is durable. One that fails is told alone; a transaction that fails as a whole for the sake of one is done again with each alone.
 */
export class Committer {
  readonly #pool: Pool;
  readonly #schema: string;
  readonly #waiting: Waiting[] = [];
  /** Done before all that wait, and each alone. */
  readonly #alone: Waiting[] = [];
  #running: Promise<void> | undefined;
  #closed = false;

  constructor(pool: Pool, schema: string) {
    this.#pool = pool;
    this.#schema = schema;
  }

  change<T>(by: ChangeBy, work: Work<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new WritError('store-unavailable', 'it was closed'));
    if (this.#waiting.length >= WAITING)
      return Promise.reject(new WritError('timed-out', `${WAITING} changes wait already`));
    return new Promise<T>((resolve, reject) => {
      // What the work gives is what its caller gets.
      const done = (result: unknown): void => {
        resolve(result as T);
      };
      this.#waiting.push({ by, work, since: performance.now(), resolve: done, reject, tries: 0, apart: false });
      this.#running ??= this.#run();
    });
  }

  /** Takes no more, and resolves when all that waited have their answer. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    // Whoever asks in the same turn as the first goes with it.
    await Promise.resolve();
    while (this.#waiting.length + this.#alone.length > 0) await this.#turn();
    this.#running = undefined;
  }

  async #turn(): Promise<void> {
    const alone = this.#alone.shift();
    const [first] = alone ? [alone] : this.#next();
    if (!first) return;
    if (first.tries > 0) await sleep(2 ** first.tries * 5 * (0.5 + Math.random()));
    let client: PoolClient;
    try {
      client = await this.#pool.connect();
    } catch (error) {
      for (const one of [first, ...this.#alone.splice(0), ...this.#waiting.splice(0)]) one.reject(problemOf(error));
      return;
    }
    const loss = lossOf(client);
    let group: Group<Waiting> | undefined = new Group<Waiting>(client, this.#schema, loss.promise);
    let sound = true;
    for (let one: Waiting | undefined = first, groups = 1; group && sound; groups += 1) {
      const next: Group<Waiting> | undefined =
        alone === undefined && groups < CHAINED ? new Group(client, this.#schema, loss.promise) : undefined;
      sound = await this.#together(group, one, alone === undefined, next);
      group = next?.isBegun === true ? next : undefined;
      if (group) [one] = this.#next();
    }
    loss.end();
    client.release(!sound);
  }

  /** False when its connection is of use no more. The next one is begun with the end of this one where somebody waits. */
  async #together(
    group: Group<Waiting>,
    first: Waiting | undefined,
    others: boolean,
    next: Group<Waiting> | undefined,
  ): Promise<boolean> {
    const taken = first ? [first] : [];
    let sound = true;
    try {
      await group.begin();
      if (others && goesAtOnce(first)) {
        while (taken.length < TOGETHER && goesAtOnce(this.#waiting[0])) taken.push(...this.#next());
        if (!(await group.addTogether(taken))) {
          for (const one of taken) one.apart = true;
          this.#waiting.unshift(...taken);
          return true;
        }
      } else if (first) sound = await this.#series(group, taken, others);
      const ended = group.end();
      if (sound && this.#waiting.length > 0 && this.#alone.length === 0) void next?.begin();
      await ended;
      for (const { asked, result } of group.done) asked.resolve(result);
      return sound;
    } catch (error) {
      this.#again(taken, error);
      return false;
    }
  }

  /** One after the other, each on its own. Those that failed are not in `taken` any more. */
  async #series(group: Group<Waiting>, taken: Waiting[], others: boolean): Promise<boolean> {
    const until = performance.now() + LASTS_MS;
    for (let one = taken[0]; one;) {
      const failed = await group.add(one);
      if (failed) {
        taken.pop();
        this.#again([one], failed.error);
        if (isOutdated(failed.error)) return false;
      }
      [one] = others && !isFull(group, until) ? this.#next() : [];
      if (one) taken.push(one);
    }
    return true;
  }

  /** The next that waits, if any. */
  #next(): readonly Waiting[] {
    for (;;) {
      const one = this.#waiting.shift();
      if (!one) return [];
      if (performance.now() - one.since <= PATIENCE_MS) return [one];
      one.reject(new WritError('timed-out', 'the changes before it took too long'));
    }
  }

  /** None of these was done. Each is tried again alone where that may help, and told otherwise. */
  #again(these: readonly Waiting[], error: unknown): void {
    const problem = problemOf(error);
    const helps = isCrossed(error) || (these.length > 1 && !isGeneral(problem));
    for (const one of these)
      if (helps && ++one.tries < TRIES) this.#alone.push(one);
      else one.reject(problem);
  }
}

const goesAtOnce = (one: Waiting | undefined): boolean => one?.by.atOnce === true && !one.apart;

const isFull = (group: Group<Waiting>, until: number): boolean =>
  group.done.length >= TOGETHER || performance.now() >= until || group.length >= LENGTH;

/** Rejects when the connection ends: work that waits for something else would not notice, and hold up all others. */
function lossOf(client: PoolClient): { readonly promise: Promise<never>; readonly end: () => void } {
  let lose: () => void = () => undefined;
  const promise = new Promise<never>((_, reject) => {
    lose = () => {
      reject(new WritError('store-unavailable', 'the connection was lost'));
    };
  });
  promise.catch(() => undefined);
  client.once('end', lose);
  return { promise, end: () => client.off('end', lose) };
}
