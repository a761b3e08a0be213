import type { SourceFile } from '../bytes/files.ts';
import { DECLARATION_FILE, NOTHING_DECLARED, parseDeclarations, type Declarations } from './declarations.ts';

/** Takes the declaration files out of what was found; the others are for connectors. */
export function readDeclarations(files: readonly SourceFile[]): {
  declarations: Declarations;
  rest: readonly SourceFile[];
} {
  const own = files.filter(isDeclaration);
  let all = NOTHING_DECLARED;
  for (const file of own) {
    const text = file.text();
    if (text === undefined) continue;
    const more = parseDeclarations(text, file.path);
    all = {
      realms: [...all.realms, ...more.realms],
      identities: [...all.identities, ...more.identities],
      jewels: [...all.jewels, ...more.jewels],
      diagnostics: [...all.diagnostics, ...more.diagnostics],
    };
  }
  return { declarations: all, rest: own.length === 0 ? files : files.filter((file) => !isDeclaration(file)) };
}

function isDeclaration(file: SourceFile): boolean {
  return file.relative === DECLARATION_FILE || file.relative.endsWith(`/${DECLARATION_FILE}`);
}
