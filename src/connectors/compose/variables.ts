import type { Entry } from '../../documents/entry.ts';
import type { Span } from '../../model/evidence.ts';
import type { Layer } from './service.ts';

/** A variable of a service or an argument of its build, written as a map or as a list of `KEY=value`. */
export interface Variable {
  readonly name: string;
  /** As written; undefined when only the name stands there and the value is that of the shell. */
  readonly value?: string;
  readonly entry: Entry;
  /** The value alone, with its quotes, and how a text is written there. */
  readonly span?: Span;
  readonly quoted?: true;
}

export function variablesOf(layers: readonly Layer[], ...path: readonly string[]): readonly Variable[] {
  return layers.flatMap(({ entry }) => {
    const here = entry.get(...path);
    if (!here) return [];
    const listed = here.items();
    return listed.length > 0 ? listed.flatMap(fromItem) : here.entries().map(fromPair);
  });
}

function fromPair([name, entry]: readonly [string, Entry]): Variable {
  const value = entry.text();
  const { span } = entry;
  return { name, entry, ...(value === undefined ? {} : { value }), ...(span ? { span, quoted: true } : {}) };
}

function fromItem(entry: Entry): readonly Variable[] {
  const written = entry.text();
  if (written === undefined) return [];
  const at = written.indexOf('=');
  if (at < 0) return [{ name: written, entry }];
  const span = part(entry, written, at + 1);
  return [{ name: written.slice(0, at), value: written.slice(at + 1), entry, ...(span ? { span } : {}) }];
}

/** The range of what follows the `=`, where the item is written without escapes. */
function part(entry: Entry, written: string, from: number): Span | undefined {
  const { span } = entry;
  if (!span) return undefined;
  const extra = span.end - span.start - written.length;
  if (extra !== 0 && extra !== 2) return undefined;
  return { file: span.file, start: span.start + extra / 2 + from, end: span.end - extra / 2 };
}
