import { tokens, type Token } from './tokens.ts';

/** A text in code, with the name that it is given: of a variable, an argument, a key of a map, an environment variable. */
export interface Literal {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** Nothing is put into it at run time, and it is text, not bytes. */
  readonly plain: boolean;
  readonly key?: string;
  /** `os.environ["KEY"] = ...` and its kin. */
  readonly environment?: true;
}

export interface Argument {
  readonly name?: string;
  readonly text?: Literal;
  /** What stands there otherwise: a name, `True`. */
  readonly word?: string;
}

export interface Call {
  /** Dotted, as written: `mlflow.register_model`. After a closing bracket only its own name: `.upsert`. */
  readonly callee: string;
  readonly start: number;
  readonly args: readonly Argument[];
}

/** What one code cell says. */
export interface Program {
  readonly literals: readonly Literal[];
  readonly calls: readonly Call[];
  readonly commands: readonly { readonly text: string; readonly start: number; readonly end: number }[];
  readonly comments: readonly { readonly text: string; readonly start: number }[];
  /** `holder["key"]` that is not assigned to. */
  readonly subscripts: readonly { readonly of: string; readonly key: string; readonly start: number }[];
  readonly imports: ReadonlySet<string>;
}

interface Open {
  readonly sign: string;
  readonly callee?: string;
  readonly start: number;
  readonly args: { name?: string; text?: Literal; word?: string }[];
}

const SETS = /(?:^|\.)(?:setdefault|putenv|setenv|getenv|environ\.get|Sys\.setenv)$/u;

export function programOf(code: string): Program {
  const all = joined(tokens(code));
  const literals: Literal[] = [];
  const calls: Call[] = [];
  const commands: Program['commands'][number][] = [];
  const comments: Program['comments'][number][] = [];
  const imports = new Set<string>();
  const subscripts: Program['subscripts'][number][] = [];
  const open: Open[] = [];
  all.forEach((token, index) => {
    const { value, start, end } = token;
    const inside = open.at(-1);
    const argument = inside?.args.at(-1);
    if (token.is === 'shell') commands.push({ text: value, start, end });
    else if (token.is === 'comment') comments.push({ text: value, start });
    else if (token.is === 'text') {
      const { key, environment } = keyOf(all, index, inside);
      const one: Literal = {
        value, start, end, plain: token.plain, ...(key === undefined ? {} : { key }), ...(environment ? { environment } : {}),
      }; // prettier-ignore
      literals.push(one);
      if (argument) argument.text ??= one;
      const of = all[index - 2];
      if (
        all[index - 1]?.value === '[' &&
        all[index + 1]?.value === ']' &&
        all[index + 2]?.value !== '=' &&
        of?.is === 'name'
      )
        subscripts.push({ of: of.value, key: value, start });
    } else if (token.is === 'name') {
      if (argument) argument.word ??= value;
      if (all[index - 1]?.value === 'import') imports.add(value);
    } else if (token.is === 'sign') {
      if (/^[([{]$/u.test(value)) open.push(opened(all, index));
      else if (/^[)\]}]$/u.test(value)) {
        const closed = open.pop();
        if (closed?.callee !== undefined) calls.push({ callee: closed.callee, start: closed.start, args: closed.args });
      } else if (value === ',' && inside) inside.args.push({});
      else if (value === '=' && argument?.word !== undefined && argument.text === undefined) {
        argument.name = argument.word;
        delete argument.word;
      }
    }
  });
  return { literals, calls, commands, comments, subscripts, imports };
}

function opened(all: readonly Token[], index: number): Open {
  const sign = all[index]?.value ?? '';
  const before = all[index - 1];
  const dot = all[index - 2];
  const callee =
    sign === '(' && before?.is === 'name' ? (dot?.value === '.' ? `.${before.value}` : before.value) : undefined;
  return {
    sign,
    start: before?.start ?? all[index]?.start ?? 0,
    args: [{}],
    ...(callee === undefined ? {} : { callee }),
  };
}

function keyOf(all: readonly Token[], index: number, inside: Open | undefined): Pick<Literal, 'key' | 'environment'> {
  const before = all[index - 1];
  if (before?.is === 'sign' && (before.value === '=' || before.value === ':' || before.value === '<-'))
    return named(all, index - 2, before.value);
  // `environ.setdefault("KEY", "value")`, `os.getenv("KEY", "value")`
  const first = inside?.args[0]?.text;
  if (inside?.callee !== undefined && inside.args.length === 2 && first && SETS.test(inside.callee))
    return { key: first.value, environment: true };
  if (before?.is === 'sign' && before.value === '(' && inside?.callee !== undefined) return {};
  return {};
}

function named(all: readonly Token[], at: number, sign: string): Pick<Literal, 'key' | 'environment'> {
  const token = all[at];
  if (token?.is === 'text') return sign === ':' ? { key: token.value } : {};
  if (token?.value === ']') {
    const text = all[at - 1];
    if (text?.is !== 'text' || all[at - 2]?.value !== '[') return {};
    return /environ$|^env$/iu.test(all[at - 3]?.value ?? '')
      ? { key: text.value, environment: true }
      : { key: text.value };
  }
  if (token?.is !== 'name') return {};
  // `token: str = "..."`
  if (sign !== ':' && all[at - 1]?.value === ':' && all[at - 2]?.is === 'name')
    return { key: last(all[at - 2]?.value) };
  return sign === ':' && all[at - 1]?.value === '{' ? {} : { key: last(token.value) };
}

const last = (dotted = ''): string => dotted.slice(dotted.lastIndexOf('.') + 1);

/** Texts that stand side by side, or with a plus between them, are one text. */
function joined(all: readonly Token[]): readonly Token[] {
  const out: Token[] = [];
  for (const token of all) {
    const before = out.at(-1);
    if (token.is === 'text' && before?.is === 'text') out[out.length - 1] = merged(before, token);
    else if (token.is === 'text' && before?.value === '+' && out.at(-2)?.is === 'text') {
      const left = out.at(-2);
      out.pop();
      if (left?.is === 'text') out[out.length - 1] = merged(left, token);
    } else out.push(token);
  }
  return out;
}

type Text = Extract<Token, { is: 'text' }>;

const merged = (a: Text, b: Text): Text => ({
  is: 'text',
  value: a.value + b.value,
  start: a.start,
  end: b.end,
  plain: a.plain && b.plain,
});
