import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { usage } from './usage.ts';

/**
 * Takes exactly `names.length` arguments. `--estate` takes all words after it; where an argument is missing and its last words are
 * no paths, they are the arguments: `writ reach --estate a b team-a/trainer`.
 */
export function argumentsOf<F extends { readonly estate: readonly string[] }>(
  names: readonly string[],
  given: readonly string[],
  flags: F,
  cwd: string,
): readonly [args: readonly string[], flags: F] {
  const missing = names.length - given.length;
  if (missing < 0) throw usage(`too many arguments: ${given.slice(names.length).join(' ')}`);
  if (missing === 0) return [given, flags];
  const cut = flags.estate.length - missing;
  const tail = flags.estate.slice(Math.max(0, cut));
  if (cut < 1 || tail.some((one) => existsSync(resolve(cwd, one))))
    throw usage(`${names[given.length] ?? 'an argument'} is missing`);
  return [[...given, ...tail], { ...flags, estate: flags.estate.slice(0, cut) }];
}
