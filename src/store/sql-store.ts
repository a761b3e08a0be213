import pg from 'pg';
import { WritError } from '../model/errors.ts';
import { CHANNEL, type ChangeBy, type Reader, type Work, type Writer } from './change.ts';
import { Committer } from './commit/committer.ts';
import type { Address } from './connection/address.ts';
import { configOf } from './connection/client.ts';
import { problemOf } from './connection/problems.ts';
import { StandingConnection } from './connection/standing.ts';
import { Followers } from './follow.ts';
import type { Store } from './store.ts';
import { maintain, read, readOne } from './transaction.ts';

export interface SqlStoreOptions {
  readonly kind: Store['kind'];
  readonly address: Address;
  readonly schema: string;
  /** Connections at most, one more for changes and one for notifications. */
  readonly connections?: number;
  /** Done on the standing connection, each time that it is made. */
  readonly claim?: (client: pg.Client) => Promise<void>;
  /** Changes are taken only while the claim stands. */
  readonly sole?: boolean;
  readonly release?: () => Promise<void>;
}

const EVERY_MS = 1000;

/** A store over a database that is there and has its schema. */
export class SqlStore implements Store {
  readonly kind: Store['kind'];
  readonly #pool: pg.Pool;
  readonly #changing: pg.Pool;
  readonly #committer: Committer;
  readonly #standing: StandingConnection;
  readonly #followers = new Followers(() => this.revision());
  readonly #release: () => Promise<void>;
  readonly #sole: boolean;

  constructor({ kind, address, schema, connections = 10, claim, sole = false, release }: SqlStoreOptions) {
    this.kind = kind;
    this.#sole = sole;
    this.#release = release ?? (() => Promise.resolve());
    const config = configOf(address, schema);
    this.#pool = poolOf(config, connections);
    this.#changing = poolOf(config, 1);
    this.#committer = new Committer(this.#changing, schema);
    this.#standing = new StandingConnection(
      config,
      async (client) => {
        await claim?.(client);
        await client.query(`listen ${CHANNEL}`);
      },
      () => {
        this.#followers.wake();
      },
    );
  }

  async open(): Promise<this> {
    try {
      await this.#standing.open();
      return this;
    } catch (error) {
      await this.#letGo();
      throw problemOf(error);
    }
  }

  change<T>(by: ChangeBy, work: Work<T>): Promise<T> {
    // Whoever claimed it and lost the claim might not be the only one any longer.
    if (this.#sole && !this.#standing.stands)
      return Promise.reject(new WritError('store-unavailable', 'its connection is made again'));
    return this.#committer.change(by, work);
  }

  maintain<T>(work: (db: Writer) => Promise<T>): Promise<T> {
    return maintain(this.#pool, work);
  }

  read<T>(work: (db: Reader) => Promise<T>): Promise<T> {
    return read(this.#pool, work);
  }

  readOne<T>(work: (db: Reader) => Promise<T>): Promise<T> {
    return readOne(this.#pool, work);
  }

  async revision(): Promise<number> {
    try {
      const { rows } = await this.#pool.query<{ readonly value: number }>('select value from revision');
      return rows[0]?.value ?? 0;
    } catch (error) {
      throw problemOf(error);
    }
  }

  follow(seen: (revision: number) => void, everyMs = EVERY_MS): () => void {
    return this.#followers.add(seen, everyMs);
  }

  async close(): Promise<void> {
    this.#followers.end();
    await this.#committer.close();
    await this.#standing.close();
    await this.#letGo();
    await this.#release();
  }

  async #letGo(): Promise<void> {
    await Promise.all([this.#pool.end(), this.#changing.end()]);
  }
}

function poolOf(config: pg.ClientConfig, max: number): pg.Pool {
  const pool = new pg.Pool({ ...config, max, pipeline: true, idleTimeoutMillis: 30_000, maxLifetimeSeconds: 3600 });
  // Of connections that wait in the pool: they are thrown away, and the next to ask gets a new one.
  pool.on('error', () => undefined);
  // Of one that is lost between two statements of a transaction: without a listener it would end the process. The next statement tells of it.
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
  });
  return pool;
}
