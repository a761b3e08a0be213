import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { WritError } from '../../model/errors.ts';
import type { Address } from '../connection/address.ts';
import { accountFor, type Account } from './account.ts';
import { initialise } from './initialise.ts';
import { doorOf, layoutOf, makeData, type Layout } from './layout.ts';
import { runningIn, stopOrphan } from './left-over.ts';
import { inUse, isOwned } from './owner.ts';
import { findPrograms } from './programs.ts';
import { ensureRole, programAddress } from './roles.ts';
import { runnable } from './runnable.ts';
import { secretsIn } from './secrets.ts';
import { start, type Running } from './start.ts';

export interface EmbeddedOptions {
  readonly data: string;
  readonly schema: string;
  /** Use the database of another process when one runs there, as a backup does; it is not stopped then. */
  readonly join?: boolean;
  readonly log?: (line: string) => void;
}

const SETTLING_MS = 60_000;
const UNCLAIMED_MS = 3000;

export interface EmbeddedDatabase {
  readonly address: Address;
  /** False when another process answers for it. */
  readonly owned: boolean;
  readonly stop: () => Promise<void>;
}

/** Starts the database that lies under DATA, or makes one there. */
export async function embeddedDatabase(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const layout = layoutOf(options.data);
  if (existsSync(layout.secrets) && (await settleRunning(layout, options.join === true)))
    return { address: addressIn(layout), owned: false, stop: () => Promise.resolve() };
  const account = accountFor(layout.cluster);
  const programs = findPrograms();
  makeData(layout);
  const secrets = secretsIn(layout.secrets);
  const folder = await runnable(programs, layout.data, account);
  await initialise(layout, programs, folder, account, secrets.superuser);
  const keeper = new Keeper(layout, folder, account, options.log ?? (() => undefined));
  await keeper.start();
  try {
    await ensureRole(doorOf(layout), secrets, options.schema);
  } catch (error) {
    await keeper.stop();
    throw error;
  }
  return { address: addressIn(layout), owned: true, stop: () => keeper.stop() };
}

export const hasEmbedded = (data: string): boolean => existsSync(layoutOf(data).cluster);

const addressIn = (layout: Layout): Address => programAddress(doorOf(layout), secretsIn(layout.secrets));

/** True when a database runs that another process answers for, and it may be joined. One that nobody answers for is stopped. */
async function settleRunning(layout: Layout, join: boolean): Promise<boolean> {
  let free = 0;
  for (let waited = 0; waited < SETTLING_MS; waited += 100) {
    const pid = runningIn(layout.cluster);
    if (pid === undefined) return false;
    // One that starts or is being stopped does not answer.
    const owned = await isOwned(addressIn(layout)).catch(() => undefined);
    if (owned === true && join) return true;
    if (owned === true) throw inUse(layout.data);
    // A database that was just started is not claimed yet.
    free = owned === false ? free + 100 : 0;
    if (free >= UNCLAIMED_MS) await stopOrphan(layout.cluster, pid);
    else await sleep(100);
  }
  throw inUse(layout.data);
}

/** Starts it again when it ends without being told to, as when the system runs out of memory and takes it. */
class Keeper {
  readonly #layout: Layout;
  readonly #folder: string;
  readonly #account: Account;
  readonly #log: (line: string) => void;
  #running: Running | undefined;
  #stopped = false;

  constructor(layout: Layout, folder: string, account: Account, log: (line: string) => void) {
    this.#layout = layout;
    this.#folder = folder;
    this.#account = account;
    this.#log = log;
  }

  async start(): Promise<void> {
    const running = await start(this.#layout, this.#folder, this.#account, this.#log);
    this.#running = running;
    void running.ended.then(() => (this.#isStopped() ? undefined : this.#again()));
    if (this.#isStopped()) await running.stop();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running?.stop();
  }

  async #again(): Promise<void> {
    for (let wait = 100; !this.#isStopped(); wait = Math.min(wait * 2, 10_000)) {
      try {
        await this.start();
        return;
      } catch (error) {
        this.#log(error instanceof WritError ? error.message : String(error));
        await sleep(wait);
      }
    }
  }

  /** Asked anew after each wait. */
  #isStopped(): boolean {
    return this.#stopped;
  }
}
