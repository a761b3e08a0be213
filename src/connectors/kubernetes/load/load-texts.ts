import { EstateBuilder } from '../../../model/builder.ts';
import type { Diagnostic } from '../../../model/diagnostic.ts';
import type { ScanContext } from '../../port.ts';
import { plainContext, textFile } from '../../testing/read-texts.ts';
import { loadKubernetes, type Loaded } from './load.ts';

/** Loads texts by path as if they were files under the folder `.`: for tests of whole trees. */
export function loadTexts(
  texts: Readonly<Record<string, string>>,
  context: Partial<ScanContext> = {},
): Loaded & { diagnostics: readonly Diagnostic[] } {
  const files = Object.entries(texts).map(([path, text]) => textFile(path, text));
  const estate = new EstateBuilder();
  const loaded = loadKubernetes(files, plainContext(estate, context));
  return { ...loaded, diagnostics: estate.build().diagnostics };
}
