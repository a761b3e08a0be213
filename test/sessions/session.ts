/** One command of a session with what it must answer. */
export interface Step {
  readonly command: string;
  readonly out: readonly string[];
  readonly err: readonly string[];
  readonly exit: number;
}

export interface Session {
  /** Folder under test/sessions/fixtures that is copied into the working folder, if any. */
  readonly fixture: string | undefined;
  readonly files: ReadonlyMap<string, string>;
  readonly steps: readonly Step[];
}

/**
 * A session is text that reads like a terminal:
 *
 *     # a comment
 *     @in FOLDER            the working folder starts as a copy of fixtures/FOLDER
 *     @file NAME            followed by lines that start with `| `
 *     $ writ version        a command, run by bash
 *     > writ 0.1.0          a line of stdout; `[..]` matches any text, a line `...` any lines
 *     ! a line of stderr
 *     = 2                   the exit code, 0 when not said
 */
export function parseSession(text: string): Session {
  let fixture: string | undefined;
  const files = new Map<string, string>();
  const steps: { command: string; out: string[]; err: string[]; exit: number }[] = [];
  let file = '';
  text.split('\n').forEach((line, index) => {
    const step = steps.at(-1);
    const rest = line.slice(2);
    if (line.startsWith('@in ')) fixture = line.slice(4);
    else if (line.startsWith('@file ')) files.set((file = line.slice(6)), '');
    else if (line.startsWith('|')) files.set(file, `${files.get(file) ?? ''}${rest}\n`);
    else if (line.startsWith('$ ')) steps.push({ command: rest, out: [], err: [], exit: 0 });
    else if (line.startsWith('>') && step) step.out.push(rest);
    else if (line.startsWith('!') && step) step.err.push(rest);
    else if (line.startsWith('= ') && step) step.exit = Number(rest);
    else if (line !== '' && !line.startsWith('#')) throw new Error(`line ${index + 1} is not understood: ${line}`);
  });
  if (steps.length === 0) throw new Error('a session without a command proves nothing');
  return { fixture, files, steps };
}

/** The actual lines, each replaced by the pattern that it matches: equal to the patterns exactly when all match. */
export function asExpected(actual: readonly string[], patterns: readonly string[]): readonly string[] {
  const out: string[] = [];
  let at = 0;
  for (let next = 0; next < patterns.length; next += 1) {
    const pattern = patterns[next] ?? '';
    if (pattern === '...') {
      const until = patterns[next + 1];
      while (at < actual.length && (until === undefined || !matches(actual[at] ?? '', until))) at += 1;
      out.push(pattern);
    } else if (at < actual.length) {
      out.push(matches(actual[at] ?? '', pattern) ? pattern : (actual[at] ?? ''));
      at += 1;
    }
  }
  return [...out, ...actual.slice(at)];
}

function matches(line: string, pattern: string): boolean {
  const parts = pattern.split('[..]');
  let at = 0;
  for (const [index, part] of parts.entries()) {
    const found = index === parts.length - 1 && parts.length > 1 ? line.lastIndexOf(part) : line.indexOf(part, at);
    if (found < at || (index === 0 && found !== 0)) return false;
    at = found + part.length;
  }
  return at === line.length;
}
