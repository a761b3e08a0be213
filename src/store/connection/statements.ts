import {
  DefaultQueryExecutor,
  DummyDriver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  Transaction,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type QueryResult,
} from 'kysely';
import type { ClientBase, QueryResult as Answer } from 'pg';
import type { Tables } from '../tables.ts';
import { nameOf } from './prepared.ts';

const compiler = new PostgresQueryCompiler();
const adapter = new PostgresAdapter();
const driver = new DummyDriver();
/** Statements are only written with it; the client of the moment carries them. */
const dialect: Dialect = {
  createAdapter: () => adapter,
  createDriver: () => driver,
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => compiler,
};

/**
 * What one piece of work asks of a client that is in a transaction. They go out as they come, without waiting for the one before. After `end` none
 * passes: what a piece of work left running would else write into the transaction of the next.
 */
export class Statements implements DatabaseConnection {
  readonly db: Transaction<Tables>;
  readonly #client: ClientBase;
  #ended = false;
  #left: number;
  /** The first that failed: from then on the transaction takes none, also where the work went on as if nothing was. */
  failure: Error | undefined;

  constructor(client: ClientBase, most = Infinity) {
    this.#client = client;
    this.#left = most;
    const executor = new DefaultQueryExecutor(compiler, adapter, { provideConnection: (consumer) => consumer(this) });
    this.db = new Transaction<Tables>({ config: { dialect }, driver, dialect, executor });
  }

  end(): void {
    this.#ended = true;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#ended) {
      this.failure ??= new Error('a statement came after its transaction had ended');
      throw this.failure;
    }
    if (this.#left-- <= 0) throw new Error('one statement was to be enough');
    const name = nameOf(sql);
    const query = { text: sql, values: [...parameters], ...(name === undefined ? {} : { name }) };
    try {
      const { command, rowCount, rows } = (await this.#client.query(query)) as Answer & { readonly rows: R[] };
      return { rows, ...(WRITES.has(command) ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}) };
    } catch (error) {
      this.failure ??= error instanceof Error ? error : new Error(String(error));
      throw error;
    }
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('rows are asked for in pages');
  }
}

const WRITES = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);
