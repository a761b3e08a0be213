import { packageOf, type Package } from './packages.ts';
import { CONTAINER_VALUE_FLAGS, RUNNERS, type Runner } from './runners.ts';
import { programOf, type Word } from './words.ts';

/** How a stdio server is started. */
export interface Launch {
  readonly program: string;
  readonly package?: Package;
  /** It runs in a container: what that is given of the host. */
  readonly container?: Container;
  /** What the server itself is told. */
  readonly rest: readonly Word[];
  /** The module or file that an interpreter runs, or the command inside the package. */
  readonly runs?: string;
  /** `docker mcp gateway run`: a gateway, with its own arguments in `rest`. */
  readonly gateway?: true;
}

export interface Container {
  readonly env: readonly (readonly [key: string, value: string | undefined, word: Word])[];
  /** Binds and flags that hand it the host. */
  readonly host: readonly string[];
}

const ENGINES = new Set(['docker', 'podman', 'nerdctl', 'finch']);

export function launchOf(words: readonly Word[]): Launch | undefined {
  const [first, ...rest] = words;
  if (first === undefined) return undefined;
  const program = programOf(first.text);
  if (ENGINES.has(program)) return engine(program, rest);
  for (const runner of RUNNERS) {
    if (runner.program !== program) continue;
    const fetched = fetchedBy(runner, rest);
    if (fetched) return { program, ...fetched };
  }
  return { program, ...interpreted(rest), rest };
}

interface Taken {
  readonly flags: readonly (readonly [name: string, value: Word])[];
  readonly positional: readonly number[];
}

/** Flags with their values, up to the point where `enough` positional words are met. */
function take(words: readonly Word[], valued: ReadonlySet<string>, enough: number): Taken {
  const flags: (readonly [string, Word])[] = [];
  const positional: number[] = [];
  for (let at = 0; at < words.length && positional.length < enough; at++) {
    const word = words[at];
    if (word === undefined) break;
    if (!word.text.startsWith('-') || word.text === '-') positional.push(at);
    else if (word.text === '--') continue;
    else {
      const [name, value] = cut(word.text);
      const next = words[at + 1];
      if (value !== undefined) flags.push([name, { text: value, at: word.at, whole: false }]);
      else if (valued.has(name) && next !== undefined) {
        flags.push([name, next]);
        at++;
      } else flags.push([name, { text: '', at: word.at, whole: false }]);
    }
  }
  return { flags, positional };
}

function cut(text: string): readonly [string, string?] {
  const at = text.indexOf('=');
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function fetchedBy(runner: Runner, words: readonly Word[]): Omit<Launch, 'program'> | undefined {
  const valued = new Set([...runner.packageFlags, ...runner.valueFlags]);
  const { flags, positional } = take(words, valued, runner.verbs.length + 1);
  if (runner.verbs.some((verb, index) => words[positional[index] ?? -1]?.text !== verb)) return undefined;
  const named = flags.find(([name]) => runner.packageFlags.includes(name))?.[1];
  const at = positional[runner.verbs.length];
  const run = at === undefined ? undefined : words[at];
  const rest = at === undefined ? [] : words.slice(at + 1);
  if (named === undefined && runner.onlyFlag) return undefined;
  const word = named ?? run;
  const found = word && packageOf(runner.registry, word);
  const runs = named === undefined ? undefined : run?.text;
  return { rest, ...(found ? { package: found } : {}), ...(runs === undefined ? {} : { runs }) };
}

/** `python -m module`, `node path`. */
function interpreted(words: readonly Word[]): Pick<Launch, 'runs'> {
  const module = words.findIndex(({ text }) => text === '-m');
  const run = module >= 0 ? words[module + 1] : words.find(({ text }) => !text.startsWith('-'));
  return run === undefined ? {} : { runs: run.text };
}

function engine(program: string, words: readonly Word[]): Launch {
  if (
    words
      .slice(0, 3)
      .map(({ text }) => text)
      .join(' ') === 'mcp gateway run'
  )
    return { program, rest: words.slice(3), gateway: true };
  const verb = words.findIndex(({ text }) => text === 'run');
  if (verb < 0) return { program, rest: words };
  const after = words.slice(verb + 1);
  const { flags, positional } = take(after, CONTAINER_VALUE_FLAGS, 1);
  const at = positional[0];
  const word = at === undefined ? undefined : after[at];
  const found = word && packageOf('image', word);
  return {
    program,
    container: containerOf(flags),
    rest: at === undefined ? [] : after.slice(at + 1),
    ...(found ? { package: found } : {}),
  };
}

const HANDS_OVER = /docker\.sock|^\/:|[=,]source=\/,|[=,]src=\/,/u;

function containerOf(flags: Taken['flags']): Container {
  const env: Container['env'][number][] = [];
  const host: string[] = [];
  for (const [name, word] of flags) {
    if (name === '-e' || name === '--env') {
      const [key, value] = cut(word.text);
      env.push([key, value, word]);
    } else if (name === '--privileged') host.push(name);
    else if (/^(?:-v|--volume|--mount)$/u.test(name) && HANDS_OVER.test(word.text)) host.push(`${name} ${word.text}`);
    else if (/^--(?:pid|net|network|ipc)$/u.test(name) && word.text === 'host' && name === '--pid')
      host.push(`${name}=host`);
  }
  return { env, host };
}
