import type { SourceFile } from '../../bytes/files.ts';
import { folderOfCodeowners, parseCodeowners } from '../../artifacts/codeowners.ts';
import { readYaml } from '../../documents/read.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { countEach, tellSources } from '../source-rows.ts';
import type { Connector, Reading, ScanContext, Standing } from '../port.ts';
import { catalogueOwnership } from './catalogue-ownership.ts';
import { entityOf, type CatalogueEntity } from './catalogue.ts';
import { codeownersOwnership, type CodeownersFile } from './codeowners-ownership.ts';
import { cataloguePerson, tellCataloguePeople, type CataloguePerson } from './people/catalogue-people.ts';
import { readPeople, type SeenPerson } from './people/read.ts';
import { tellPeople } from './people/tell-people.ts';
import { tellCatalogue } from './tell-catalogue.ts';
import { tellCodeowners } from './tell-codeowners.ts';

const LARGEST = 4 * 1024 * 1024;

const LARGEST_DIRECTORY = 32 * 1024 * 1024;

/** Who owns what: CODEOWNERS files and Backstage catalogue files; and who of those is not there any more, by exports of directories. */
export const owners: Connector = {
  name: 'owners',
  open: (files, context) => new OwnersReading(files, context),
};

interface Kept {
  readonly codeowners?: CodeownersFile;
  readonly entities?: readonly CatalogueEntity[];
  readonly users?: readonly CataloguePerson[];
  readonly people?: readonly SeenPerson[];
  readonly diagnostics?: readonly Diagnostic[];
}

class OwnersReading implements Reading<Kept> {
  readonly #files: readonly SourceFile[];
  readonly #context: ScanContext;
  readonly #codeowners: CodeownersFile[] = [];
  readonly #entities: CatalogueEntity[] = [];
  readonly #users: CataloguePerson[] = [];
  readonly #people: SeenPerson[] = [];
  readonly #claimed = new Map<string, SourceFile>();

  constructor(files: readonly SourceFile[], context: ScanContext) {
    this.#files = files;
    this.#context = context;
  }

  wants({ path, bytes }: SourceFile): boolean {
    if (path.endsWith('.json')) return bytes <= LARGEST_DIRECTORY;
    return bytes <= LARGEST && (/\.ya?ml$/u.test(path) || /(?:^|\/)CODEOWNERS$/u.test(path));
  }

  take(file: SourceFile, text: string): Kept | undefined {
    const standing = this.#context.standing(file);
    const kept = read(file, text, standing);
    if (kept) this.recall(file, kept);
    return kept;
  }

  recall(file: SourceFile, { codeowners, entities, users, people, diagnostics }: Kept): void {
    if (codeowners) this.#codeowners.push(codeowners);
    this.#context.estate.diagnostic(...(diagnostics ?? []));
    this.#entities.push(...(entities ?? []));
    this.#users.push(...(users ?? []));
    for (const one of people ?? []) this.#people.push(one);
    this.#claimed.set(file.path, file);
  }

  finish(): ReadonlySet<string> {
    const { estate } = this.#context;
    const codeowners = [...this.#codeowners].sort((a, b) => (a.written.file < b.written.file ? -1 : 1));
    const entities = [...this.#entities].sort(byPlace);
    for (const one of codeowners) tellCodeowners(estate, one);
    tellCatalogue(estate, entities);
    const people = [...this.#people].sort(byPlace);
    tellPeople(estate, people);
    tellCataloguePeople(estate, entities, [...this.#users].sort(byPlace), people);
    const standingOf = standings(this.#files, this.#context);
    if (entities.length > 0) estate.ownership(catalogueOwnership(entities, standingOf));
    if (codeowners.length > 0) estate.ownership(codeownersOwnership(codeowners, standingOf));
    const objects = countEach([
      ...codeowners.flatMap(({ written }) => written.sections.map(() => written.file)),
      ...[...entities, ...this.#users, ...people].map(({ evidence }) => evidence.file),
    ]);
    tellSources(estate, owners.name, this.#claimed.values(), (path) => objects.get(path) ?? 0);
    return new Set(this.#claimed.keys());
  }
}

function read(file: SourceFile, text: string, standing: Standing): Kept | undefined {
  if (file.path.endsWith('.json')) {
    const people = readPeople(file.path, text, standing);
    return people && { people };
  }
  if (file.path.endsWith('CODEOWNERS')) return readCodeowners(file, text, standing);
  return text.includes('backstage.io/') ? readCatalogue(file, text, standing) : undefined;
}

function readCodeowners(file: SourceFile, text: string, standing: Standing): Kept | undefined {
  const folder = folderOfCodeowners(file.path);
  // A repository has one root; a tree without one may hold several.
  if (folder === undefined || (standing.repository && folder !== standing.folder)) return undefined;
  return { codeowners: { written: parseCodeowners(file.path, text), folder, standing } };
}

function readCatalogue(file: SourceFile, text: string, standing: Standing): Kept | undefined {
  const { roots, diagnostics } = readYaml(file.path, text, (piece) =>
    /(?<![^\n])apiVersion:\s{0,5}["']?backstage\.io\//u.test(piece),
  );
  const entities = roots.flatMap((root) => entityOf(root, standing) ?? []);
  const users = roots.flatMap((root) => cataloguePerson(root, standing) ?? []);
  // A file whose own documents cannot be read is told; one of another system that only names Backstage is not its own.
  const none = entities.length === 0 && users.length === 0;
  if (none && !/(?:^|\/)catalog-info\.ya?ml$/u.test(file.path)) return undefined;
  return none && diagnostics.length === 0 ? undefined : { entities, users, diagnostics };
}

export type StandingOf = (path: string) => ReturnType<ScanContext['standing']> | undefined;

/** Where a file of the scan stands, by its printed path. */
function standings(files: readonly SourceFile[], context: ScanContext): StandingOf {
  let byPath: Map<string, SourceFile> | undefined;
  return (path) => {
    byPath ??= new Map(files.map((file) => [file.path, file]));
    const file = byPath.get(path);
    return file && context.standing(file);
  };
}

interface Placed {
  readonly evidence: { readonly file: string; readonly line: number };
}

function byPlace(a: Placed, b: Placed): number {
  return a.evidence.file < b.evidence.file
    ? -1
    : a.evidence.file > b.evidence.file
      ? 1
      : a.evidence.line - b.evidence.line;
}
