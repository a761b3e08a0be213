import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { TRIES, type Reader, type Writer } from './change.ts';
import { isCrossed, isOutdated, problemOf, RolledBack } from './connection/problems.ts';
import { Statements } from './connection/statements.ts';

/** A transaction that is tried again when it and another one were in each other's way. */
export async function maintain<T>(pool: Pool, work: (db: Writer) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await writing(pool, work);
    } catch (error) {
      if (!isCrossed(error) || tries === TRIES) throw problemOf(error);
      await sleep(2 ** tries * 5 * (0.5 + Math.random()));
    }
  }
}

async function writing<T>(pool: Pool, work: (db: Writer) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  const statements = new Statements(client);
  try {
    await client.query('begin');
    const result = await work(statements.db);
    statements.end();
    const { command } = await client.query('commit');
    if (command !== 'COMMIT') throw statements.failure ?? new RolledBack();
    client.release();
    return result;
  } catch (error) {
    statements.end();
    if (isOutdated(error)) client.release(true);
    else letGo(client, 'rollback');
    throw error;
  }
}

const BEGIN = 'start transaction isolation level repeatable read read only';

/**
 * Statements that see one state of all tables. The beginning travels with the first of them, and nobody waits for the end: nothing was written that
 * it could lose.
 */
export async function read<T>(pool: Pool, work: (db: Reader) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await reading(pool, work);
    } catch (error) {
      if (!isCrossed(error) || tries === TRIES) throw problemOf(error);
    }
  }
}

async function reading<T>(pool: Pool, work: (db: Reader) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  const statements = new Statements(client);
  const begun = client.query(BEGIN);
  try {
    const [result] = await Promise.all([work(statements.db), begun]);
    statements.end();
    letGo(client, 'commit');
    return result;
  } catch (error) {
    statements.end();
    if (isOutdated(error)) client.release(true);
    else letGo(client, 'rollback');
    throw error;
  }
}

/** One statement is one state: nothing has to begin or end. */
export async function readOne<T>(pool: Pool, work: (db: Reader) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await readingOne(pool, work);
    } catch (error) {
      if (!isCrossed(error) || tries === TRIES) throw problemOf(error);
    }
  }
}

async function readingOne<T>(pool: Pool, work: (db: Reader) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  const statements = new Statements(client, 1);
  try {
    const result = await work(statements.db);
    client.release();
    return result;
  } catch (error) {
    client.release(statements.failure !== undefined);
    throw error;
  } finally {
    statements.end();
  }
}

/** Ends the transaction, and gives the connection back once it has ended; one that does not answer is thrown away. */
function letGo(client: PoolClient, end: 'commit' | 'rollback'): void {
  client.query(end).then(
    () => {
      client.release();
    },
    () => {
      client.release(true);
    },
  );
}
