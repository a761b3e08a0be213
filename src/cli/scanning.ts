import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { durationMs, isDuration } from '../config/duration.ts';
import type { Config } from '../config/schema.ts';
import { secretIn } from '../config/secret-file.ts';
import { scannerIn } from '../records/scanner.ts';
import type { Scanning, SourceOption } from '../server/scanning/scans.ts';
import type { Io } from './io.ts';
import { usage } from './usage.ts';
import { version } from './version.ts';

export interface ScanFlags {
  readonly scan?: readonly string[];
  readonly scanEvery?: string;
  readonly scanRoot?: readonly string[];
}

/** The source that --scan makes. */
const NAME = 'estate';
const SHORTEST_MS = 10_000;

/** What the control plane scans: the sources of its file, and the one that flags give. */
export function scanningOf(io: Io, { scan = [], scanEvery, scanRoot = [] }: ScanFlags, config: Config): Scanning {
  if (scanEvery !== undefined && scan.length === 0) throw usage('--scan-every is given without --scan');
  const paths = scan.flatMap((one) => one.split(',')).filter((one) => one !== '');
  const given =
    paths.length === 0
      ? []
      : [
          sourceOf(
            NAME,
            paths.map((path) => resolve(io.cwd, path)),
            scanEvery,
          ),
        ];
  const named = (config.sources ?? []).map(({ name, paths: those, every, hookSecretFile }) => ({
    ...sourceOf(name, those, every),
    ...(hookSecretFile === undefined ? {} : { hook: secretIn(hookSecretFile) }),
  }));
  if (given.length > 0 && named.some(({ name }) => name === NAME))
    throw usage(
      `the configuration has a source "${NAME}" already`,
      'Leave --scan out, or give the source another name.',
    );
  return {
    sources: [...named, ...given],
    roots: scanRoot.map((root) => resolve(io.cwd, root)),
    scanner: scannerIn(workerCode(), version()),
  };
}

function sourceOf(name: string, paths: readonly string[], every: string | undefined): SourceOption {
  return every === undefined ? { name, paths } : { name, paths, everyMs: milliseconds(every) };
}

function milliseconds(text: string): number {
  const found = isDuration(text) ? durationMs(text) : 0;
  if (found < SHORTEST_MS) throw usage(`"${text}" is no interval`, 'Write 30s, 15m, 6h or 1d; 10s is the shortest.');
  return found;
}

/** Stands at the top of the bundled program, and beside its room where it is not bundled. */
function workerCode(): URL {
  const places = ['./scan-worker.js', '../scan-worker.js', '../records/scan-worker.js'];
  const found = places.map((place) => new URL(place, import.meta.url)).find((url) => existsSync(url));
  return found ?? new URL('../records/scan-worker.ts', import.meta.url);
}
