import { coloured, paletteOf } from './colours.ts';
import type { Io } from './io.ts';
import { widthOf } from './width.ts';

/** What is known of the streams and the environment; plain data, so that it can be handed to a worker thread. */
export interface Terminal {
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  readonly columns: number | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

export type Streams = Pick<Io, 'out' | 'err' | 'errNow' | 'outClosed' | 'unfinished' | 'untilStopped' | 'ahead'>;

export function terminalOf(of: NodeJS.Process): Terminal {
  const { stdout, stderr, env } = of;
  const columns = stdout.isTTY ? stdout.columns : stderr.isTTY ? stderr.columns : undefined;
  return { outIsTerminal: stdout.isTTY, errIsTerminal: stderr.isTTY, columns, env: { ...env }, cwd: of.cwd() };
}

export function ioOf(streams: Streams, terminal: Terminal, flags: { readonly color?: boolean }): Io {
  const { env, cwd, columns, outIsTerminal, errIsTerminal } = terminal;
  const inCi = (env['CI'] ?? '') !== '' && env['CI'] !== 'false' && env['CI'] !== '0';
  return {
    ...streams,
    outIsTerminal,
    width: widthOf(columns, env),
    palette: paletteOf(coloured(outIsTerminal, env, flags.color)),
    errPalette: paletteOf(coloured(errIsTerminal, env, flags.color)),
    progress: errIsTerminal && !inCi && env['TERM'] !== 'dumb',
    env,
    cwd,
  };
}
