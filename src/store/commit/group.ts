import { escapeLiteral, type PoolClient } from 'pg';
import { CHANNEL, type ChangeBy, type Work } from '../change.ts';
import { RolledBack } from '../connection/problems.ts';
import { Statements } from '../connection/statements.ts';
import { Appended, writeAppended } from './appended.ts';

export interface Asked {
  readonly by: ChangeBy;
  readonly work: Work<unknown>;
}

/** A change whose work is done and not yet committed. */
export interface Done<A extends Asked> {
  readonly asked: A;
  readonly result: unknown;
  readonly appended: Appended;
}

const MARK = 'savepoint change';

/**
 * One transaction of several changes, one after the other. The row of the revision is locked first and until the end, so all changes, of other
 * processes too, happen one after the other and each sees all before it: revisions become visible in their order, without a gap.
 */
export class Group<A extends Asked> {
  readonly #client: PoolClient;
  readonly #schema: string;
  readonly #lost: Promise<never>;
  #before = 0;
  #begun: Promise<void> | undefined;
  /** The boundary before the change that comes next; what goes wrong with it is found at the end at the latest. */
  #boundary: Promise<unknown> = Promise.resolve();
  readonly done: Done<A>[] = [];

  constructor(client: PoolClient, schema: string, lost: Promise<never>) {
    this.#client = client;
    this.#schema = schema;
    this.#lost = lost;
  }

  /** Characters that are to be written at the end. */
  get length(): number {
    return this.done.reduce((sum, { appended }) => sum + appended.length, 0);
  }

  get isBegun(): boolean {
    return this.#begun !== undefined;
  }

  /** Begins it, once. What goes wrong is told to whoever waits for it. */
  begin(): Promise<void> {
    return (this.#begun ??= handled(this.#begin()));
  }

  async #begin(): Promise<void> {
    const answers: unknown = await this.#client.query(`begin; select value from revision for update; ${MARK}`);
    const [, { rows }] = answers as readonly [unknown, { readonly rows: readonly { readonly value: number }[] }];
    if (rows[0] === undefined) throw new Error('the row of the revision is missing');
    this.#before = rows[0].value;
  }

  /**
   * Does one that has a savepoint of its own. Returns why it failed; it is rolled back alone then, and gives its revision back to the next. Throws when
   * the whole transaction is lost.
   */
  async add(asked: A): Promise<{ readonly error: unknown } | undefined> {
    const { statements, appended, result } = this.#work(asked, this.done.length);
    try {
      this.done.push({ asked, result: await Promise.race([result, this.#lost]), appended });
      statements.end();
      if (statements.failure !== undefined) throw statements.failure;
      this.#boundary = handled(this.#client.query(`release ${MARK}; ${MARK}`));
      return undefined;
    } catch (error) {
      statements.end();
      if (this.done.at(-1)?.asked === asked) this.done.pop();
      await this.#client.query(`rollback to ${MARK}`);
      return { error };
    }
  }

  /**
   * Does those that ask all at once, each before the answers to the one before it. Returns false when one failed or asked later: nothing was done then,
   * and the transaction is over.
   */
  async addTogether(these: readonly A[]): Promise<boolean> {
    const all = these.map((asked, at) => {
      const work = this.#work(asked, at);
      work.statements.end();
      return { asked, ...work };
    });
    const results = await Promise.race([Promise.allSettled(all.map(({ result }) => result)), this.#lost]);
    const sound = all.every(({ statements }) => statements.failure === undefined);
    if (sound && results.every(({ status }) => status === 'fulfilled')) {
      for (const { asked, result, appended } of all) this.done.push({ asked, result: await result, appended });
      return true;
    }
    await this.#client.query('rollback');
    return false;
  }

  #work(asked: A, at: number) {
    const { actor, now, context = {} } = asked.by;
    const statements = new Statements(this.#client);
    const appended = new Appended((all) => writeAppended(this.#client, all));
    const change = { db: statements.db, revision: this.#before + at + 1, actor, now, context, appended };
    return { statements, appended, result: handled((async () => asked.work(change))()) };
  }

  /** All is durable when it resolves, and all of it is on its way when it returns. What was appended, the revision and the commit travel together: none is done when one before it failed. */
  async end(): Promise<void> {
    if (this.done.length === 0) {
      await this.#client.query('rollback');
      return;
    }
    const appended = this.done.map((one) => one.appended);
    const written = handled(writeAppended(this.#client, appended));
    const revision = `update revision set value = ${this.#before + this.done.length}`;
    const notice = `select pg_notify(${escapeLiteral(CHANNEL)}, ${escapeLiteral(this.#schema)})`;
    const ended = handled(this.#client.query(`${revision}; ${notice}; commit`));
    await this.#boundary;
    await written;
    const answers: unknown = await ended;
    if ((answers as readonly { readonly command: string }[]).at(-1)?.command !== 'COMMIT') throw new RolledBack();
  }
}

/** Looked at later. */
function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
