import { Lines, type LineIndex } from '../bytes/lines.ts';
import { diagnostic, type Diagnostic } from '../model/diagnostic.ts';
import { flowOnOneLine } from './flow.ts';
import { parseJson } from './json.ts';
import { Refusal, type Parsed } from './parsed.ts';
import { split, type Piece } from './split.ts';
import { parseYaml, type Cut, type Reading } from './yaml.ts';
import { withoutSchemas } from './head.ts';

/** One parsed document of a file. */
export interface Doc extends Parsed {
  readonly file: string;
  readonly lines: LineIndex;
}

export interface Documents {
  readonly docs: readonly Doc[];
  /** Lines of documents that say something and were not wanted. */
  readonly passed: readonly number[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Parses the documents of a text that may be of interest; `wanted` sees the text of each and saves parsing the rest. A document that
 * cannot be read costs itself alone.
 */
export function documents(
  file: string,
  text: string,
  wanted: (piece: string) => boolean,
  options: Reading & { readonly lines?: LineIndex } = {},
): Documents {
  const lines = options.lines ?? new Lines(text);
  const docs: Doc[] = [];
  const diagnostics: Diagnostic[] = [];
  const passed: number[] = [];
  for (const piece of isJson(text) ? [{ start: 0, end: text.length }] : split(text)) {
    const slice = text.slice(piece.start, piece.end);
    if (!wanted(slice)) {
      const content = /^[^\s#%-].*$/m.exec(slice);
      if (content) passed.push(lines.lineAt(piece.start + content.index));
      continue;
    }
    try {
      docs.push({ ...parse(slice, piece, options), file, lines });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      diagnostics.push(diagnostic(error.code, error.message, file, lines.lineAt(error.offset)));
    }
  }
  return { docs, diagnostics, passed };
}

/** The one document of a part of a text, with its places in the whole; undefined when it is none. */
export function documentAt(file: string, text: string, piece: Piece, lines: LineIndex): Doc | undefined {
  try {
    return { ...parse(text.slice(piece.start, piece.end), piece, {}), file, lines };
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

function parse(text: string, piece: Piece, reading: Reading): Parsed {
  const whole: Cut = { text, at: (offset) => offset + piece.start, ...reading };
  if (isJson(text)) {
    const parsed = parseJson(text, piece.start);
    // What is no JSON may still be YAML's bracket style, which allows more.
    return parsed instanceof Refusal ? parseYamlOr(whole, parsed) : parsed;
  }
  const cut = withoutSchemas(whole);
  try {
    return parseYaml(cut);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'too-large') throw error;
    // The part that was left out may hold an anchor, or may not have been a schema at all.
    if (cut !== whole) return parseYaml(whole);
    const joined = error.code === 'malformed' ? flowOnOneLine(text) : undefined;
    if (joined === undefined) throw error;
    return secondTry({ ...whole, text: joined }, error);
  }
}

/** What is wrong is told as it stands in the file, not as it was prepared for the second try. */
function secondTry(cut: Cut, first: Refusal): Parsed {
  try {
    return parseYaml(cut);
  } catch (error) {
    throw error instanceof Refusal ? first : error;
  }
}

function parseYamlOr(cut: Cut, refusal: Refusal): Parsed {
  if (refusal.code !== 'malformed') throw refusal;
  return parseYaml(cut);
}

function isJson(text: string): boolean {
  return /^\s*[{[]/.test(text);
}
