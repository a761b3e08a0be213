/** One command of a script: its words without quotes, and its line within the script, from 0. */
export interface Command {
  readonly words: readonly string[];
  readonly line: number;
  readonly text: string;
}

const LONGEST = 256 * 1024;
const MOST = 5000;

/** What has no meaning of its own to a shell. */
const ORDINARY = /[^\s\\'"#$;|&()`]{1,1000}/uy;

/**
 * Commands of a shell script, as far as they can be told apart without running it: split at line ends, `;`, `&&`, `||`, `|` and the brackets
 * of substitutions, outside of quotes. Comments go; here-documents are read as commands, which finds no less.
 */
export function commandsOf(script: string): readonly Command[] {
  const text = script.slice(0, LONGEST);
  const commands: Command[] = [];
  let words: string[] = [];
  let word: string | undefined;
  let line = 0;
  let begun = 0;
  let from = 0;
  const endWord = (): void => {
    if (word !== undefined) words.push(word);
    word = undefined;
  };
  const end = (at: number): void => {
    endWord();
    if (words.length > 0 && commands.length < MOST)
      commands.push({ words, line: begun, text: text.slice(from, at).trim() });
    words = [];
    from = at + 1;
  };
  const add = (part: string): void => {
    if (words.length === 0 && word === undefined) begun = line;
    word = (word ?? '') + part;
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? '';
    ORDINARY.lastIndex = at;
    const run = ORDINARY.exec(text)?.[0];
    if (run !== undefined) {
      add(run);
      at += run.length - 1;
    } else if (sign === '\n') {
      end(at);
      line++;
    } else if (text.startsWith('${{', at)) {
      const stop = text.slice(at, at + 1000).indexOf('}}');
      const last = stop < 0 ? at + 2 : at + stop + 1;
      add(text.slice(at, last + 1));
      at = last;
    } else if (sign === '\\') {
      if (text[at + 1] === '\n') {
        endWord();
        line++;
      } else add(text[at + 1] ?? '');
      at++;
    } else if (sign === "'" || sign === '"') {
      const stop = closing(text, at);
      const inner = text.slice(at + 1, stop);
      add(inner);
      line += inner.split('\n').length - 1;
      at = stop;
    } else if (sign === '#' && word === undefined) {
      const stop = text.indexOf('\n', at);
      at = (stop < 0 ? text.length : stop) - 1;
    } else if (sign === ' ' || sign === '\t' || sign === '\r') endWord();
    else if (sign === '$' && text[at + 1] === '{') {
      const stop = text.slice(at, at + 300).indexOf('}');
      const last = stop < 0 ? at + 1 : at + stop;
      add(text.slice(at, last + 1));
      at = last;
    } else if (/[;|&()`]/u.test(sign)) end(at);
    else add(sign);
  }
  end(text.length);
  return commands;
}

function closing(text: string, at: number): number {
  const quote = text[at];
  for (let next = at + 1; next < text.length; next++) {
    if (text[next] === '\\' && quote === '"') next++;
    else if (text[next] === quote) return next;
  }
  return text.length;
}

/** The value of `--name x`, `--name=x` or `-n x`; undefined when it is not given. */
export function flag(words: readonly string[], ...names: readonly string[]): string | undefined {
  return flags(words, ...names)[0];
}

export function flags(words: readonly string[], ...names: readonly string[]): readonly string[] {
  return words.flatMap((word, index) => {
    for (const name of names) {
      if (word === name) return words[index + 1] ?? [];
      if (word.startsWith(`${name}=`)) return word.slice(name.length + 1);
    }
    return [];
  });
}
