import { WritError, type ErrorCode } from '../../model/errors.ts';

/** What PostgreSQL says when it does not start, in the language C, and what that is to a person. The first that fits counts. */
const SAYINGS: readonly (readonly [pattern: RegExp, code: ErrorCode])[] = [
  [/No space left on device|Disk quota exceeded/u, 'store-full'],
  [/lock file "postmaster\.pid" already exists|Address already in use|another (?:postmaster|server)/iu, 'store-in-use'],
  [/database files are incompatible|not compatible with this version/u, 'store-version'],
  [
    /Read-only file system|Permission denied|wrong ownership|invalid permissions|could not look up effective user/u,
    'store-data',
  ],
  [
    /relocation error|error while loading shared libraries|symbol lookup error|not found \(required by/u,
    'no-embedded-store',
  ],
];

/** The last lines of a program that ended, as an error. */
export function failureOf(what: string, said: string): WritError {
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  const telling = lines.filter((line) => /FATAL|PANIC|error|could not|space/iu.test(line)).at(-1) ?? lines.at(-1);
  const code = SAYINGS.find(([pattern]) => pattern.test(said))?.[1] ?? 'store-unavailable';
  return new WritError(code, `${what}: ${telling?.trim() ?? 'it said nothing'}`);
}

/** Whether it is a matter of a moment: what is left of the last run is still ending. */
export const isEnding = (said: string): boolean =>
  /pre-existing shared memory block|lock file "[^"]*\.s\.PGSQL\.\d+\.lock" already exists/u.test(said);
