import { accessSync, constants, lstatSync, readdirSync, realpathSync, statSync, type Stats } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { DiskFile, reasonOf, type SourceFile } from '../bytes/files.ts';
import { checkout, type Checkout } from './checkouts.ts';
import type { KnownFiles } from './known-files.ts';
import { diagnostic, type Diagnostic, type DiagnosticCode } from '../model/diagnostic.ts';
import { WritError } from '../model/errors.ts';
import { masked } from '../model/mask.ts';

export interface WalkOptions {
  /** Where problems go that show when a file is read, after the walk. Without it they are added to the answer's own list. */
  readonly later?: (problem: Diagnostic) => void;
  /** Files of an earlier walk, to be used again where they have not changed. */
  readonly known?: KnownFiles;
}

/** Folders that hold no configuration of the estate: version history, and packages that were installed from elsewhere. */
export const SKIPPED: ReadonlyMap<string, string> = new Map([
  ['.git', 'version history was not read'],
  ['.hg', 'version history was not read'],
  ['.svn', 'version history was not read'],
  ['node_modules', 'installed packages were not read'],
]);

/**
 * Regular files under the given files and folders, in the order given and then by name. A symbolic link is followed when its target
 * lies in a scanned folder: each folder is entered once by its own path and at most once through a link, so links cannot multiply the work.
 */
export function walk(paths: readonly string[], options: WalkOptions = {}): Walked {
  const walker = new Walker(paths.map(rootOf), options);
  return walker.run();
}

export interface Walked {
  readonly files: SourceFile[];
  readonly diagnostics: Diagnostic[];
  /** Working copies among the folders, with their remotes. */
  readonly checkouts: readonly Checkout[];
}

interface Root {
  readonly given: string;
  readonly real: string;
  readonly stat: Stats;
}

/** One file or folder on the way. */
interface Visit {
  readonly root: string;
  /** Relative to the root, slashes forward; empty for the root itself. */
  readonly relative: string;
  readonly real: string;
  /** Real paths of the folders that led here: a link to one of them is a circle. */
  readonly chain: readonly string[];
  readonly throughLink: boolean;
}

/** A `.git` with nothing but its configuration: a collector left it to say whose files these are, and no history is skipped. */
function isMarker(folder: string): boolean {
  try {
    const names = basename(folder) === '.git' ? readdirSync(folder) : [];
    return names.length === 1 && names[0] === 'config';
  } catch {
    return false;
  }
}

function rootOf(given: string): Root {
  try {
    const real = realpathSync(given);
    return { given, real, stat: statSync(real) };
  } catch (error) {
    throw new WritError('no-such-path', `${given} (${reasonOf(error)})`, { cause: error });
  }
}

class Walker {
  readonly #roots: readonly Root[];
  readonly #files: SourceFile[] = [];
  readonly #diagnostics: Diagnostic[] = [];
  readonly #checkouts: Checkout[] = [];
  readonly #later: (problem: Diagnostic) => void;
  readonly #known: KnownFiles | undefined;
  readonly #entered = new Set<string>();
  readonly #enteredByLink = new Set<string>();
  readonly #filesSeen = new Set<string>();

  constructor(roots: readonly Root[], options: WalkOptions) {
    this.#roots = roots;
    this.#known = options.known;
    this.#later = options.later ?? ((problem) => void this.#diagnostics.push(problem));
  }

  run(): Walked {
    for (const { given, real, stat } of this.#roots) {
      const visit = { root: given, relative: '', real, chain: [], throughLink: false };
      // A file that is named itself stands in its folder, so that its relative path is its name.
      if (stat.isDirectory()) this.#folder(visit);
      else this.#entry({ ...visit, root: dirname(given), relative: basename(given) }, stat);
    }
    return { files: this.#files, diagnostics: this.#diagnostics, checkouts: this.#checkouts };
  }

  #folder(visit: Visit): void {
    const entered = visit.throughLink ? this.#enteredByLink : this.#entered;
    if (entered.has(visit.real)) {
      if (visit.throughLink) this.#tell('symlink-skipped', 'another link leads to the same folder', visit);
      return;
    }
    entered.add(visit.real);
    let names: string[];
    try {
      names = readdirSync(visit.real).sort(byCodeUnit);
    } catch (error) {
      this.#tell('unreadable', `the folder cannot be read: ${reasonOf(error)}`, visit);
      return;
    }
    const chain = [...visit.chain, visit.real];
    for (const name of names) {
      const relative = visit.relative === '' ? name : `${visit.relative}/${name}`;
      const entry = { ...visit, relative, real: join(visit.real, name), chain };
      try {
        this.#entry(entry, lstatSync(entry.real));
      } catch (error) {
        this.#tell('unreadable', `it cannot be read: ${reasonOf(error)}`, entry);
      }
    }
  }

  #entry(visit: Visit, stat: Stats): void {
    if (stat.isSymbolicLink()) this.#link(visit);
    else if (stat.isDirectory()) {
      const reason = SKIPPED.get(basename(visit.real));
      if (reason === undefined) this.#folder(visit);
      else if (!isMarker(visit.real)) this.#tell('folder-skipped', reason, visit);
      if (basename(visit.real) === '.git') this.#checkouts.push(checkout(parentOf(visit), visit.real));
    } else if (stat.isFile()) this.#file(visit, stat);
    else this.#tell('not-a-regular-file', 'a socket, pipe or device was not opened', visit);
  }

  #link(visit: Visit): void {
    let real: string;
    try {
      real = realpathSync(visit.real);
    } catch (error) {
      const circle = error instanceof Error && 'code' in error && error.code === 'ELOOP';
      this.#tell('symlink-skipped', circle ? 'the link leads in a circle' : 'the link leads nowhere', visit);
      return;
    }
    if (!this.#roots.some((root) => isInside(real, root.real)))
      this.#tell('symlink-skipped', 'the link leads outside the scanned path', visit);
    else if (visit.chain.includes(real)) this.#tell('symlink-skipped', 'the link leads in a circle', visit);
    else this.#entry({ ...visit, real, throughLink: true }, lstatSync(real));
  }

  #file(visit: Visit, stat: Stats): void {
    const path = printed(visit);
    // One file under two overlapping roots is read once; under a link it has a path of its own.
    const key = visit.throughLink ? `${visit.real}\0${path}` : visit.real;
    if (this.#filesSeen.has(key)) return;
    this.#filesSeen.add(key);
    const known = this.#known?.again(path, stat);
    if (known) {
      this.#files.push(known);
      return;
    }
    try {
      accessSync(visit.real, constants.R_OK);
    } catch (error) {
      this.#tell('unreadable', `the file cannot be read: ${reasonOf(error)}`, visit);
      return;
    }
    const found = { path, relative: masked(visit.relative), root: visit.root, bytes: stat.size, real: visit.real };
    const file = new DiskFile(found, this.#later);
    this.#known?.keep(path, stat, file);
    this.#files.push(file);
  }

  #tell(code: DiagnosticCode, message: string, visit: Visit): void {
    this.#diagnostics.push(diagnostic(code, message, printed(visit)));
  }
}

/** The printed folder that a `.git` lies in; '' for the working folder. */
function parentOf(visit: Visit): string {
  const folder = dirname(printed(visit));
  return folder === '.' ? '' : folder;
}

/** The path as it is shown: the given one joined with the relative one, slashes forward; a credential is no name to show. */
function printed(visit: Visit): string {
  const path = visit.relative === '' ? visit.root : join(visit.root, visit.relative);
  return masked(sep === '/' ? path : path.split(sep).join('/'));
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
