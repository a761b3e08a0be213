import type { SourceFile } from '../../../bytes/files.ts';
import { SecretDigest } from '../../../bytes/digest.ts';
import { EstateBuilder } from '../../../model/builder.ts';
import type { Diagnostic } from '../../../model/diagnostic.ts';
import type { ScanContext } from '../../port.ts';
import { loadKubernetes, type Loaded } from './load.ts';

/** Loads texts by path as if they were files under the folder `.`: for tests of whole trees. */
export function loadTexts(
  texts: Readonly<Record<string, string>>,
  context: Partial<ScanContext> = {},
): Loaded & { diagnostics: readonly Diagnostic[] } {
  const files: SourceFile[] = Object.entries(texts).map(([path, text]) => ({
    path,
    relative: path,
    root: '.',
    bytes: text.length,
    text: () => text,
  }));
  const estate = new EstateBuilder();
  const loaded = loadKubernetes(files, {
    estate,
    realms: [],
    digest: new SecretDigest(new Uint8Array(32)),
    render: false,
    progress: () => undefined,
    ...context,
  });
  return { ...loaded, diagnostics: estate.build().diagnostics };
}
