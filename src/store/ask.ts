import { externalDatabase } from './external/external.ts';
import { findPrograms } from './embedded/programs.ts';

export { hasEmbedded } from './embedded/embedded.ts';

/** Version of the package of the embedded database for this platform. Throws `no-embedded-store` where there is none. */
export const platformHasStore = (): string => findPrograms().version;

/** Signs in to a database and returns its host. Throws what `openStore` would. */
export async function askDatabase(databaseUrl: string): Promise<string> {
  const { host } = await externalDatabase(databaseUrl, 'writ');
  return `at ${host}`;
}
