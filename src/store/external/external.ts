import { WritError } from '../../model/errors.ts';
import { addressOf, type Address } from '../connection/address.ts';
import { configOf, connect } from '../connection/client.ts';
import { problemOf } from '../connection/problems.ts';

const OLDEST = 15;

/** The database of DATABASE_URL, asked for its version before anything is done in it. */
export async function externalDatabase(databaseUrl: string, schema: string): Promise<Address> {
  const address = addressOf(databaseUrl);
  try {
    const client = await connect(configOf(address, schema));
    try {
      const { rows } = await client.query<{ readonly version: string }>(
        "select current_setting('server_version_num') as version",
      );
      const version = Math.floor(Number(rows[0]?.version) / 10_000);
      if (!(version >= OLDEST))
        throw new WritError('store-version', `it is PostgreSQL ${version}`, {
          hint: `Use PostgreSQL ${OLDEST} or newer.`,
        });
    } finally {
      await client.end();
    }
    return address;
  } catch (error) {
    throw problemOf(error);
  }
}
