import type { Entry } from '../../../documents/entry.ts';
import type { EstateBuilder } from '../../../model/builder.ts';
import { withoutHoles } from '../../../model/hole.ts';
import type { Environment } from '../../../model/kinds.ts';

export interface Told {
  readonly estate: EstateBuilder;
  readonly entry: Entry;
  /** Relative to the scanned root. */
  readonly path: string;
  /** By the first of the names that says one. */
  readonly environmentOf: (...names: readonly string[]) => Environment;
}

/** Ids that assignments and credentials name, lower case: of all applications of a directory only these are told. */
export type Named = ReadonlySet<string>;

export const textIn = (entry: Entry, ...steps: readonly string[]): string | undefined => {
  const text = entry.text(...steps);
  return text === undefined ? undefined : withoutHoles(text);
};
export const textsIn = (entry: Entry, ...steps: readonly string[]): readonly string[] =>
  entry.texts(...steps).map(withoutHoles);

/** The field under the key that is set, else nothing: for exact optional properties. */
export const given = <K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> =>
  value === undefined ? {} : ({ [key]: value } as Record<K, V>);
