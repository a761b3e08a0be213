import { parseDocument, type ErrorCode } from 'yaml';
import { convert } from './convert.ts';
import { BOUNDS, Refusal, type Parsed } from './parsed.ts';

/** How a text is read that a template printed. */
export interface Reading {
  /** Changes each key and text after parsing. */
  readonly word?: (text: string) => string;
  /** Of a key that stands twice the first counts: the alternatives of a condition were both printed. */
  readonly alternatives?: boolean;
  /** The key under which a value with this tag is read: `!Ref x` as `{Ref: x}`. A tag without one says nothing. */
  readonly tagged?: (tag: string) => string | undefined;
}

/** A document's text cut out of its file: `at` turns an offset in `text` into one in the file. */
export interface Cut extends Reading {
  readonly text: string;
  readonly at: (offset: number) => number;
}

/** What is wrong with a document, in words that repeat nothing of it: a broken line may hold a secret. */
const REASONS: Readonly<Record<ErrorCode, string>> = {
  ALIAS_PROPS: 'an alias has an anchor or a tag',
  BAD_ALIAS: 'an alias has no name',
  BAD_COLLECTION_TYPE: 'a tag does not fit its collection',
  BAD_DIRECTIVE: 'a directive is not understood',
  BAD_DQ_ESCAPE: 'a double-quoted text has an unknown escape',
  BAD_INDENT: 'the indentation is wrong',
  BAD_PROP_ORDER: 'an anchor or a tag stands in the wrong place',
  BAD_SCALAR_START: 'an unquoted text starts with a reserved character',
  BLOCK_AS_IMPLICIT_KEY: 'a key and its value do not stand on a line of their own',
  BLOCK_IN_FLOW: 'a block stands inside brackets',
  DUPLICATE_KEY: 'a key stands twice',
  IMPOSSIBLE: 'it cannot be parsed',
  KEY_OVER_1024_CHARS: 'a key is longer than 1024 characters',
  MISSING_CHAR: 'a colon, comma, bracket or quote is missing',
  MULTILINE_IMPLICIT_KEY: 'a key goes over several lines',
  MULTIPLE_ANCHORS: 'a value has two anchors',
  MULTIPLE_DOCS: 'two documents are not separated',
  MULTIPLE_TAGS: 'a value has two tags',
  NON_STRING_KEY: 'a key is not text',
  RESOURCE_EXHAUSTION: 'it nests too deeply',
  TAB_AS_INDENT: 'a tab indents a line',
  TAG_RESOLVE_FAILED: 'a tag is not understood',
  UNEXPECTED_TOKEN: 'a character stands where none may',
};

/** Parses one document. Throws a `Refusal` whose offset is in the file. */
export function parseYaml(cut: Cut): Parsed {
  if (cut.text.length > BOUNDS.yaml)
    throw new Refusal('too-large', `a YAML document over ${BOUNDS.yaml / 1024 / 1024} MiB is not read`, cut.at(0));
  if (separators(cut.text) > BOUNDS.separators)
    throw new Refusal('too-large', `a YAML document of more than ${BOUNDS.separators} entries is not read`, cut.at(0));
  let document;
  try {
    document = parseDocument(cut.text, {
      // Scalars are resolved as Kubernetes does, keys are checked in linear time, and errors are worded here.
      schema: 'failsafe',
      uniqueKeys: false,
      keepSourceTokens: true,
      prettyErrors: false,
      logLevel: 'silent',
    });
  } catch (error) {
    if (error instanceof RangeError) throw new Refusal('too-deep', 'the document nests too deeply', cut.at(0));
    throw error;
  }
  const [problem] = document.errors;
  if (problem) throw new Refusal(codeOf(problem.code), REASONS[problem.code], cut.at(problem.pos[0]));
  return convert(document.contents, cut);
}

function separators(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 44 || code === 91 || code === 123 || code === 58) count++;
  }
  return count;
}

function codeOf(code: ErrorCode): 'too-deep' | 'malformed' {
  return code === 'RESOURCE_EXHAUSTION' ? 'too-deep' : 'malformed';
}
