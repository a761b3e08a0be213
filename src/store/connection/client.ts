import pg, { TypeOverrides } from 'pg';
import type { Address } from './address.ts';
import { GatheringSocket } from './gathering-socket.ts';

/** The schema of our tables. One database may hold others beside it. */
export const SCHEMA = 'writ';

/** What no statement and no wait may take longer than. */
const LIMITS = {
  connectionTimeoutMillis: 5000,
  statement_timeout: 30_000,
  lock_timeout: 15_000,
  idle_in_transaction_session_timeout: 30_000,
} as const;

const types = new TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, whole);

/** Revisions are numbers: 2^53 changes take longer than the program will be used. */
function whole(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is larger than a number holds`);
  return value;
}

export function configOf(address: Address, schema: string): pg.ClientConfig {
  const { password, ...rest } = address;
  return {
    ...rest,
    ...LIMITS,
    ...(password === undefined ? {} : { password }),
    application_name: 'writ',
    keepAlive: true,
    stream: () => new GatheringSocket(),
    types,
    options: `-c search_path=${schema} -c timezone=UTC`,
  };
}

/** A connection of its own, for what cannot share one. */
export async function connect(config: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client(config);
  // An error without a query that waits for it would end the process; the next query tells of it.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  return client;
}
