import type { SourceFile } from '../../bytes/files.ts';
import { Lines } from '../../bytes/lines.ts';
import { readJson } from '../../documents/read.ts';
import { parseHcl } from '../../hcl/parse.ts';
import { diagnostic } from '../../model/diagnostic.ts';
import type { Connector, Reading, ScanContext } from '../port.ts';
import { countEach, tellSources } from '../source-rows.ts';
import { bodyOfJson } from './json-body.ts';
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

class TerraformReading implements Reading {
  readonly #files: readonly SourceFile[];
  readonly #context: ScanContext;
  readonly #configuration: TerraformFile[] = [];
  readonly #varFiles: VarFile[] = [];
  readonly #printed: TerraformRoot[] = [];
  readonly #claimed = new Map<string, SourceFile>();

  constructor(files: readonly SourceFile[], context: ScanContext) {
    this.#files = files;
    this.#context = context;
  }

  wants({ path, bytes }: SourceFile): boolean {
    return bytes <= LARGEST && /\.(?:tf|tofu|tfvars|json|tfstate)$/iu.test(path) && !path.includes('.terraform/');
  }

  take(file: SourceFile, text: string): void {
    const { path } = file;
    if (/\.(?:tf|tofu)$/iu.test(path)) this.#takeHcl(file, text);
    else if (path.endsWith('.tfvars')) this.#takeVariables(file, text);
    else if (/\.(?:tf|tofu)\.json$/iu.test(path)) this.#takeJson(file, text);
    else if (path.endsWith('.tfvars.json')) this.#takeJsonVariables(file, text);
    else if (mayBePrinted(text)) this.#takePrinted(file, text);
  }

  /** What `file` and `templatefile` may read. */
  besides({ path, bytes }: SourceFile): boolean {
    return bytes <= 1024 * 1024 && this.#configuration.some(({ file }) => path.startsWith(rootStep(file.path)));
  }

  finish(): ReadonlySet<string> {
    const { estate, standing } = this.#context;
    const { roots, diagnostics } = resolveTerraform(
      this.#configuration,
      this.#varFiles,
      new Tree(this.#files),
      standing,
    );
    const all = [...roots, ...this.#printed.sort((a, b) => (a.file.path < b.file.path ? -1 : 1))];
    for (const root of all) tellResources(root, this.#context);
    const told = new Map(
      [...diagnostics, ...all.flatMap((root) => root.diagnostics)].map((one) => [JSON.stringify(one), one]),
    );
    estate.diagnostic(...told.values());
    const objects = countEach(all.flatMap(({ resources }) => resources.map(({ file }) => file.path)));
    tellSources(estate, terraform.name, this.#claimed.values(), (path) => objects.get(path) ?? 0);
    return new Set(this.#claimed.keys());
  }

  #takeHcl(file: SourceFile, text: string): void {
    const { body, problems } = parseHcl(text);
    this.#claimed.set(file.path, file);
    this.#context.estate.diagnostic(
      ...problems.map(({ code, message, line }) => diagnostic(code, message, file.path, line)),
    );
    this.#configuration.push({ file, source: sourceOf(file, text), body });
  }

  #takeVariables(file: SourceFile, text: string): void {
    const { body, problems } = parseHcl(text);
    this.#claimed.set(file.path, file);
    this.#context.estate.diagnostic(
      ...problems.map(({ code, message, line }) => diagnostic(code, message, file.path, line)),
    );
    const source = sourceOf(file, text);
    const env = { source, budget: new Budget(), files: NO_FILES, prefix: '', lookup: () => undefined };
    const values = new Map(body.attributes.map(({ name, value }) => [name, evaluate(value, env)] as const));
    this.#varFiles.push({ file, folder: folderOf(file.path), values });
  }

  #takeJson(file: SourceFile, text: string): void {
    const { roots, diagnostics } = readJson(file.path, text);
    this.#claimed.set(file.path, file);
    this.#context.estate.diagnostic(...diagnostics);
    const [root] = roots;
    if (root) this.#configuration.push({ file, source: sourceOf(file, text), body: bodyOfJson(root) });
  }

  #takeJsonVariables(file: SourceFile, text: string): void {
    const { roots, diagnostics } = readJson(file.path, text);
    this.#claimed.set(file.path, file);
    this.#context.estate.diagnostic(...diagnostics);
    const source = sourceOf(file, text);
    const entries = roots[0]?.entries() ?? [];
    const values = new Map(
      entries.map(([name, entry]) => [
        name,
        valueOfEntry(entry, ({ span }) => ({ source, start: span?.start ?? 0, end: span?.end ?? 0, exact: false })),
      ]),
    );
    this.#varFiles.push({ file, folder: folderOf(file.path), values });
  }

  #takePrinted(file: SourceFile, text: string): void {
    const { roots, diagnostics } = readJson(file.path, text);
    const [root] = roots;
    const found = root && readPrinted(root, file, this.#context.standing);
    if (found) this.#printed.push(found);
    else if (diagnostics.length === 0 || !file.path.endsWith('.tfstate')) return;
    this.#claimed.set(file.path, file);
    this.#context.estate.diagnostic(...diagnostics);
  }
}

const sourceOf = ({ path }: SourceFile, text: string): Source => ({ path, lines: new Lines(text) });

/** The folder of a file and what is above it, up to the scanned root's first step: modules read beside and below themselves. */
const rootStep = (path: string): string => {
  const folder = folderOf(path);
  return folder === '' ? '' : `${folder}/`;
};

const NO_FILES = { has: () => false, read: () => ({ problem: 'a file of variables reads no others' }) };
