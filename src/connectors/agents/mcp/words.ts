import type { Entry } from '../../../documents/entry.ts';

/** One word of a command line, and the value that it stands in. */
export interface Word {
  readonly text: string;
  readonly at: Entry;
  /** The value is this word alone: a fix may replace it. */
  readonly whole: boolean;
}

/** More words than this are no command that somebody wrote. */
const MOST = 2000;

/** The command with its arguments as words, out of what wraps them: a shell, `env`, `cmd /c`. */
export function commandWords(command: Entry | undefined, args: readonly Entry[]): readonly Word[] {
  const list = command && Array.isArray(command.value) ? command.items() : command ? [command] : [];
  const [first, ...others] = [...list, ...args].slice(0, MOST);
  if (first === undefined) return [];
  const program = first.text() ?? '';
  // A path may hold blanks; a command line begins with a known program.
  const head = /^[\w.@-]{1,60}\s/u.test(program) ? split(first, program) : [whole(first, program)];
  return unwrapped([...head, ...others.map((one) => whole(one, one.text() ?? ''))], 0);
}

const whole = (at: Entry, text: string): Word => ({ text, at, whole: true });

/** Words of a line as a shell would part them; good enough for quotes, not for substitutions. */
function split(at: Entry, line: string): readonly Word[] {
  const words: Word[] = [];
  for (const match of line.slice(0, 20_000).matchAll(/"([^"]{0,4000})"|'([^']{0,4000})'|([^\s"']{1,4000})/gu))
    words.push({ text: match[1] ?? match[2] ?? match[3] ?? '', at, whole: false });
  return words.slice(0, MOST);
}

const SHELLS: Readonly<Record<string, RegExp>> = {
  cmd: /^\/[ck]$/iu,
  sh: /^-l?c$/u,
  bash: /^-[li]{0,2}c$/u,
  zsh: /^-[li]{0,2}c$/u,
  powershell: /^-(?:c|command)$/iu,
  pwsh: /^-(?:c|command)$/iu,
};

function unwrapped(words: readonly Word[], depth: number): readonly Word[] {
  const [first, ...rest] = words;
  if (first === undefined || depth > 4) return words;
  const program = programOf(first.text);
  const shell = Object.hasOwn(SHELLS, program) ? SHELLS[program] : undefined;
  if (shell !== undefined) {
    const flag = rest.findIndex(({ text }) => shell.test(text));
    const inner = flag < 0 ? [] : rest.slice(flag + 1);
    const [line] = inner;
    if (line === undefined) return words;
    return unwrapped(inner.length === 1 && /\s/u.test(line.text) ? split(line.at, line.text) : inner, depth + 1);
  }
  if (program === 'env' || program === 'sudo' || program === 'exec' || program === 'wsl') {
    const next = rest.findIndex(({ text }) => !/^(?:-|[A-Za-z_]\w{0,100}=)/u.test(text));
    return next < 0 ? words : unwrapped(rest.slice(next), depth + 1);
  }
  return words;
}

/** `C:\Program Files\nodejs\npx.cmd` and `/usr/bin/npx` are `npx`. */
export function programOf(text: string): string {
  const base = text.split(/[\\/]/u).at(-1) ?? '';
  return base.toLowerCase().replace(/\.(?:exe|cmd|bat|ps1)$/u, '');
}
