/**
 * What a terminal may be shown. Names, messages and lines of scanned files are written by others: a control character, an escape
 * sequence, a bidirectional override or an invisible letter in them could redraw the screen or make one name look like another.
 */
const UNPRINTABLE =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u{115F}\u{1160}\u{2800}\u{3164}\u{FE00}-\u{FE0F}\u{FFA0}\u{E0100}-\u{E01EF}]/gu;

/**
 * Where a CI log would take a line for a command to its runner: GitHub reads `::name::` at the start of a line, blanks before it left out, and
 * `##[name]` anywhere. A word may come to stand at the start of a line when text is wrapped.
 */
const COMMANDS = /(?<![^\s])::(?=[A-Za-z])|##(?=\[)/gu;

/** The text on one line, with everything that does not print, or that a CI log would obey, shown as `\u{1b}`. */
export function printable(text: string): string {
  const shown = text.replace(UNPRINTABLE, escapeOf);
  return shown.includes('::') || shown.includes('##[') ? shown.replace(COMMANDS, commandShown) : shown;
}

const escapeOf = (found: string): string => `\\u{${(found.codePointAt(0) ?? 0).toString(16)}}`;
const commandShown = (found: string): string => `${escapeOf(found)}${found.slice(1)}`;

/** As `printable`, keeping line ends: for texts of several lines, such as a patch. Tabs become spaces. */
export function printableLines(text: string): readonly string[] {
  return text
    .replace(/\r\n?/gu, '\n')
    .replace(/\n$/u, '')
    .split('\n')
    .map((line) => printable(line.replace(/\t/gu, '    ')));
}

/** JSON that is safe to `cat`: JSON.stringify escapes C0 and lone surrogates, this escapes the rest that does not print. */
export function safeJson(value: unknown, indent?: number): string {
  const text = JSON.stringify(value, null, indent);
  // Ten megabytes of plain ASCII are the rule and need no second copy.
  if (!/[^\n -~]/u.test(text)) return text;
  // The only raw control characters of JSON.stringify are the line ends of its own indentation.
  return text.replace(UNPRINTABLE, (found) => (found === '\n' ? found : escaped(found)));
}

function escaped(text: string): string {
  let out = '';
  for (let at = 0; at < text.length; at += 1) out += `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`;
  return out;
}
