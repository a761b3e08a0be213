/** A block scalar's header at the end of a line. */
const BLOCK_SCALAR = /[|>][-+0-9]{0,2}[ \t]*(?:#[^\n]*)?$/;
/** A value in brackets, after the dashes and the key before it. */
const FLOW_VALUE = /^[ \t]*(?:-[ \t]+)*(?:[^\s#'"[\]{},][^#'"[\]{},\n]*?:[ \t]+)?[[{]/;

/** A key is at most 1024 characters (YAML 1.2, 7.4.2); the bound keeps the search for a value linear. */
const LONGEST_KEY = 1200;

/**
 * The text with every bracketed value on one line, character for character as long as before. Kubernetes' own reader lets the lines of
 * such a value, and of the quoted texts in it, start anywhere; the standard asks them to be indented. Undefined when there is none.
 */
export function flowOnOneLine(text: string): string | undefined {
  const parts: string[] = [];
  let kept = 0;
  let scalar: number | undefined;
  for (let at = 0; at < text.length;) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(at, end).replace(/\r$/, '');
    const indent = line.search(/[^ ]/);
    let next = end + 1;
    if (scalar !== undefined && (indent < 0 || indent > scalar)) {
      // Inside a block scalar, where brackets mean nothing.
    } else {
      scalar = BLOCK_SCALAR.test(line) ? indent : undefined;
      const flow = scalar === undefined ? FLOW_VALUE.exec(line.slice(0, LONGEST_KEY)) : null;
      const open = flow ? at + flow[0].length - 1 : -1;
      const close = flow ? closing(text, open) : undefined;
      if (close !== undefined && close > end) {
        parts.push(text.slice(kept, open), text.slice(open, close).replace(/[\r\n]/g, ' '));
        kept = close;
        const rest = text.indexOf('\n', close);
        next = rest < 0 ? text.length : rest + 1;
      }
    }
    at = next;
  }
  return parts.length === 0 ? undefined : parts.join('') + text.slice(kept);
}

/** Just after the bracket that closes the one at `open`; undefined when there is none, or a comment, which cannot be joined. */
function closing(text: string, open: number): number | undefined {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const char = text[at];
    if (char === '[' || char === '{') depth++;
    else if (char === ']' || char === '}') {
      if (--depth === 0) return at + 1;
    } else if (char === '"' || char === "'") {
      const end = endOfQuote(text, at, char);
      if (end === undefined) return undefined;
      at = end;
    } else if (char === '#' && /\s/.test(text[at - 1] ?? '')) return undefined;
  }
  return undefined;
}

function endOfQuote(text: string, from: number, quote: string): number | undefined {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\' && quote === '"') at++;
    else if (text[at] === quote) return at;
  }
  return undefined;
}
