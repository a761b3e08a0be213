import type { SourceFile } from '../../../bytes/files.ts';
import { diagnostic, type Diagnostic } from '../../../model/diagnostic.ts';
import { environmentInName } from '../../../model/environment-name.ts';
import { hole } from '../../../model/hole.ts';
import type { ScanContext } from '../../port.ts';
import type { TerraformRoot } from '../resource.ts';
import { Budget, LIMITS } from './budget.ts';
import { collect } from './collect.ts';
import { declaredIn, type Declared, type TerraformFile } from './declared.ts';
import type { Files } from './env.ts';
import { Module, type Shared } from './module.ts';
import { isRelevant, unresolvedOf } from './notes.ts';
import { providersOf, type ProviderAccount } from './provider.ts';
import { foldersOf, rootsOf } from './roots.ts';
import { deploymentsOf, type Deployment, type VarFile } from './var-files.ts';
import { lineOf } from './value.ts';

export interface Resolution {
  readonly roots: readonly TerraformRoot[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Every deployment that the files describe, evaluated as far as they tell. Runs nothing and reads no other file. */
export function resolveTerraform(
  files: readonly TerraformFile[],
  varFiles: readonly VarFile[],
  tree: Files,
  standing: ScanContext['standing'],
): Resolution {
  const folders = foldersOf(files);
  const overlay = (base: Declared, folder: string): Declared => {
    const over = folders.get(folder)?.files ?? [];
    return declaredIn(base.folder, [...base.files, ...over]);
  };
  const sorted = [...varFiles].sort((a, b) => (a.file.path < b.file.path ? -1 : 1));
  const { deployments, unused } = deploymentsOf(rootsOf(folders), sorted, overlay);
  return {
    roots: deployments.map((one) => resolveDeployment(one, folders, tree, standing)),
    diagnostics: unused.map(({ file }) =>
      diagnostic('not-resolved', 'no folder, or more than one, declares the variables of this file', file.path),
    ),
  };
}

function resolveDeployment(
  deployment: Deployment,
  folders: ReadonlyMap<string, Declared>,
  tree: Files,
  standing: ScanContext['standing'],
): TerraformRoot {
  const { declared, named, uncertain } = deployment;
  const file = named?.file ?? firstFile(declared);
  const notes = new Map<string, Diagnostic>();
  const note = (code: 'not-resolved' | 'missing-reference', message: string, path: string, line: number): void => {
    if (notes.size < 2000) notes.set(`${path}\0${line}\0${message}`, diagnostic(code, message, path, line));
  };
  const shared: Shared = {
    budget: new Budget(),
    files: tree,
    declaredAt: (folder) => folders.get(folder),
    note: (code, message, source, start) => {
      note(code, message, source.path, lineOf({ source, start, end: start, exact: false }));
    },
    count: { modules: 0 },
  };
  const account = hole(accountName(standing, file, named));
  const module = rootModule(shared, deployment, account);
  const resources = collect(module, uncertain);
  for (const resource of resources) {
    for (const { message, entry } of unresolvedOf(resource))
      note('not-resolved', message, entry.evidence.file, entry.evidence.line);
    if (resource.uncertain !== undefined && resource.uncertain !== uncertain && isRelevant(resource.type))
      note(
        'not-resolved',
        `${resource.address}: ${resource.uncertain}`,
        resource.file.path,
        'line' in resource.evidence ? resource.evidence.line : 1,
      );
  }
  if (resources.length >= LIMITS.resources)
    note('not-resolved', `there are more than ${LIMITS.resources} resources; the first were looked at`, file.path, 1);
  if (shared.budget.spent)
    note('not-resolved', 'the bound of what is evaluated was reached; what depends on more is left open', file.path, 1);
  return {
    folder: declared.folder,
    file,
    ...(named ? { variables: named.file.path } : {}),
    resources,
    get diagnostics() {
      return [...notes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
    },
  };
}

function rootModule(shared: Shared, { declared, values }: Deployment, account: string): Module {
  let providers: ReadonlyMap<string, ProviderAccount> = new Map();
  const module = new Module(shared, {
    declared,
    address: '',
    depth: 0,
    chain: [declared.folder],
    input: (name) => values.findLast((one) => one.values.has(name))?.values.get(name),
    provider: (name) => providers.get(name) ?? { account },
  });
  providers = providersOf(declared, (source) => module.envIn(source), account);
  return module;
}

function firstFile({ files: [first] }: Declared): SourceFile {
  if (!first) throw new Error('a folder without files is no module');
  return first.file;
}

/** Accounts that no file names are the same account only within a realm and an environment. */
function accountName(standing: ScanContext['standing'], file: SourceFile, named: VarFile | undefined): string {
  const { realm } = standing(file);
  if (realm !== 'default') return `account of ${realm}`;
  const environment = named && environmentInName(named.file.path.split('/').at(-1) ?? '');
  return environment === undefined ? 'account' : `account of ${environment}`;
}
