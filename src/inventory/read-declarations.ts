import { posix } from 'node:path';
import type { SourceFile } from '../bytes/files.ts';
import { together, type Declarations, type IncludeDeclaration } from '../declarations/declarations.ts';
import { DECLARATION_FILE, isDeclarations, parseDeclarations } from '../declarations/parse.ts';
import { diagnostic, type Diagnostic, type DiagnosticCode } from '../model/diagnostic.ts';
import { Glob } from '../model/glob.ts';

/** Files that others include, in one scan. */
const MOST = 500;

/**
 * Takes the declaration files out of what was found, and what they include; the others are for connectors. An include can only name
 * what the walk has found below the scanned folders, and no file is read twice, so it can neither lead out nor in a circle; and it can
 * only name declarations, so that no manifest is taken from the scan.
 */
export function readDeclarations(files: readonly SourceFile[]): {
  declarations: Declarations;
  rest: readonly SourceFile[];
} {
  const queue = files.filter(isDeclaration);
  const taken = new Set(queue);
  /** Read here, and left to connectors: what is unknown here may be theirs. */
  const shared = new Set<SourceFile>();
  const all: Declarations[] = [];
  const diagnostics: Diagnostic[] = [];
  const tell = (code: DiagnosticCode, message: string, { evidence }: IncludeDeclaration): void => {
    if ('file' in evidence) diagnostics.push(diagnostic(code, message, evidence.file, evidence.line));
  };
  let included = 0;
  for (const file of queue) {
    const text = file.text();
    if (text === undefined) continue;
    const said = parseDeclarations(text, file.path);
    all.push(said);
    for (const include of said.include) {
      const glob = new Glob(posix.join(posix.dirname(file.path), include.path));
      const found = files.filter((one) => glob.test(one.path));
      if (found.length === 0)
        tell('missing-reference', `nothing below the scanned folders is ${include.path}`, include);
      for (const one of found) {
        if (taken.has(one)) continue;
        if (++included > MOST) {
          tell('bad-declaration', `more than ${MOST} files are included; ${one.path} was not read`, include);
          break;
        }
        const text = one.text();
        const made = text === undefined ? 'whole' : isDeclarations(text, one.path);
        if (made === 'no') {
          tell('bad-declaration', `${one.path} holds more than declarations and was not included`, include);
          continue;
        }
        taken.add(one);
        // Its unknown key is an error with its place, as in the first file; the rest counts.
        if (made === 'mostly') shared.add(one);
        queue.push(one);
      }
    }
  }
  const declarations = together(all);
  return {
    declarations: { ...declarations, diagnostics: [...declarations.diagnostics, ...diagnostics] },
    rest: taken.size === 0 ? files : files.filter((file) => !taken.has(file) || shared.has(file)),
  };
}

function isDeclaration(file: SourceFile): boolean {
  return file.relative === DECLARATION_FILE || file.relative.endsWith(`/${DECLARATION_FILE}`);
}
