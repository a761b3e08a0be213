import type { Evidence, Span } from '../model/evidence.ts';

/** Keys and indices from the root of a document to one of its values. */
export type Path = readonly (string | number)[];

/** Where the values of something that was read stand. */
export interface Placed {
  /** Where the value at a path stands (its key's line); the nearest known ancestor when the path is not there. */
  at(path?: Path): Evidence;
  /** Offsets of the value at a path in its file; undefined when templated, rendered or absent. */
  span(path: Path): Span | undefined;
  /** Like `span`, but from the start of the line of the key (or dash) to the end of the last line of the value, newline included. Block style only. */
  block(path: Path): Span | undefined;
  /** The column (spaces) at which the key or dash of this path stands, for insertions. */
  indent(path: Path): number | undefined;
}
