import type { SourceFile } from '../../bytes/files.ts';
import { folderOfCodeowners, parseCodeowners } from '../../artifacts/codeowners.ts';
import { readYaml } from '../../documents/read.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { countEach, tellSources } from '../source-rows.ts';
import type { Connector, Reading, ScanContext, Standing } from '../port.ts';
import { catalogueOwnership } from './catalogue-ownership.ts';
import { entityOf, type CatalogueEntity } from './catalogue.ts';
import { codeownersOwnership, type CodeownersFile } from './codeowners-ownership.ts';
import { tellCatalogue } from './tell-catalogue.ts';
import { tellCodeowners } from './tell-codeowners.ts';

const LARGEST = 4 * 1024 * 1024;

/** Who owns what: CODEOWNERS files and Backstage catalogue files. */
export const owners: Connector = {
  name: 'owners',
  open: (files, context) => new OwnersReading(files, context),
};

interface Kept {
  readonly codeowners?: CodeownersFile;
  readonly entities?: readonly CatalogueEntity[];
  readonly diagnostics?: readonly Diagnostic[];
}

class OwnersReading implements Reading<Kept> {
  readonly #files: readonly SourceFile[];
  readonly #context: ScanContext;
  readonly #codeowners: CodeownersFile[] = [];
  readonly #entities: CatalogueEntity[] = [];
  readonly #claimed = new Map<string, SourceFile>();

  constructor(files: readonly SourceFile[], context: ScanContext) {
    this.#files = files;
    this.#context = context;
  }

  wants({ path, bytes }: SourceFile): boolean {
    return bytes <= LARGEST && (/\.ya?ml$/u.test(path) || /(?:^|\/)CODEOWNERS$/u.test(path));
  }

  take(file: SourceFile, text: string): Kept | undefined {
    const standing = this.#context.standing(file);
    const kept = file.path.endsWith('CODEOWNERS')
      ? readCodeowners(file, text, standing)
      : text.includes('backstage.io/')
        ? readCatalogue(file, text, standing)
        : undefined;
    if (kept) this.recall(file, kept);
    return kept;
  }

  recall(file: SourceFile, { codeowners, entities, diagnostics }: Kept): void {
    if (codeowners) this.#codeowners.push(codeowners);
    this.#context.estate.diagnostic(...(diagnostics ?? []));
    this.#entities.push(...(entities ?? []));
    this.#claimed.set(file.path, file);
  }

  finish(): ReadonlySet<string> {
    const { estate } = this.#context;
    const codeowners = [...this.#codeowners].sort((a, b) => (a.written.file < b.written.file ? -1 : 1));
    const entities = [...this.#entities].sort(byPlace);
    for (const one of codeowners) tellCodeowners(estate, one);
    tellCatalogue(estate, entities);
    const standingOf = standings(this.#files, this.#context);
    if (entities.length > 0) estate.ownership(catalogueOwnership(entities, standingOf));
    if (codeowners.length > 0) estate.ownership(codeownersOwnership(codeowners, standingOf));
    const objects = countEach([
      ...codeowners.flatMap(({ written }) => written.sections.map(() => written.file)),
      ...entities.map(({ evidence }) => evidence.file),
    ]);
    tellSources(estate, owners.name, this.#claimed.values(), (path) => objects.get(path) ?? 0);
    return new Set(this.#claimed.keys());
  }
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
  // A file whose own documents cannot be read is told; one of another system that only names Backstage is not its own.
  if (entities.length === 0 && !/(?:^|\/)catalog-info\.ya?ml$/u.test(file.path)) return undefined;
  return entities.length === 0 && diagnostics.length === 0 ? undefined : { entities, diagnostics };
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

function byPlace(a: CatalogueEntity, b: CatalogueEntity): number {
  return a.evidence.file < b.evidence.file
    ? -1
    : a.evidence.file > b.evidence.file
      ? 1
      : a.evidence.line - b.evidence.line;
}
