import type { Expression, Range, TextPart } from './ast.ts';
import { parseForIntro } from './collection.ts';
import type { Cursor, Parse } from './cursor.ts';

/** A template before its directives are put into each other. */
export type Piece =
  | TextPart
  | ({ readonly part: 'value'; readonly value: Expression } & Marked)
  | ({ readonly part: 'if'; readonly condition: Expression } & Marked)
  | ({
      readonly part: 'for';
      readonly keyName?: string;
      readonly valueName: string;
      readonly collection: Expression;
    } & Marked)
  | ({ readonly part: 'else' | 'endif' | 'endfor' } & Marked);

/** Strip markers: `${~ x ~}`. */
interface Marked extends Range {
  readonly stripsBefore: boolean;
  readonly stripsAfter: boolean;
}

/** `${ ... }` or `%{ ... }` from its first sign on. */
export function parseSequence(cursor: Cursor, parse: Parse): Piece {
  return cursor.nested(true, () => {
    const start = cursor.at;
    const directive = cursor.sees('%');
    cursor.at += 2;
    const stripsBefore = cursor.take('~');
    cursor.skip();
    const inner = directive ? parseDirective(cursor, parse) : { part: 'value' as const, value: parse(cursor) };
    cursor.skip();
    const stripsAfter = cursor.take('~');
    cursor.need('}', 'an interpolation is not closed');
    return { ...inner, stripsBefore, stripsAfter, ...cursor.rangeFrom(start) };
  });
}

type Inner<T> = T extends TextPart ? never : T extends Marked ? Omit<T, keyof Marked> : never;

function parseDirective(cursor: Cursor, parse: Parse): Inner<Piece> {
  const word = cursor.identifier() ?? '';
  switch (word) {
    case 'if':
      return { part: 'if', condition: parse(cursor) };
    case 'for':
      return { part: 'for', ...parseForIntro(cursor, parse) };
    case 'else':
    case 'endif':
    case 'endfor':
      return { part: word };
    default:
      return cursor.refuse('a template directive is not understood');
  }
}

/** Blanks beside strip markers go. */
export function stripped(pieces: readonly Piece[]): readonly Piece[] {
  return pieces.map((piece, index) => {
    if (piece.part !== 'text') return piece;
    const [before, after] = [pieces[index - 1], pieces[index + 1]];
    const { exact } = piece;
    let { text, start } = piece;
    if (before && before.part !== 'text' && before.stripsAfter) {
      const rest = text.trimStart();
      if (exact) start += text.length - rest.length;
      text = rest;
    }
    if (after && after.part !== 'text' && after.stripsBefore) text = text.trimEnd();
    return text === piece.text ? piece : { ...piece, text, start };
  });
}
