import { Lines } from '../bytes/lines.ts';
import { diagnostic, type Diagnostic } from '../model/diagnostic.ts';
import { documents } from './documents.ts';
import { entryOf, type Entry } from './entry.ts';
import { parseJson, type Dialect } from './json.ts';
import { Refusal } from './parsed.ts';
import type { Reading } from './yaml.ts';

export interface ReadDocuments {
  readonly roots: readonly Entry[];
  readonly diagnostics: readonly Diagnostic[];
}

const EVERY = (): boolean => true;

/** The documents of a YAML stream, or the one of a JSON text. What cannot be read is a diagnostic with its line and costs itself alone. */
export function readYaml(
  file: string,
  text: string,
  wanted: (piece: string) => boolean = EVERY,
  reading: Reading = {},
): ReadDocuments {
  const { docs, diagnostics } = documents(file, text, wanted, reading);
  return { roots: docs.map(entryOf), diagnostics };
}

/** One JSON document; with comments and trailing commas where the program that owns the file accepts them. */
export function readJson(file: string, text: string, dialect: Dialect = 'strict'): ReadDocuments {
  const lines = new Lines(text);
  const parsed = parseJson(text, 0, dialect);
  if (parsed instanceof Refusal)
    return { roots: [], diagnostics: [diagnostic(parsed.code, parsed.message, file, lines.lineAt(parsed.offset))] };
  return { roots: [entryOf({ ...parsed, file, lines })], diagnostics: [] };
}
