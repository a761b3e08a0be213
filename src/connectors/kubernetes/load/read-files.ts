import { posix } from 'node:path';
import type { SourceFile } from '../../../bytes/files.ts';
import { diagnostic, type Diagnostic } from '../../../model/diagnostic.ts';
import { readCharts } from './helm/charts.ts';
import { documents, type Doc } from '../../../documents/documents.ts';
import { expand } from './expand.ts';
import { isKustomizationFile, readKustomization, type Kustomization } from './kustomize/read.ts';
import { accountsIn } from './kustomize/patched-accounts.ts';
import { GeneratorSources } from './kustomize/sources.ts';
import type { KindCluster, ValuesDoc } from './load.ts';
import type { Manifest } from './object.ts';
import { placesOf } from './object.ts';
import { mayMatter, recognise } from './recognise.ts';

type Unplaced<T> = Omit<T, 'realm' | 'environment'>;

export interface ReadFiles {
  readonly manifests: Map<string, Manifest[]>;
  /** By folder. */
  readonly kustomizations: Map<string, Kustomization>;
  readonly values: Unplaced<ValuesDoc>[];
  readonly kindClusters: Unplaced<KindCluster>[];
  /** Service accounts that patches, which are not applied, give to pods. */
  readonly patchedAccounts: Set<string>;
  readonly claimed: Set<string>;
  readonly diagnostics: Diagnostic[];
}

const EXTENSIONS = new Set(['.yaml', '.yml', '.json']);

/** Sorts the documents of files by what they are, file by file. */
export class FileReader {
  readonly #files: readonly SourceFile[];
  readonly #templates: ReadonlySet<string>;
  readonly #read = nothingRead();

  constructor(files: readonly SourceFile[], rendered: boolean) {
    this.#files = files;
    this.#templates = readCharts(files, this.#read, rendered);
  }

  wants(file: SourceFile): boolean {
    return (
      !this.#templates.has(file.path) && (EXTENSIONS.has(posix.extname(file.path)) || isKustomizationFile(file.path))
    );
  }

  isOfChart(file: SourceFile): boolean {
    return this.#templates.has(file.path);
  }

  /** What the file holds; undefined for one that is nothing of Kubernetes. */
  take(file: SourceFile, text: string): ReadFiles | undefined {
    const own = nothingRead();
    readOne(file, text, own);
    if (own.claimed.size === 0) return undefined;
    this.recall(own);
    return own;
  }

  recall(own: ReadFiles): void {
    merge(this.#read, own);
  }

  /** Its content goes into what a kustomization makes. */
  isSource(file: SourceFile): boolean {
    return [...this.#read.kustomizations.values()].some(({ sources }) => sources.includes(file.path));
  }

  done(): ReadFiles {
    const sources = new GeneratorSources(this.#files);
    for (const [folder, one] of this.#read.kustomizations) {
      if (one.sources.length === 0) continue;
      const { made, problems } = sources.complete(one);
      this.#read.kustomizations.set(folder, made);
      this.#read.diagnostics.push(...problems);
    }
    dropParts(this.#read, new Set(this.#files.map((file) => file.path)));
    return this.#read;
  }
}

function nothingRead(): ReadFiles {
  return {
    manifests: new Map(),
    kustomizations: new Map(),
    values: [],
    kindClusters: [],
    patchedAccounts: new Set(),
    claimed: new Set(),
    diagnostics: [],
  };
}

function merge(
  into: ReadFiles,
  { manifests, kustomizations, values, kindClusters, claimed, diagnostics }: ReadFiles,
): void {
  for (const [file, all] of manifests) into.manifests.set(file, all);
  for (const one of kustomizations.values()) if (addKustomization(one, into)) into.diagnostics.push(...one.notes);
  into.values.push(...values);
  into.kindClusters.push(...kindClusters);
  for (const path of claimed) into.claimed.add(path);
  into.diagnostics.push(...diagnostics);
}

function readOne(file: SourceFile, text: string, read: ReadFiles): void {
  const kustomization = isKustomizationFile(file.path);
  const { docs, diagnostics, passed } = documents(file.path, text, kustomization ? () => true : mayMatter);
  read.diagnostics.push(...diagnostics);
  if (diagnostics.length > 0) read.claimed.add(file.path);
  const others = [...passed];
  for (const doc of docs) {
    if (kustomization) keepKustomization(doc, read);
    else if (!keep(doc, read) && doc.data !== null) others.push(doc.lines.lineAt(doc.marks.mark(0).start));
  }
  // A file that is nobody's is told as a whole by the scan; a document between others would go unseen.
  if (read.claimed.has(file.path))
    for (const line of others.sort((a, b) => a - b))
      read.diagnostics.push(diagnostic('not-recognised', 'a document of no kind that is read', file.path, line));
}

/** False for a document that is nothing of Kubernetes. */
function keep(doc: Doc, read: ReadFiles): boolean {
  const kind = recognise(doc.data);
  if (kind === 'other') return false;
  read.claimed.add(doc.file);
  if (kind === 'kustomization') keepKustomization(doc, read);
  else if (kind === 'kind-cluster') read.kindClusters.push({ file: doc.file, data: doc.data, object: placesOf(doc) });
  else if (kind === 'jupyterhub-values')
    read.values.push({ chart: 'jupyterhub', file: doc.file, data: doc.data, object: placesOf(doc) });
  else {
    const known = read.manifests.get(doc.file) ?? [];
    for (const one of expand(doc)) known.push(one);
    read.manifests.set(doc.file, known);
  }
  return true;
}

function keepKustomization(doc: Doc, read: ReadFiles): void {
  const one = readKustomization(doc);
  if (!one) return;
  read.claimed.add(doc.file);
  addKustomization(one, read);
}

/** False, with the reason told, when its folder has one already. */
function addKustomization(one: Kustomization, read: ReadFiles): boolean {
  const known = read.kustomizations.get(one.folder);
  if (known) {
    const message = `the folder has another kustomization, ${known.file}, which is the one that counts`;
    read.diagnostics.push(diagnostic('malformed', message, one.file));
    return false;
  }
  read.kustomizations.set(one.folder, one);
  return true;
}

/** A patch looks like an object and is none. What a kustomization uses as a part stands for nothing on its own, unless it is included too. */
function dropParts(read: ReadFiles, present: ReadonlySet<string>): void {
  const included = new Set<string>();
  const parts = new Set<string>();
  for (const { folder, includes, accounts, parts: own } of read.kustomizations.values()) {
    for (const account of accounts) read.patchedAccounts.add(account);
    for (const { what } of includes) included.add(posix.join(folder, what));
    for (const part of own) parts.add(posix.join(folder, part));
  }
  for (const part of parts) {
    if (!included.has(part)) {
      for (const { body } of read.manifests.get(part) ?? [])
        for (const account of accountsIn(body)) read.patchedAccounts.add(account);
      read.manifests.delete(part);
    }
    if (present.has(part)) read.claimed.add(part);
  }
}
