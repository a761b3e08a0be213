import type { Address } from '../connection/address.ts';
import { configOf, connect } from '../connection/client.ts';
import { isRefused } from '../connection/problems.ts';
import { SUPERUSER } from './initialise.ts';
import type { Secrets } from './secrets.ts';

const ROLE = 'writ';
const DATABASE = 'postgres';

/** The program works as a role that may do nothing but use its own schema: who tricks it into a statement gets no file and no program. */
export function programAddress(socket: string, { program }: Secrets): Address {
  return { host: socket, port: 5432, user: ROLE, password: program, database: DATABASE, ssl: false };
}

/** Makes the role when it is not there, as after a first start that was cut off. */
export async function ensureRole(socket: string, secrets: Secrets, schema: string): Promise<void> {
  const address = programAddress(socket, secrets);
  try {
    await (await connect(configOf(address, schema))).end();
    return;
  } catch (error) {
    if (!isRefused(error)) throw error;
  }
  const client = await connect(configOf({ ...address, user: SUPERUSER, password: secrets.superuser }, 'pg_catalog'));
  try {
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [ROLE]);
    const verb = rowCount === 0 ? 'create' : 'alter';
    await client.query(`${verb} role ${ROLE} login password ${client.escapeLiteral(secrets.program)}`);
    await client.query(`grant create on database ${DATABASE} to ${ROLE}`);
  } finally {
    await client.end();
  }
}
