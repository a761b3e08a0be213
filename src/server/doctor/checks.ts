import { constants, existsSync, statSync } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { LocalDisk } from '../../ledger/disk/local.ts';
import { verifyLog } from '../../ledger/read/verify.ts';
import { WritError } from '../../model/errors.ts';
import { askDatabase, hasEmbedded, platformHasStore } from '../../store/ask.ts';
import { holderOf } from '../data-lock.ts';

/** What is looked at: the options that `writ serve` would take. */
export interface Setting {
  readonly data: string;
  readonly host: string;
  readonly port: number;
  readonly databaseUrl: string | undefined;
  readonly publicUrl: string | undefined;
  /** Files with secrets that the configuration names. */
  readonly secrets: readonly string[];
}

export type State = 'ok' | 'warning' | 'broken';

export interface Finding {
  readonly name: string;
  readonly state: State;
  readonly says: string;
  /** What to do; none where nothing is to be done. */
  readonly hint?: string;
}

type Check = (setting: Setting) => Promise<Omit<Finding, 'name'>>;

const GIB = 2 ** 30;
const ok = (says: string): Omit<Finding, 'name'> => ({ state: 'ok', says });
const warning = (says: string, hint: string): Omit<Finding, 'name'> => ({ state: 'warning', says, hint });
const broken = (says: string, hint: string): Omit<Finding, 'name'> => ({ state: 'broken', says, hint });

/** In the order in which `writ serve` needs them. */
export const CHECKS: readonly (readonly [name: string, check: Check])[] = [
  ['data folder', dataFolder],
  ['disk', disk],
  ['lock', lock],
  ['store', store],
  ['ledger', ledger],
  ['secrets', secrets],
  ['address', address],
  ['public address', publicAddress],
];

async function dataFolder({ data }: Setting): Promise<Omit<Finding, 'name'>> {
  if (!existsSync(data)) {
    const above = nearest(data);
    const writable = await access(above, constants.W_OK).then(() => true, () => false);
    return writable ? ok(`${data} is made at the first start`) : broken(`${data} is not there, and ${above} may not be written`, 'Make the folder, or give another one.');
  }
  const found = statSync(data);
  if (!found.isDirectory()) return broken(`${data} is no folder`, 'Give another one.');
  if ((found.mode & 0o077) !== 0) return warning(`others on this machine may enter ${data}`, `chmod 700 ${data}`);
  return ok(data);
} // prettier-ignore

async function disk({ data }: Setting): Promise<Omit<Finding, 'name'>> {
  const { bavail, bsize } = await statfs(nearest(data));
  const free = (bavail * bsize) / GIB;
  const says = `${free.toFixed(1)} GiB are free`;
  return free < 1 ? warning(says, 'Make room: a full disk stops every change.') : ok(says);
}

async function lock({ data }: Setting): Promise<Omit<Finding, 'name'>> {
  const holder = await holderOf(data);
  if (!holder) return ok('nobody has the folder');
  if (holder.alive) return ok(`process ${holder.pid} on ${holder.host} has the folder: it runs`);
  return ok(`process ${holder.pid} on ${holder.host} is gone; the next start takes the folder over`);
}

async function store({ databaseUrl, data }: Setting): Promise<Omit<Finding, 'name'>> {
  try {
    if (databaseUrl !== undefined) return ok(`PostgreSQL ${await askDatabase(databaseUrl)} answers`);
    const version = platformHasStore();
    return ok(`embedded PostgreSQL ${version}${hasEmbedded(data) ? ', with data' : ''}`);
  } catch (error) {
    if (error instanceof WritError) return broken(error.message, error.hint);
    throw error;
  }
}

async function ledger({ data }: Setting): Promise<Omit<Finding, 'name'>> {
  const folder = join(data, 'log');
  if (!existsSync(join(folder, 'checkpoint'))) return ok('there is none yet');
  if (!existsSync(join(data, 'log-key.json')))
    return broken('there is a log and not its key', 'Put log-key.json back from where you keep it.');
  const { entries, faults, unsealed } = await verifyLog(new LocalDisk(folder));
  const [fault] = faults;
  if (fault)
    return broken(`${fault.file}: ${fault.says}`, 'Keep the files as they are; `writ ledger verify` says all.');
  return ok(`${entries} entries verify, ${unsealed} more are durable`);
}

function secrets({ data, secrets: named }: Setting): Promise<Omit<Finding, 'name'>> {
  const own = ['log-key.json', 'postgres.json'].map((name) => join(data, name)).filter((file) => existsSync(file));
  const missing = named.find((file) => !existsSync(file));
  if (missing !== undefined) return Promise.resolve(broken(`${missing} is not there`, 'Make it, or correct the configuration.'));
  const open = [...own, ...named].find((file) => (statSync(file).mode & 0o077) !== 0);
  if (open !== undefined) return Promise.resolve(warning(`others on this machine may read ${open}`, `chmod 600 ${open}`));
  return Promise.resolve(ok(`${own.length + named.length} files, for their owner only`));
} // prettier-ignore

async function address({ host, port, data }: Setting): Promise<Omit<Finding, 'name'>> {
  const free = port === 0 || (await canListen(host, port));
  if (free) return ok(`${host}:${port} is free`);
  if ((await holderOf(data))?.alive === true) return ok(`${host}:${port} is in use, as it should be`);
  return broken(`${host}:${port} cannot be listened on`, 'Give another one with --listen.');
}

function publicAddress({ host, publicUrl }: Setting): Promise<Omit<Finding, 'name'>> {
  const local = /^(127\.\d+\.\d+\.\d+|::1|localhost)$/u;
  if (publicUrl === undefined)
    return Promise.resolve(
      local.test(host) ? ok('none: for this machine only') : warning('it listens for others, and no public address is set', 'Put a proxy with TLS before it and set publicUrl to https://HOST.'),
    );
  const { protocol, hostname } = new URL(publicUrl);
  return Promise.resolve(
    protocol === 'https:' || local.test(hostname) ? ok(publicUrl) : broken(`${publicUrl} sends what signs people in in the clear`, 'Put a proxy with TLS before it.'),
  );
} // prettier-ignore

function canListen(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen({ host, port }, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}

/** The folder itself, or the nearest one above that is there. */
function nearest(path: string): string {
  return existsSync(path) || path === dirname(path) ? path : nearest(dirname(path));
}
