import type { Streams } from './terminal.ts';

/**
 * The process's own streams. A reader that went away (`writ scan | head`) is no error: the rest is dropped in silence and the exit
 * code still says what was found. Any other failure of stdout is told once.
 */
export function processStreams(unfinished: (path: string) => void): Streams {
  let closed = false;
  const failed = (error: NodeJS.ErrnoException): void => {
    if (!closed && error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') {
      process.stderr.write(`writ: stdout: ${error.message}\n`);
      process.exitCode = 2;
    }
    closed = true;
  };
  process.stdout.on('error', failed);
  process.stderr.on('error', () => undefined);
  return {
    out: (text) =>
      new Promise((resolve) => {
        if (closed || text.length === 0) resolve();
        else
          process.stdout.write(text, (error) => {
            if (error) failed(error);
            resolve();
          });
      }),
    err: (text) =>
      new Promise((resolve) => {
        if (text.length === 0) resolve();
        else
          process.stderr.write(text, () => {
            resolve();
          });
      }),
    errNow: (text) => void process.stderr.write(text),
    outClosed: () => closed,
    unfinished,
  };
}
