import { pathMatches } from './path-pattern.ts';

/** One line of a CODEOWNERS file. */
export interface OwnerLine {
  readonly pattern: string;
  readonly owners: readonly string[];
  readonly line: number;
  /** GitLab: takes paths out of the section again. */
  readonly excludes: boolean;
}

export interface OwnerSection {
  readonly name: string;
  /** GitLab's `^[Section]`: owners are named, their approval is not asked for. */
  readonly optional: boolean;
  readonly lines: readonly OwnerLine[];
}

export interface Codeowners {
  readonly file: string;
  readonly sections: readonly OwnerSection[];
  /** GitLab reads patterns without a leading slash at any depth, and a path without a trailing slash as a file. */
  readonly dialect: 'github' | 'gitlab';
}

/** Who owns a path, and where that is written. */
export interface Ownership {
  readonly owners: readonly string[];
  readonly line: number;
  readonly optional: boolean;
  readonly pattern: string;
}

const MOST_LINES = 20_000;
const LONGEST_LINE = 2000;
const HEADING = /^(\^?)\[([^\]]{1,200})\](?:\[\d{1,3}\])?(?:\s+(.*))?$/u;

/**
 * Parses CODEOWNERS as GitHub ("About code owners") and GitLab ("Code Owners syntax") document it. Lines that neither understands are
 * left out, as both do.
 */
export function parseCodeowners(file: string, text: string): Codeowners {
  const sections = new Map<string, { name: string; optional: boolean; lines: OwnerLine[] }>();
  let section = { name: '', optional: false, lines: [] as OwnerLine[] };
  let fallback: readonly string[] = [];
  sections.set('', section);
  text.split(/\r?\n/u, MOST_LINES).forEach((raw, index) => {
    const line = raw.trim();
    if (line === '' || line.startsWith('#') || line.length > LONGEST_LINE) return;
    const heading = HEADING.exec(line);
    if (heading) {
      const name = heading[2] ?? '';
      const key = name.toLowerCase();
      section = sections.get(key) ?? { name, optional: heading[1] === '^', lines: [] };
      sections.set(key, section);
      fallback = ownersIn(words(heading[3] ?? ''));
      return;
    }
    const [first = '', ...rest] = words(line);
    const excludes = first.startsWith('!');
    const owners = ownersIn(rest);
    const pattern = excludes ? first.slice(1) : first;
    if (pattern === '' || /(?<!\\)\[/u.test(pattern)) return;
    section.lines.push({ pattern, owners: owners.length > 0 ? owners : fallback, line: index + 1, excludes });
  });
  const all = [...sections.values()].filter(({ lines }) => lines.length > 0);
  const gitlab =
    sections.size > 1 ||
    /(?:^|\/)\.gitlab\/CODEOWNERS$/u.test(file) ||
    all.some((one) => one.lines.some(({ excludes }) => excludes));
  return { file, sections: all, dialect: gitlab ? 'gitlab' : 'github' };
}

/** Where the hosts look for the file, the place that counts first (GitHub and GitLab differ in the order). */
const PLACES = {
  github: ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'],
  gitlab: ['CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'],
} as const;

/** The folder that a CODEOWNERS file speaks of, from its printed path; undefined when it stands where no host looks. */
export function folderOfCodeowners(path: string): string | undefined {
  const place =
    PLACES.github.find((one) => one !== 'CODEOWNERS' && (path === one || path.endsWith(`/${one}`))) ?? 'CODEOWNERS';
  if (path !== place && !path.endsWith(`/${place}`)) return undefined;
  return path.slice(0, -place.length).replace(/\/$/u, '');
}

/** Of several files of one repository, the one that its host reads. */
export function effective(files: readonly Codeowners[], host: string | undefined): Codeowners | undefined {
  const places: readonly string[] = PLACES[host?.includes('gitlab') ? 'gitlab' : 'github'];
  const rank = ({ file }: Codeowners): number => {
    const folder = folderOfCodeowners(file) ?? '';
    const place = places.indexOf(folder === '' ? file : file.slice(folder.length + 1));
    return place < 0 ? places.length : place;
  };
  return [...files]
    .sort((a, b) => rank(a) - rank(b) || (a.file < b.file ? -1 : 1))
    .find((one) => rank(one) < places.length);
}

/** The last line that matches counts, in each section for itself. */
export function ownersOf({ sections, dialect }: Codeowners, path: string): readonly Ownership[] {
  return sections.flatMap((section) => {
    if (section.lines.some((one) => one.excludes && covers(one.pattern, path, dialect))) return [];
    const last = section.lines.findLast((one) => !one.excludes && covers(one.pattern, path, dialect));
    return last && last.owners.length > 0
      ? [{ owners: last.owners, line: last.line, optional: section.optional, pattern: last.pattern }]
      : [];
  });
}

/** Whether a pattern means the path (of a file, relative to the repository). */
export function covers(pattern: string, path: string, dialect: Codeowners['dialect']): boolean {
  if (pattern === '*') return true;
  const folder = pattern.endsWith('/');
  const bare = pattern.replace(/^\/+|\/+$/gu, '');
  const anchored = pattern.startsWith('/') || (dialect === 'github' && bare.includes('/'));
  const glob = anchored ? bare : `**/${bare}`;
  if (folder) return pathMatches(`${glob}/**/*`, path);
  if (pathMatches(glob, path)) return true;
  // A name without a wildcard may be that of a folder, which GitHub takes with all below it.
  const last = bare.slice(bare.lastIndexOf('/') + 1);
  return dialect === 'github' && !last.includes('*') && pathMatches(`${glob}/**/*`, path);
}

/** Split at blanks that no backslash escapes. */
function words(line: string): readonly string[] {
  const found: string[] = [];
  let word = '';
  for (let at = 0; at < line.length; at++) {
    const char = line[at] ?? '';
    if (char === '\\' && at + 1 < line.length) word += line[++at] ?? '';
    else if (/\s/u.test(char)) {
      if (word !== '') found.push(word);
      word = '';
    } else if (char === '#' && word === '') break;
    else word += char;
  }
  return word === '' ? found : [...found, word];
}

function ownersIn(written: readonly string[]): readonly string[] {
  return written.filter((word) => /^@[^@\s]{1,300}$|^@@[\w-]{1,100}$|^[^@\s]{1,200}@[^@\s]{1,300}$/u.test(word));
}
