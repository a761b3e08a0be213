import type { SecretDigest } from '../../bytes/digest.ts';
import type { SourceFile } from '../../bytes/files.ts';
import { Lines } from '../../bytes/lines.ts';
import { Written, type WrittenLiteral } from '../../cloud/tell/written.ts';
import { readJson } from '../../documents/read.ts';
import { parseHcl } from '../../hcl/parse.ts';
import { diagnostic, type Diagnostic } from '../../model/diagnostic.ts';
import type { Connector, Reading, ScanContext } from '../port.ts';
import { countEach, tellSources } from '../source-rows.ts';
import { bodyOfJson } from './json-body.ts';
import { literalsIn } from './literals.ts';
import { mayBePrinted, readPrinted } from './printed/read.ts';
import { Budget } from './resolve/budget.ts';
import type { TerraformFile } from './resolve/declared.ts';
import { evaluate } from './resolve/evaluate.ts';
import { valueOfEntry } from './resolve/json-text.ts';
import { resolveTerraform } from './resolve/resolve.ts';
import { folderOf } from './resolve/roots.ts';
import type { Source } from './resolve/value.ts';
import type { VarFile } from './resolve/var-files.ts';
import type { TerraformRoot } from './resource.ts';
import { tellResources } from './tell/tell.ts';
import { Tree } from './tree.ts';

const LARGEST = 64 * 1024 * 1024;

/** Terraform and OpenTofu: configuration, files of variables, plans and states as JSON. Read statically; nothing is run or fetched. */
export const terraform: Connector = {
  name: 'terraform',
  open: (files, context) => new TerraformReading(files, context),
};

/** What one file is to Terraform. */
interface Kept {
  readonly configuration?: TerraformFile;
  readonly variables?: VarFile;
  readonly printed?: TerraformRoot;
  readonly literals?: readonly WrittenLiteral[];
  readonly diagnostics: readonly Diagnostic[];
}

class TerraformReading implements Reading<Kept> {
  readonly #files: readonly SourceFile[];
  readonly #context: ScanContext;
  readonly #configuration: TerraformFile[] = [];
  readonly #kept = new Map<SourceFile, Kept>();

  constructor(files: readonly SourceFile[], context: ScanContext) {
    this.#files = files;
    this.#context = context;
  }

  /** Modules, and files that functions read, are found by their paths. */
  get looksAtPaths(): boolean {
    return this.#configuration.length > 0;
  }

  wants({ path, bytes }: SourceFile): boolean {
    return bytes <= LARGEST && /\.(?:tf|tofu|tfvars|json|tfstate)$/iu.test(path) && !path.includes('.terraform/');
  }

