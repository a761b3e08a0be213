import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { keepSecret } from '../../bytes/keep-secret.ts';
import { WritError } from '../../model/errors.ts';

/** Passwords of the two roles of the embedded database. They never leave this machine. */
export interface Secrets {
  /** Of the role that made the cluster; used to make the other one. */
  readonly superuser: string;
  /** Of the role that the program works as. */
  readonly program: string;
}

/** Those that are kept, or new ones, durable before a cluster is made with them. */
export function secretsIn(file: string): Secrets {
  try {
    if (existsSync(file)) return parsed(readFileSync(file, 'utf8'));
    const made = { superuser: randomBytes(32).toString('base64url'), program: randomBytes(32).toString('base64url') };
    keepSecret(file, `${JSON.stringify(made)}\n`);
    return made;
  } catch (error) {
    if (error instanceof WritError) throw error;
    throw new WritError('store-data', error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function parsed(text: string): Secrets {
  try {
    const { superuser, program } = JSON.parse(text) as Partial<Record<string, unknown>>;
    if (typeof superuser === 'string' && typeof program === 'string') return { superuser, program };
  } catch {
    // Told below, without what stands in it.
  }
  throw new WritError('store-data', 'postgres.json holds no passwords; without them the database cannot be opened');
}
