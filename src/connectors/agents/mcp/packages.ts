import type { Word } from './words.ts';

export type RegistryName = 'npm' | 'pypi' | 'image' | 'source';

/** A package, image or repository that a command fetches and runs. */
export interface Package {
  readonly registry: RegistryName;
  readonly name: string;
  readonly version?: string;
  /** Fetching it again gives the same: an exact version, a digest, a commit. */
  readonly pinned: boolean;
  readonly word: Word;
}

const EXACT = /^v?\d{1,9}(?:\.\d{1,9}){1,4}(?:[-+.]?[0-9A-Za-z][0-9A-Za-z.+-]{0,60})?$/u;
const COMMIT = /^[0-9a-f]{7,64}$/iu;
const GIT = /^(?:git\+)?(?:https?|ssh|git):\/\/|^git@|^git\+|^github:/iu;

/** Undefined for a path: nothing is fetched. */
export function packageOf(registry: RegistryName, word: Word): Package | undefined {
  const text = word.text.trim();
  if (
    text === '' ||
    text.length > 500 ||
    /[\s${}]|<\w/u.test(text) ||
    /^(?:\.{0,2}[\\/]|file:|~|[A-Za-z]:\\)/u.test(text)
  )
    return undefined;
  if (registry === 'image') return imageOf(text, word);
  if (GIT.test(text) || registry === 'source') return sourceOf(text, word);
  return registry === 'npm' ? npmOf(text, word) : pypiOf(text, word);
}

function npmOf(text: string, word: Word): Package | undefined {
  const match = /^(?:npm:|jsr:)?((?:@[\w.-]{1,100}\/)?[\w.-]{1,200})(?:@([^\s/]{1,100}))?(?:\/.*)?$/u.exec(text);
  if (!match?.[1]) return undefined;
  return built('npm', match[1], match[2], (version) => EXACT.test(version) && version.split('.').length > 2, word);
}

/** `name==1.2.3`, and `name@1.2.3` of uvx; extras in brackets are left out. */
function pypiOf(text: string, word: Word): Package | undefined {
  const match = /^([A-Za-z0-9][\w.-]{0,200})(?:\[[\w,.-]{0,200}\])?(?:(===?|@|[<>~!]=?)(.{1,100}))?$/u.exec(text);
  if (!match?.[1]) return undefined;
  const version = match[2] === undefined || /^(?:===?|@)$/u.test(match[2]) ? match[3] : `${match[2]}${match[3] ?? ''}`;
  return built('pypi', match[1].toLowerCase().replace(/[_.]+/gu, '-'), version, (one) => EXACT.test(one), word);
}

function imageOf(text: string, word: Word): Package {
  const [reference = '', digest] = text.split('@');
  const match = /^(.{1,400}?)(?::([\w.-]{1,128}))?$/u.exec(reference);
  const name = (match?.[1] ?? reference).replace(/^docker\.io\/(?:library\/)?/u, '');
  if (digest !== undefined)
    return { registry: 'image', name, version: digest, pinned: digest.startsWith('sha256:'), word };
  const fixed = (tag: string): boolean =>
    /^v?\d{1,9}\.\d{1,9}\.\d{1,9}/u.test(tag) ||
    /^(?:sha-)?[0-9a-f]{7,64}$/u.test(tag) ||
    /\d{4}-?\d{2}-?\d{2}/u.test(tag);
  return built('image', name, match?.[2], fixed, word);
}

/** A repository, or a Go module: fixed by a commit or a version tag behind `@` or `#`. */
function sourceOf(text: string, word: Word): Package {
  const bare = text.replace(/^git\+/u, '').replace(/^github:/u, 'github.com/');
  const match = /^(.{1,400}?)(?:[@#]([\w./+-]{1,100}))?$/u.exec(
    bare.replace(/^[a-z]{2,10}:\/\/(?:[^@/]{0,200}@)?/u, ''),
  );
  const name = (match?.[1] ?? bare).replace(/^git@/u, '').replace(/\.git$/u, '');
  return built('source', name, match?.[2], (ref) => COMMIT.test(ref) || EXACT.test(ref), word);
}

function built(
  registry: RegistryName,
  name: string,
  version: string | undefined,
  exact: (version: string) => boolean,
  word: Word,
): Package {
  return version === undefined
    ? { registry, name, pinned: false, word }
    : { registry, name, version, pinned: exact(version), word };
}