  take(file: SourceFile, text: string): Kept | undefined {
    const kept = read(file, text, this.#context);
    if (kept) this.recall(file, kept);
    return kept;
  }

  recall(file: SourceFile, kept: Kept): void {
    this.#kept.set(file, kept);
    if (kept.configuration) this.#configuration.push(kept.configuration);
  }

  /** What `file` and `templatefile` may read. */
  besides({ path, bytes }: SourceFile): boolean {
    return bytes <= 1024 * 1024 && this.#configuration.some(({ file }) => path.startsWith(rootStep(file.path)));
  }

  finish(): ReadonlySet<string> {
    const { estate, standing } = this.#context;
    const kept = [...this.#kept.values()];
    for (const { diagnostics } of kept) estate.diagnostic(...diagnostics);
    const { roots, diagnostics } = resolveTerraform(
      this.#configuration,
      kept.flatMap(({ variables }) => variables ?? []),
      new Tree(this.#files),
      standing,
    );
    const printed = kept.flatMap((one) => one.printed ?? []);
    const all = [...roots, ...printed.sort((a, b) => (a.file.path < b.file.path ? -1 : 1))];
    const written = new Written();
    for (const [{ path }, { literals = [] }] of this.#kept) written.add(path, literals);
    for (const root of all) tellResources(root, this.#context, written);
    for (const [file, { literals }] of this.#kept)
      if (literals) written.tellRest(estate, 'terraform', file.path, standing(file));
    const told = new Map(
      [...diagnostics, ...all.flatMap((root) => root.diagnostics)].map((one) => [JSON.stringify(one), one]),
    );
    estate.diagnostic(...told.values());
    const objects = countEach(all.flatMap(({ resources }) => resources.map(({ file }) => file.path)));
    tellSources(estate, terraform.name, this.#kept.keys(), (path) => objects.get(path) ?? 0);
    return new Set([...this.#kept.keys()].map(({ path }) => path));
  }
}

/** Undefined for a file that is nothing of Terraform. */
function read(file: SourceFile, text: string, { standing, digest }: ScanContext): Kept | undefined {
  const { path } = file;
  if (/\.(?:tf|tofu)$/iu.test(path)) return readHcl(file, text, digest);
  if (path.endsWith('.tfvars')) return readVariables(file, text, digest);
  if (/\.(?:tf|tofu)\.json$/iu.test(path)) return readJsonConfiguration(file, text, digest);
  if (path.endsWith('.tfvars.json')) return readJsonVariables(file, text);
  if (!mayBePrinted(text)) return undefined;
  const { roots, diagnostics } = readJson(path, text);
  const printed = roots[0] && readPrinted(roots[0], file, standing);
  if (printed) return { printed, diagnostics };
  return diagnostics.length > 0 && path.endsWith('.tfstate') ? { diagnostics } : undefined;
}

function readHcl(file: SourceFile, text: string, digest: SecretDigest): Kept {
  const { body, problems } = parseHcl(text);
  const source = sourceOf(file, text);
  const literals = literalsIn(body, source, digest);
  return { configuration: { file, source, body }, literals, diagnostics: told(file, problems) };
}

function readVariables(file: SourceFile, text: string, digest: SecretDigest): Kept {
  const { body, problems } = parseHcl(text);
  const source = sourceOf(file, text);
  const env = { source, budget: new Budget(), files: NO_FILES, prefix: '', lookup: () => undefined };
  const values = new Map(body.attributes.map(({ name, value }) => [name, evaluate(value, env)] as const));
  const literals = literalsIn(body, source, digest);
  return { variables: { file, folder: folderOf(file.path), values }, literals, diagnostics: told(file, problems) };
}

function readJsonConfiguration(file: SourceFile, text: string, digest: SecretDigest): Kept {
  const { roots, diagnostics } = readJson(file.path, text);
  const [root] = roots;
  if (!root) return { diagnostics };
  const [source, body] = [sourceOf(file, text), bodyOfJson(root)];
  return { configuration: { file, source, body }, literals: literalsIn(body, source, digest), diagnostics };
}

function readJsonVariables(file: SourceFile, text: string): Kept {
  const { roots, diagnostics } = readJson(file.path, text);
  const source = sourceOf(file, text);
  const entries = roots[0]?.entries() ?? [];
  const values = new Map(
    entries.map(([name, entry]) => [
      name,
      valueOfEntry(entry, ({ span }) => ({ source, start: span?.start ?? 0, end: span?.end ?? 0, exact: false })),
    ]),
  );
  return { variables: { file, folder: folderOf(file.path), values }, diagnostics };
}

const told = ({ path }: SourceFile, problems: ReturnType<typeof parseHcl>['problems']): readonly Diagnostic[] =>
  problems.map(({ code, message, line }) => diagnostic(code, message, path, line));

const sourceOf = ({ path }: SourceFile, text: string): Source => ({ path, lines: new Lines(text) });

/** The folder of a file and what is above it, up to the scanned root's first step: modules read beside and below themselves. */
const rootStep = (path: string): string => {
  const folder = folderOf(path);
  return folder === '' ? '' : `${folder}/`;
};

const NO_FILES = { has: () => false, read: () => ({ problem: 'a file of variables reads no others' }) };
