import type pg from 'pg';
import type { Address } from './connection/address.ts';
import { configOf, connect, SCHEMA } from './connection/client.ts';
import { problemOf } from './connection/problems.ts';
import { embeddedDatabase } from './embedded/embedded.ts';
import { claim } from './embedded/owner.ts';
import { claimSole } from './external/sole.ts';
import { externalDatabase } from './external/external.ts';
import { migrate } from './migrate/migrate.ts';
import { SqlStore } from './sql-store.ts';
import type { Store } from './store.ts';

export interface StoreOptions {
  /** The data folder. The embedded database lies in its folder postgres. */
  readonly data: string;
  /** A PostgreSQL of one's own; then nothing is started. */
  readonly databaseUrl?: string | undefined;
  /** The schema of the tables, when it shall not be `writ`. */
  readonly schema?: string;
  /** Use an embedded database that another process runs. */
  readonly join?: boolean;
  /** No other server is to work with this database; an embedded one is of one process as it is. */
  readonly sole?: boolean;
  readonly connections?: number;
  /** Lines that the embedded database writes about itself. */
  readonly log?: (line: string) => void;
}

/** Opens the store, makes it when there is none, and brings its schema forward. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const database = await openDatabase(options);
  try {
    const { address, schema, kind, owned, stop } = database;
    await migrated(address, schema);
    const store = new SqlStore({
      kind,
      address,
      schema,
      release: stop,
      ...(owned ? { claim } : {}),
      ...(kind === 'external' && options.sole
        ? { claim: (client: pg.Client) => claimSole(client, schema), sole: true }
        : {}),
      ...(options.connections === undefined ? {} : { connections: options.connections }),
    });
    return await store.open();
  } catch (error) {
    await database.stop();
    throw problemOf(error);
  }
}

/** A database that takes connections, whatever its schema. */
export interface Database {
  readonly kind: Store['kind'];
  readonly address: Address;
  readonly schema: string;
  /** An embedded one that was started here. */
  readonly owned: boolean;
  readonly stop: () => Promise<void>;
}

export async function openDatabase({ databaseUrl, schema = SCHEMA, ...options }: StoreOptions): Promise<Database> {
  if (databaseUrl !== undefined && databaseUrl !== '')
    return {
      kind: 'external',
      address: await externalDatabase(databaseUrl, schema),
      schema,
      owned: false,
      stop: () => Promise.resolve(),
    };
  try {
    return { kind: 'embedded', schema, ...(await embeddedDatabase({ ...options, schema })) };
  } catch (error) {
    throw problemOf(error);
  }
}

async function migrated(address: Address, schema: string): Promise<void> {
  const client = await connect(configOf(address, schema));
  try {
    await migrate(client, schema);
  } finally {
    await client.end();
  }
}
