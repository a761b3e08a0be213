/** `key = value`, `key: value`, `"key": "value"`, `--key=value` lines of a configuration text. */
export interface Assignment {
  readonly key: string;
  readonly value: string;
  /** Line within the text, from 0. */
  readonly line: number;
}

const LONGEST_LINE = 4096;
const LINE = /^[\s{,-]{0,60}(?:export\s)?["']?([A-Za-z][A-Za-z0-9_.-]{0,99})["']?\s{0,20}[:=]\s{0,20}(.{1,4000})$/u;

export function assignments(text: string): readonly Assignment[] {
  const found: Assignment[] = [];
  text.split('\n').forEach((line, index) => {
    if (line.length > LONGEST_LINE || /^\s*(?:#|\/\/|;)/u.test(line)) return;
    const match = LINE.exec(line.trimEnd());
    const [, key, written] = match ?? [];
    if (key === undefined || written === undefined) return;
    const value = unquoted(written);
    // A space in an unquoted value is prose, code or a list, not a credential.
    if (value === undefined || /[\s()[\]]/u.test(value)) return;
    found.push({ key, value, line: index });
  });
  return found;
}

function unquoted(written: string): string | undefined {
  const quote = written[0];
  if (quote === '"' || quote === "'") {
    const end = written.indexOf(quote, 1);
    return end < 0 ? undefined : written.slice(1, end);
  }
  return written.replace(/\s+#.*$/u, '').replace(/,$/u, '');
}
