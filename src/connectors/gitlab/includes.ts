import type { Entry } from '../../documents/entry.ts';
import { diagnostic, type Diagnostic } from '../../model/diagnostic.ts';
import { pathIn, type FileSet } from './file-set.ts';
import type { PipelineFile } from './pipeline-file.ts';

/** Configuration of another project or address that runs in the pipeline and is not among the files. */
export interface Outside {
  readonly how: 'project' | 'remote' | 'template' | 'component';
  /** `group/project`, a URL, or a template's name. */
  readonly name: string;
  readonly ref: string;
  readonly pinned: boolean;
  readonly entry: Entry;
}

export interface Includes {
  /** What the pipeline is made of, the file that counts most first. */
  readonly files: readonly PipelineFile[];
  readonly outside: readonly Outside[];
  /** Inputs that includes pass on; of a name given twice the first. */
  readonly inputs: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** GitLab's own bounds are 150 files and 100 levels. */
const MOST_FILES = 150;

/** Follows `include` through the files of the scan. A later include overrides an earlier one, and the including file both. */
export function resolveIncludes(root: PipelineFile, all: FileSet): Includes {
  const files: PipelineFile[] = [];
  const outside: Outside[] = [];
  const inputs = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  const visit = (file: PipelineFile): void => {
    if (files.includes(file) || files.length >= MOST_FILES) return;
    files.push(file);
    for (const include of [...file.content.itemsOrOne('include')].reverse()) {
      for (const [name, value] of include.entries('inputs')) {
        const text = value.text();
        if (text !== undefined && !inputs.has(name)) inputs.set(name, text);
      }
      for (const path of pathsOf(include, file, all, outside)) {
        const next = all.at(path);
        if (next) visit(next);
        else if (!all.has(path)) diagnostics.push(missing(file, include));
      }
    }
  };
  visit(root);
  for (const file of files) for (const [name, value] of file.inputs) if (!inputs.has(name)) inputs.set(name, value);
  return { files, outside, inputs, diagnostics };
}

function missing(file: PipelineFile, include: Entry): Diagnostic {
  return diagnostic(
    'missing-reference',
    'an included file is not among the scanned files',
    file.path,
    include.evidence.line,
  );
}

/** Printed paths of files that are meant; what lies outside is put on the list. */
function pathsOf(include: Entry, { standing }: PipelineFile, all: FileSet, outside: Outside[]): readonly string[] {
  const short = include.text();
  if (short !== undefined && /^https?:\/\//u.test(short)) return put(outside, remote(include, short, undefined));
  const local = short ?? include.text('local');
  if (local !== undefined) return /\$|\.\.\//u.test(local) ? [] : all.matching(standing.folder, local);
  const project = include.text('project');
  if (project !== undefined) {
    const folder = all.folderOf(project);
    const paths = include.texts('file');
    if (folder !== undefined && !project.includes('$')) return paths.map((path) => pathIn(folder, path));
    const ref = include.text('ref') ?? '';
    return put(outside, { how: 'project', name: project, ref, pinned: isCommit(ref), entry: include });
  }
  const address = include.text('remote');
  if (address !== undefined) return put(outside, remote(include, address, include.text('integrity')));
  const template = include.text('template');
  if (template !== undefined)
    return put(outside, { how: 'template', name: template, ref: '', pinned: true, entry: include });
  const component = include.text('component');
  if (component === undefined) return [];
  const at = component.lastIndexOf('@');
  const [name, ref] = at < 0 ? [component, ''] : [component.slice(0, at), component.slice(at + 1)];
  return put(outside, { how: 'component', name, ref, pinned: isCommit(ref), entry: include });
}

function remote(entry: Entry, address: string, integrity: string | undefined): Outside {
  const name = address.replace(/\/\/[^@/]{1,300}@/u, '//').replace(/[?#].{0,5000}$/su, '');
  return { how: 'remote', name, ref: '', pinned: integrity !== undefined, entry };
}

function put(outside: Outside[], one: Outside): readonly string[] {
  outside.push(one);
  return [];
}

export const isCommit = (ref: string): boolean => /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/u.test(ref);
