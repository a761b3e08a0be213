import { printable } from './printable.ts';
import { displayWidth, wrap } from './width.ts';

/** How a piece of text stands out. Colour never carries a meaning that the words do not. */
export type Style = 'plain' | 'strong' | 'faint' | 'critical' | 'high' | 'medium' | 'low' | 'good' | 'bad';

/** Printable text of one style. Made only by `span`, so that nothing reaches a terminal unescaped. */
export interface Span {
  readonly text: string;
  readonly style: Style;
}
export type Line = readonly Span[];

/** Turns a style into what the terminal understands; `plain` leaves the text as it is. */
export type Palette = (style: Style, text: string) => string;
export const PLAIN: Palette = (_, text) => text;

export function span(text: string, style: Style = 'plain'): Span {
  return { text: printable(text), style };
}

export function lineWidth(line: Line): number {
  return line.reduce((sum, one) => sum + displayWidth(one.text), 0);
}

/** Left and right on one line when both fit with two columns between; otherwise the right part follows at the right edge. */
export function spread(left: Line, right: Line, width: number): readonly Line[] {
  if (right.length === 0) return [left];
  const gap = width - lineWidth(left) - lineWidth(right);
  if (gap >= 2) return [[...left, span(' '.repeat(gap)), ...right]];
  return [left, [span(' '.repeat(Math.max(0, width - lineWidth(right)))), ...right]];
}

export interface ParagraphOptions {
  readonly indent?: number;
  /** Indentation of all lines but the first. */
  readonly hanging?: number;
  readonly style?: Style;
  /** What the first line begins with, instead of its indentation. */
  readonly first?: string;
}

/** Words in lines of at most `width` columns. The first span of each line is its indentation. */
export function paragraph(text: string, width: number, options: ParagraphOptions = {}): readonly Line[] {
  const { style = 'plain', first = ' '.repeat(options.indent ?? 0) } = options;
  const hanging = options.hanging ?? displayWidth(first);
  const [head = '', ...rest] = wrap(printable(text), Math.max(20, width - Math.max(displayWidth(first), hanging)));
  return [
    [span(first), span(head, style)],
    ...rest.map((line): Line => [span(' '.repeat(hanging)), span(line, style)]),
  ];
}

/** A line that is wider than the screen is set again as a paragraph. */
export function fit(line: Line, width: number, indent = 0): readonly Line[] {
  if (lineWidth(line) <= width) return [line];
  const text = line.map((one) => one.text).join('');
  return paragraph(text.trim(), width, { indent, hanging: indent + 2, style: line.at(-1)?.style ?? 'plain' });
}

export const BLANK: Line = [];

export function render(lines: readonly Line[], palette: Palette): string {
  return lines
    .map(
      (line) =>
        `${line
          .map(({ style, text }) => palette(style, text))
          .join('')
          .trimEnd()}\n`,
    )
    .join('');
}
