import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { WritError } from '../../model/errors.ts';

/** Under which account of the system PostgreSQL runs; without a uid it is our own. PostgreSQL refuses to run as root. */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

const NAME = 'writ-postgres';

/** As root: whom the database's folder belongs to, or a system account made for it. It owns the database's folder and nothing else. */
export function accountFor(folder: string): Account {
  const own = process.getuid?.();
  if (existsSync(folder)) {
    const { uid, gid } = statSync(folder);
    if (own !== 0 && uid !== own)
      throw new WritError('store-data', `${folder} belongs to the account ${uid} and this is ${own ?? 'another'}`);
    if (own === 0 && uid === 0)
      throw new WritError('store-data', `${folder} belongs to root, and PostgreSQL does not run as root`);
    return own === 0 ? { uid, gid } : {};
  }
  return own === 0 ? systemAccount() : {};
}

function systemAccount(): Account {
  const known = ids();
  if (known) return known;
  const made = spawnSync(
    'useradd',
    [
      '--system',
      '--user-group',
      '--no-create-home',
      '--home-dir',
      '/nonexistent',
      '--shell',
      '/usr/sbin/nologin',
      NAME,
    ],
    { encoding: 'utf8', env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' } },
  );
  const account = ids();
  if (account) return account;
  throw new WritError(
    'no-embedded-store',
    `PostgreSQL does not run as root, and no account could be made: ${made.error?.message ?? made.stderr.trim()}`,
    {
      hint: `Run writ as another account, make one with the name ${NAME}, or set DATABASE_URL.`,
    },
  );
}

function ids(): Account | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const { status, stdout } = spawnSync('id', [flag, NAME], { encoding: 'utf8' });
    return status === 0 && /^\d+\s*$/u.test(stdout) ? Number(stdout) : undefined;
  });
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}
