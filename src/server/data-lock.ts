import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { WritError } from '../model/errors.ts';
import { isAlive } from '../store/alive.ts';

/** Who holds a data folder. `started` tells a process from a later one that got its number. */
interface Holder {
  readonly pid: number;
  readonly started: string;
  readonly host: string;
}

export interface DataLock {
  release(): Promise<void>;
}

/**
 * One process writes a data folder: its log would otherwise get two histories. The lock is a file that names its holder; that of a process which is
 * gone is taken over. Throws `data-in-use`.
 */
export async function lockData(data: string): Promise<DataLock> {
  await mkdir(data, { recursive: true, mode: 0o700 });
  const file = join(data, 'writ.lock');
  const text = JSON.stringify({ pid: process.pid, started: startOf(process.pid), host: hostname() } satisfies Holder);
  for (let tries = 0; tries < 3; tries++) {
    if (await made(file, text))
      return {
        release: async () => {
          if ((await readFile(file, 'utf8').catch(() => '')) === text) await rm(file, { force: true });
        },
      };
    await takeAway(file, data);
  }
  throw new WritError('data-in-use', data);
}

/** Who has the folder, for those who only look. */
export async function holderOf(
  data: string,
): Promise<{ readonly pid: number; readonly host: string; readonly alive: boolean } | undefined> {
  const holder = parse(await readFile(join(data, 'writ.lock'), 'utf8').catch(() => ''));
  return holder && { pid: holder.pid, host: holder.host, alive: isThere(holder) };
}

async function made(file: string, text: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', 0o600);
    await handle.writeFile(text);
    await handle.close();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Takes the lock of a process that is gone out of the way, and puts it back when it was another one's by then. */
async function takeAway(file: string, data: string): Promise<void> {
  const before = await readFile(file, 'utf8').catch(() => '');
  const holder = parse(before);
  if (holder && isThere(holder))
    throw new WritError('data-in-use', `${data}, by process ${holder.pid} on ${holder.host}`);
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  await rename(file, aside).catch(() => undefined);
  const taken = await readFile(aside, 'utf8').catch(() => before);
  if (taken !== before) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}

function parse(text: string): Holder | undefined {
  try {
    const { pid, started, host } = JSON.parse(text) as Partial<Holder>;
    return typeof pid === 'number' && typeof started === 'string' && typeof host === 'string'
      ? { pid, started, host }
      : undefined;
  } catch {
    return undefined;
  }
}

/** A holder on another machine cannot be asked: a person has to remove its lock. */
function isThere({ pid, started, host }: Holder): boolean {
  if (host !== hostname()) return true;
  if (!isAlive(pid)) return false;
  const now = startOf(pid);
  return now === '' || started === '' || now === started;
}

/** Clock ticks from the start of the machine, as proc(5) has them; empty where there is no such file. */
function startOf(pid: number): string {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program stands in brackets and may hold anything.
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
