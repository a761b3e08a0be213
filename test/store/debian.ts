import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PROGRAMS = '/usr/lib/postgresql/15/bin';

/** Nothing is skipped without it in CI; on a machine of a person it is asked for by name. */
export const hasDebianPostgres = (): boolean => existsSync(join(PROGRAMS, 'postgres'));
export const MISSING = `No PostgreSQL 15 of Debian on this machine (${PROGRAMS}): \`apt-get install postgresql-15\`.`;

/** A cluster of Debian's PostgreSQL 15 in a folder of its own, as somebody else would run one: the store only has its URL. */
export class DebianPostgres {
  readonly folder: string;
  readonly url: string;
  readonly #account: { readonly uid?: number; readonly gid?: number };
  #process: ChildProcess | undefined;

  constructor() {
    if (!hasDebianPostgres()) throw new Error(MISSING);
    this.#account = process.getuid?.() === 0 ? accountOf('postgres') : {};
    this.folder = mkdtempSync(join(tmpdir(), 'writ-debian-'));
    const { uid, gid } = this.#account;
    if (uid !== undefined && gid !== undefined) chownSync(this.folder, uid, gid);
    const args = ['-D', this.cluster, '-U', 'writ', '-A', 'trust', '-E', 'UTF8', '--no-locale', '-N'];
    execFileSync(join(PROGRAMS, 'initdb'), args, { ...this.#account, stdio: 'ignore', cwd: '/' });
    this.url = `postgres://writ@localhost/postgres?host=${encodeURIComponent(this.folder)}`;
  }

  /** A file that is the server's own. */
  own(name: string, text: string): string {
    const path = join(this.folder, name);
    writeFileSync(path, text, { mode: 0o600 });
    const { uid, gid } = this.#account;
    if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
    return path;
  }

  get cluster(): string {
    return join(this.folder, 'cluster');
  }

  get pid(): number {
    return Number(readFileSync(join(this.cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
  }

  /** `settings`: over those that it always has. */
  async start(settings: readonly string[] = []): Promise<this> {
    const args = [
      '-D',
      this.cluster,
      '-k',
      this.folder,
      '-c',
      'listen_addresses=',
      '-c',
      'unix_socket_permissions=0777',
      ...settings.flatMap((one) => ['-c', one]),
    ];
    const child = spawn(join(PROGRAMS, 'postgres'), args, { ...this.#account, stdio: 'ignore', cwd: '/' });
    this.#process = child;
    for (let tries = 0; tries < 3000; tries += 1) {
      if (child.exitCode !== null) throw new Error('PostgreSQL 15 does not start');
      const lines = linesIn(join(this.cluster, 'postmaster.pid'));
      if (lines[0] === String(child.pid) && lines[7]?.trim() === 'ready') return this;
      await sleep(10);
    }
    throw new Error('PostgreSQL 15 does not get ready');
  }

  /** SIGINT: fast. SIGQUIT: as a crash. SIGKILL: as the system takes it. */
  async stop(signal: NodeJS.Signals = 'SIGINT'): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
    // What a killed postmaster leaves ends once it notices.
    while (signal === 'SIGKILL' && this.#isWorkedIn()) await sleep(20);
  }

  async remove(): Promise<void> {
    await this.stop('SIGQUIT');
    rmSync(this.folder, { recursive: true, force: true });
  }

  #isWorkedIn(): boolean {
    try {
      return execFileSync('pgrep', ['-f', `postgres: `], { encoding: 'utf8' })
        .split('\n')
        .some(
          (pid) =>
            pid !== '' &&
            existsSync(`/proc/${pid}/cwd`) &&
            statSync(`/proc/${pid}/cwd`).ino === statSync(this.cluster).ino,
        );
    } catch {
      return false;
    }
  }
}

function accountOf(name: string): { readonly uid: number; readonly gid: number } {
  const id = (flag: string): number => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** A file that comes and goes while it is looked at. */
function linesIn(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}
