let segmenter: Intl.Segmenter | undefined;

/** Made when first needed: to load its tables takes longer than most answers, and most are ASCII. */
function graphemes(text: string): Iterable<Intl.SegmentData> {
  return (segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' })).segment(text);
}

const ASCII = /^[\x00-\x7f]*$/u;
const MARKS_ONLY = /^\p{M}+$/u;
const EMOJI = /^\p{Emoji_Presentation}/u;

/** Ranges that East Asian terminals draw two columns wide (Unicode EAW=W and F, joined over unassigned gaps). */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f], [0x2e80, 0x303e], [0x3041, 0x33ff], [0x3400, 0x4dbf], [0x4e00, 0x9fff], [0xa000, 0xa4cf], [0xa960, 0xa97f],
  [0xac00, 0xd7a3], [0xf900, 0xfaff], [0xfe30, 0xfe6f], [0xff00, 0xff60], [0xffe0, 0xffe6], [0x16fe0, 0x18cff], [0x1b000, 0x1b2ff],
  [0x1f200, 0x1f2ff], [0x1f300, 0x1f64f], [0x1f680, 0x1f6ff], [0x1f900, 0x1faff], [0x20000, 0x3fffd],
]; // prettier-ignore

/** Columns that a printable text takes on a terminal. */
export function displayWidth(text: string): number {
  if (ASCII.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes(text)) width += graphemeWidth(segment);
  return width;
}

function graphemeWidth(grapheme: string): number {
  const code = grapheme.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (MARKS_ONLY.test(grapheme)) return 0;
  return EMOJI.test(grapheme) || WIDE.some(([from, to]) => code >= from && code <= to) ? 2 : 1;
}

/** The longest beginning that fits, never splitting a grapheme, and the rest. */
export function splitAt(text: string, width: number): readonly [string, string] {
  if (ASCII.test(text)) return [text.slice(0, width), text.slice(width)];
  let used = 0;
  for (const { segment, index } of graphemes(text)) {
    used += graphemeWidth(segment);
    if (used > width) return [text.slice(0, index), text.slice(index)];
  }
  return [text, ''];
}

/** Cuts to the width, with three dots where something was left out. */
export function truncate(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  return width <= 3 ? splitAt(text, width)[0] : `${splitAt(text, width - 3)[0]}...`;
}

/** Keeps the end, which tells most about a path of a file. */
export function truncateStart(text: string, width: number): string {
  const over = displayWidth(text) - width;
  if (over <= 0) return text;
  if (width <= 3) return splitAt(text, width)[0];
  const kept = splitAt(text, over + 3)[1];
  // A wide letter on the cut leaves one column too many.
  return `...${displayWidth(kept) + 3 > width ? splitAt(text, over + 4)[1] : kept}`;
}

/** Breaks at spaces; a word that is wider than the line is broken where the line ends. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (let word of text.split(' ')) {
    if (line !== '' && displayWidth(line) + 1 + displayWidth(word) <= width) line += ` ${word}`;
    else {
      if (line !== '') lines.push(line);
      while (displayWidth(word) > width) {
        const [head, rest] = splitAt(word, width);
        if (head === '') break;
        lines.push(head);
        word = rest;
      }
      line = word;
    }
  }
  if (line !== '' || lines.length === 0) lines.push(line);
  return lines;
}
