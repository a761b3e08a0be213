import type { Body, Expression, Range } from './ast.ts';
import { parseFile } from './body.ts';
import { BOUNDS, Cursor, Refusal, type Problem } from './cursor.ts';
import { parseExpression } from './expression.ts';
import { parseBareTemplate } from './quoted.ts';

export interface ParsedHcl {
  /** What could be read; empty when the file is too large. */
  readonly body: Body;
  /** At most `BOUNDS.problems`. */
  readonly problems: readonly Problem[];
}

/** Parses a file of HCL native syntax. Never throws: what cannot be read is a problem with its line and costs its own block alone. */
export function parseHcl(text: string): ParsedHcl {
  if (text.length > BOUNDS.size)
    return { body: { attributes: [], blocks: [], start: 0, end: 0 }, problems: [tooLarge()] };
  const problems: Problem[] = [];
  const lines = new LineCounter(text);
  const body = parseFile(new Cursor(text), ({ message, offset, code }) => {
    problems.push({ code, message, offset, line: lines.lineAt(offset) });
    // Each may have looked at the whole rest of the file.
    return problems.length < BOUNDS.problems && code !== 'too-deep';
  });
  return { body, problems };
}

/** One expression alone, without what may follow it: JSON syntax names references and types as texts. */
export function parseHclExpression(text: string, place?: Range): Expression | Problem {
  return alone(text, place, (cursor) => {
    const expression = cursor.nested(true, () => parseExpression(cursor));
    cursor.skip();
    if (!cursor.done) cursor.refuse('something follows the expression');
    return expression;
  });
}

/** A template without quotes: a file for templatefile, a text of JSON syntax. With `place` all of it stands there. */
export function parseHclTemplate(text: string, place?: Range): Expression | Problem {
  return alone(text, place, (cursor) => parseBareTemplate(cursor, parseExpression));
}

function alone(text: string, place: Range | undefined, parse: (cursor: Cursor) => Expression): Expression | Problem {
  if (text.length > BOUNDS.size) return tooLarge();
  try {
    return parse(new Cursor(text, place));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { message, offset, code } = error;
    return { code, message, offset, line: new LineCounter(text).lineAt(offset) };
  }
}

const tooLarge = (): Problem => ({
  code: 'too-large',
  message: `the file has more than ${BOUNDS.size / 1024 / 1024} Mi characters`,
  offset: 0,
  line: 1,
});

/** Lines of problems: they come in order, so that each counts on from the one before. */
class LineCounter {
  readonly #text: string;
  #at = 0;
  #line = 1;

  constructor(text: string) {
    this.#text = text;
  }

  lineAt(offset: number): number {
    if (offset < this.#at) [this.#at, this.#line] = [0, 1];
    for (
      let next = this.#text.indexOf('\n', this.#at);
      next >= 0 && next < offset;
      next = this.#text.indexOf('\n', this.#at)
    ) {
      this.#at = next + 1;
      this.#line += 1;
    }
    return this.#line;
  }
}
