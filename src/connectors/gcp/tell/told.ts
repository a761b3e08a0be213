import type { SecretDigest } from '../../../bytes/digest.ts';
import type { Entry } from '../../../documents/entry.ts';
import type { EstateBuilder } from '../../../model/builder.ts';
import { withoutHoles } from '../../../model/hole.ts';
import type { Environment } from '../../../model/kinds.ts';

/** One object of an answer, and where its file stands. */
export interface Told {
  readonly estate: EstateBuilder;
  /** For credentials: two that are equal are known to be, and nothing else is. */
  readonly digest: SecretDigest;
  readonly entry: Entry;
  /** Relative to the scanned root. */
  readonly path: string;
  readonly realm: string;
  readonly environmentOf: (name: string) => Environment;
}

export const textIn = (entry: Entry, ...steps: readonly string[]): string | undefined => {
  const text = entry.text(...steps);
  return text === undefined ? undefined : withoutHoles(text);
};
export const textsIn = (entry: Entry, ...steps: readonly string[]): readonly string[] =>
  entry.texts(...steps).map(withoutHoles);
