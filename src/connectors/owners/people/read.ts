import type { Entry } from '../../../documents/entry.ts';
import { readJson } from '../../../documents/read.ts';
import type { Evidence } from '../../../model/evidence.ts';
import type { Standing } from '../../port.ts';
import { DIRECTORIES, type Directory } from './directories.ts';

/** Somebody as a directory prints them, once, with what it says of their being there. */
export interface SeenPerson {
  readonly standing: Standing;
  readonly evidence: Evidence & { readonly file: string; readonly line: number };
  readonly system: string;
  /** Lower case; the first is the one that the directory calls them by. */
  readonly names: readonly string[];
  /** Why they are gone; absent for who is there. */
  readonly gone?: string;
  readonly since?: string;
}

const DEEPEST = 4;

/** Undefined for a file in which no directory prints people. */
export function readPeople(file: string, text: string, standing: Standing): readonly SeenPerson[] | undefined {
  const some = DIRECTORIES.filter(({ marks }) => marks.every((mark) => text.includes(mark)));
  if (some.length === 0) return undefined;
  const [root] = readJson(file, text).roots;
  const found = root ? [...peopleIn(root, some, standing)] : [];
  return found.length === 0 ? undefined : found;
}

/** A list, or pages and wrappers around one; one person alone. */
function* peopleIn(at: Entry, directories: readonly Directory[], standing: Standing, depth = 0): Generator<SeenPerson> {
  const directory = directories.find(({ is }) => is(at));
  if (directory) {
    const one = personOf(directory, at, standing);
    if (one) yield one;
    return;
  }
  if (depth === DEEPEST) return;
  for (const item of at.items()) yield* peopleIn(item, directories, standing, depth + 1);
  for (const [, value] of at.entries())
    if (typeof value.value === 'object' && value.value !== null)
      yield* peopleIn(value, directories, standing, depth + 1);
}

function personOf(directory: Directory, at: Entry, standing: Standing): SeenPerson | undefined {
  const gone = directory.gone(at);
  const written = directory.names(at).flatMap((one) => (one === undefined ? [] : [one.trim().toLowerCase()]));
  const names = [...new Set(written)].filter((one) => /^(?:@[\w.-]{1,100}|[^\s@]{1,200}@[^\s@]{1,200})$/u.test(one));
  if (gone === undefined || names.length === 0) return undefined;
  const since = /^\d{4}-\d{2}-\d{2}/u.exec(directory.since?.(at) ?? '')?.[0];
  return {
    standing,
    evidence: at.evidence,
    system: directory.system,
    names,
    ...(gone === null ? {} : { gone }),
    ...(since === undefined ? {} : { since }),
  };
}
