import { resolve } from 'node:path';
import type { LogLevel } from '../../api/log-levels.ts';
import { serve as start } from '../../server/serve.ts';
import { EXIT } from '../exit.ts';
import type { Io } from '../io.ts';
import { usage } from '../usage.ts';
import { version } from '../version.ts';

export interface ServeFlags {
  readonly data: string;
  readonly listen: string;
  readonly logLevel: LogLevel;
}

/** `writ serve`: runs until it is told to stop. */
export async function serve(io: Io, args: readonly string[], flags: ServeFlags): Promise<number> {
  if (args.length > 0) throw usage(`too many arguments: ${args.join(' ')}`);
  const stopped = io.untilStopped?.() ?? new Promise<never>(() => undefined);
  const running = await start({
    data: resolve(io.cwd, flags.data),
    ...addressOf(flags.listen),
    databaseUrl: io.env['DATABASE_URL'],
    level: flags.logLevel,
    logTo: process.stderr,
    version: version(),
    https: false,
  });
  await io.out(`writ serves ${running.url}\n`);
  await stopped;
  await running.stop();
  return EXIT.done;
}

/** `HOST:PORT`, `[::1]:PORT` or `PORT`. */
function addressOf(text: string): { readonly host: string; readonly port: number } {
  const [, host = '127.0.0.1', digits] = /^(?:\[?([^\]]{1,255}?)\]?:)?(\d{1,5})$/u.exec(text) ?? [];
  const port = Number(digits);
  if (digits === undefined || port > 65_535)
    throw usage(`"${text}" is no address to listen on`, 'Write HOST:PORT or PORT.');
  return { host, port };
}
