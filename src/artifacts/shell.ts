/** One simple command of a shell script, quotes taken off, nothing expanded. */
export interface Command {
  /** The program without its folder, then its arguments. Words before it (`sudo`, `FOO=1`, `if`) are left out. */
  readonly words: readonly string[];
  /** Line within the text, from 0. */
  readonly line: number;
}

/** Longer scripts are programs; their start is read. */
const LONGEST = 256 * 1024;
const DEEPEST = 16;
const BEFORE: ReadonlySet<string> = new Set([
  'sudo', 'exec', 'time', 'nohup', 'env', 'command', 'eval', 'if', 'then', 'else', 'elif', 'do', 'while', 'until', '!', '{', 'set', 'export',
]); // prettier-ignore
const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'ash', 'zsh']);

interface Frame {
  words: string[];
  word: string | undefined;
  line: number;
  quoted: boolean;
  readonly closer: string;
}

/** The commands of a script in the order in which they end: those of `$(...)` before the one around them. One pass, never backtracking. */
export function commandsOf(text: string, depth = 0): readonly Command[] {
  const source = text.length > LONGEST ? text.slice(0, LONGEST) : text;
  const found: Command[] = [];
  const frames: Frame[] = [];
  let here: Frame = { words: [], word: undefined, line: 0, quoted: false, closer: '' };
  let line = 0;
  const add = (more: string): void => {
    if (here.word === undefined && here.words.length === 0) here.line = line;
    here.word = (here.word ?? '') + more;
  };
  const endWord = (): void => {
    if (here.word !== undefined) here.words.push(here.word);
    here.word = undefined;
  };
  const endCommand = (): void => {
    endWord();
    const words = bare(here.words);
    if (words.length > 0) found.push({ words, line: here.line }, ...inner(words, here.line, depth));
    here.words = [];
  };
  for (let at = 0; at < source.length; at++) {
    const char = source[at] ?? '';
    const next = source[at + 1] ?? '';
    if (char === '\n') line++;
    if (char === '\\') {
      if (next === '\n') line++;
      else add(next);
      at++;
    } else if (char === '`' && here.closer !== '`' && frames.length < DEEPEST) {
      add('$()');
      frames.push(here);
      here = { words: [], word: undefined, line, quoted: false, closer: '`' };
    } else if (char === '$' && next === '(' && frames.length < DEEPEST) {
      add('$()');
      frames.push(here);
      here = { words: [], word: undefined, line, quoted: false, closer: ')' };
      at++;
    } else if (here.closer !== '' && char === here.closer && !here.quoted) {
      endCommand();
      here = frames.pop() ?? here;
    } else if (char === '"') {
      here.quoted = !here.quoted;
      add('');
    } else if (here.quoted) add(char);
    else if (char === "'") {
      const end = source.indexOf("'", at + 1);
      const literal = source.slice(at + 1, end < 0 ? source.length : end);
      add(literal);
      line += literal.split('\n').length - 1;
      at += literal.length + 1;
    } else if (char === '#' && here.word === undefined) {
      at = lineEnd(source, at) - 1;
    } else if (char === '<' && next === '<' && source[at + 2] !== '<') {
      const skipped = heredoc(source, at);
      endCommand();
      line += skipped.lines;
      at = skipped.end - 1;
    } else if (char === '\n' || char === ';' || char === '|' || char === '&' || char === '(' || char === ')')
      endCommand();
    else if (char === ' ' || char === '\t' || char === '\r') endWord();
    else add(char);
  }
  for (;;) {
    endCommand();
    const outer = frames.pop();
    if (!outer) return found;
    here = outer;
  }
}

/** `bash -c "..."`: the script in the argument. */
function inner(words: readonly string[], line: number, depth: number): readonly Command[] {
  const script = SHELLS.has(words[0] ?? '')
    ? words[words.findIndex((word) => /^-[a-z]{0,5}c$/u.test(word)) + 1]
    : undefined;
  if (script === undefined || script === words[0] || depth > 2) return [];
  return commandsOf(script, depth + 1).map((one) => ({ words: one.words, line: line + one.line }));
}

function bare(words: readonly string[]): readonly string[] {
  let first = 0;
  while (first < words.length && (BEFORE.has(words[first] ?? '') || /^\w{1,100}=/u.test(words[first] ?? ''))) first++;
  const [program, ...rest] = words.slice(first);
  return program === undefined ? [] : [program.slice(program.lastIndexOf('/') + 1), ...rest];
}

/** From `<<` to the end of the line after the delimiter. */
function heredoc(source: string, at: number): { readonly end: number; readonly lines: number } {
  const first = lineEnd(source, at);
  const delimiter = /^<<-?\s{0,5}["']?([\w.-]{1,60})/u.exec(source.slice(at, at + 80))?.[1];
  if (delimiter === undefined) return { end: at + 2, lines: 0 };
  let lines = 1;
  for (let start = first + 1; start <= source.length; lines++) {
    const end = lineEnd(source, start);
    if (source.slice(start, end).trim() === delimiter) return { end, lines };
    start = end + 1;
  }
  return { end: source.length, lines: 0 };
}

function lineEnd(source: string, at: number): number {
  const end = source.indexOf('\n', at);
  return end < 0 ? source.length : end;
}

/** The value of the first of these options: `--name value` or `--name=value`. */
export function optionOf(words: readonly string[], ...names: readonly string[]): string | undefined {
  return optionsOf(words, ...names)[0];
}

export function optionsOf(words: readonly string[], ...names: readonly string[]): readonly string[] {
  return words.flatMap((word, index) => {
    if (names.includes(word)) return words[index + 1] ?? [];
    const equals = word.indexOf('=');
    return equals > 0 && names.includes(word.slice(0, equals)) ? word.slice(equals + 1) : [];
  });
}

/** Words that are no options. A value that follows an option stands among them: what takes one is the program's affair. */
export function operandsOf(words: readonly string[]): readonly string[] {
  return words.slice(1).filter((word) => !word.startsWith('-'));
}
