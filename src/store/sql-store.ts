import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { change, CHANNEL, maintain, read, type Change, type ChangeBy, type Reader, type Writer } from './change.ts';
import type { Address } from './connection/address.ts';
import { configOf } from './connection/client.ts';
import { problemOf } from './connection/problems.ts';
import { StandingConnection } from './connection/standing.ts';
import { Followers } from './follow.ts';
import type { Store } from './store.ts';
import type { Tables } from './tables.ts';

export interface SqlStoreOptions {
  readonly kind: Store['kind'];
  readonly address: Address;
  readonly schema: string;
  /** Connections at most, one more for notifications. */
  readonly connections?: number;
  /** Done on the standing connection, each time that it is made. */
  readonly claim?: (client: pg.Client) => Promise<void>;
  readonly release?: () => Promise<void>;
}

const EVERY_MS = 1000;

/** A store over a database that is there and has its schema. */
export class SqlStore implements Store {
  readonly kind: Store['kind'];
  readonly #schema: string;
  readonly #db: Reader;
  readonly #standing: StandingConnection;
  readonly #followers = new Followers(() => this.revision());
  readonly #release: () => Promise<void>;

  constructor({ kind, address, schema, connections = 10, claim, release }: SqlStoreOptions) {
    this.kind = kind;
    this.#schema = schema;
    this.#release = release ?? (() => Promise.resolve());
    const config = configOf(address, schema);
    const pool = new pg.Pool({ ...config, max: connections, idleTimeoutMillis: 30_000, maxLifetimeSeconds: 3600 });
    // Of connections that wait in the pool: they are thrown away, and the next to ask gets a new one.
    pool.on('error', () => undefined);
    // Of one that is lost between two statements of a transaction: without a listener it would end the process. The next statement tells of it.
    pool.on('connect', (client) => {
      client.on('error', () => undefined);
    });
    this.#db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
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
      await this.#db.destroy();
      throw problemOf(error);
    }
  }

  change<T>(by: ChangeBy, work: (change: Change) => Promise<T>): Promise<T> {
    return change(this.#db, this.#schema, by, work);
  }

  maintain<T>(work: (db: Writer) => Promise<T>): Promise<T> {
    return maintain(this.#db, work);
  }

  read<T>(work: (db: Reader) => Promise<T>): Promise<T> {
    return read(this.#db, work);
  }

  async revision(): Promise<number> {
    try {
      const { rows } = await sql<{ readonly value: number }>`select value from revision`.execute(this.#db);
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
    await this.#standing.close();
    await this.#db.destroy();
    await this.#release();
  }
}
