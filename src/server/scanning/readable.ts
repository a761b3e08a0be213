import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve } from 'node:path';
import type { SourceSettings } from '../../store/rows/source-settings.ts';

/**
 * The folders of a source as they may be read. What came with the command line is read as it stands; what came by the API only where it lies below one
 * of the folders that the server was started with, links followed.
 */
export async function readable(
  { givenBy, paths }: SourceSettings,
  roots: readonly string[],
): Promise<readonly string[]> {
  if (givenBy === 'serve') return paths;
  if (roots.length === 0)
    throw new Error('the server was started without a folder for sources of the API (--scan-root)');
  return Promise.all(paths.map((path) => below(path, roots)));
}

async function below(path: string, roots: readonly string[]): Promise<string> {
  for (const root of roots) {
    const [real, top] = await Promise.all([there(resolve(root, path)), there(root)]);
    if (real === undefined || top === undefined) continue;
    const way = relative(top, real);
    if (!way.startsWith('..') && !isAbsolute(way)) return real;
  }
  throw new Error(`${path} is not below a folder of --scan-root`);
}

const there = (path: string): Promise<string | undefined> => realpath(path).catch(() => undefined);
