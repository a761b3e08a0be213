import { isData, plain } from '../../../../documents/plain.ts';
import { asYaml, holdsUnknown, printed, truth, Unknown } from './value.ts';

type Fn = (args: readonly unknown[]) => unknown;

const at = (args: readonly unknown[], index: number): unknown => args[index];
const last = (args: readonly unknown[]): unknown => args.at(-1);
const word = (value: unknown): string => printed(value);
const onText =
  (change: (text: string, args: readonly unknown[]) => string): Fn =>
  (args) =>
    change(word(last(args)), args);
/** A change that would cut through a placeholder is left undone. */
const onKnownText =
  (change: (text: string, args: readonly unknown[]) => string): Fn =>
  (args) =>
    holdsUnknown(last(args)) ? word(last(args)) : change(word(last(args)), args);
/** A question whose answer is not known is answered with what is more likely of an unknown name: no. */
const question =
  (ask: (args: readonly unknown[]) => boolean): Fn =>
  (args) =>
    args.some(holdsUnknown) ? new Unknown('condition') : ask(args);

const indented = (count: unknown, text: string): string => {
  const width = typeof count === 'number' ? Math.max(0, Math.min(count, 200)) : 0;
  return text === '' ? '' : text.replace(/^(?=.)/gm, ' '.repeat(width));
};

/** The functions of Helm that shape names and blocks. Others yield a placeholder. */
export const FUNCTIONS: ReadonlyMap<string, Fn> = new Map<string, Fn>([
  ['default', (args) => (truth(last(args)) === true || holdsUnknown(last(args)) && args.length < 2 ? last(args) : at(args, 0))],
  ['quote', (args) => args.map((one) => JSON.stringify(word(one))).join(' ')],
  ['squote', (args) => args.map((one) => `'${word(one)}'`).join(' ')],
  ['toYaml', (args) => asYaml(last(args))],
  ['toJson', (args) => (last(args) instanceof Unknown ? last(args) : JSON.stringify(last(args) ?? null))],
  ['toString', (args) => (last(args) instanceof Unknown ? last(args) : word(last(args)))],
  ['indent', (args) => indented(at(args, 0), word(last(args)))],
  ['nindent', (args) => (word(last(args)) === '' ? '' : `\n${indented(at(args, 0), word(last(args)))}`)],
  ['printf', ([format, ...rest]) => formatted(word(format), rest)],
  ['print', (args) => args.map(word).join('')],
  ['trunc', onKnownText((text, [count]) => (typeof count === 'number' && count >= 0 ? text.slice(0, count) : text))],
  ['trimSuffix', onText((text, [suffix]) => (text.endsWith(word(suffix)) && word(suffix) ? text.slice(0, -word(suffix).length) : text))],
  ['trimPrefix', onText((text, [prefix]) => (text.startsWith(word(prefix)) ? text.slice(word(prefix).length) : text))],
  ['trim', onText((text) => text.trim())],
  ['trimAll', onText((text) => text.trim())],
  ['replace', onText((text, [old, by]) => (word(old) === '' ? text : text.replaceAll(word(old), () => word(by))))],
  ['lower', onKnownText((text) => text.toLowerCase())],
  ['upper', onKnownText((text) => text.toUpperCase())],
  ['title', onKnownText((text) => text)],
  ['kebabcase', onKnownText((text) => text.replaceAll('_', '-').toLowerCase())],
  ['required', (args) => last(args)],
  ['int', (args) => (last(args) instanceof Unknown ? last(args) : Number(last(args)) || 0)],
  ['int64', (args) => (last(args) instanceof Unknown ? last(args) : Number(last(args)) || 0)],
  ['coalesce', (args) => args.find((one) => truth(one) === true) ?? args.find((one) => holdsUnknown(one)) ?? null],
  ['ternary', (args) => (truth(last(args)) === false ? at(args, 1) : at(args, 0))],
  ['list', (args) => [...args]],
  ['dict', dictionary],
  ['merge', (args) => args.find(isData) ?? at(args, 0)],
  ['mergeOverwrite', (args) => args.find(isData) ?? at(args, 0)],
  ['get', (args) => picked(at(args, 0), [at(args, 1)])],
  ['index', ([of, ...keys]) => picked(of, keys)],
  ['first', (args) => (Array.isArray(last(args)) ? (last(args) as unknown[])[0] : last(args))],
  ['contains', question((args) => word(at(args, 1)).includes(word(at(args, 0))))],
  ['hasPrefix', question((args) => word(at(args, 1)).startsWith(word(at(args, 0))))],
  ['hasSuffix', question((args) => word(at(args, 1)).endsWith(word(at(args, 0))))],
  ['hasKey', (args) => (isData(at(args, 0)) ? Object.hasOwn(at(args, 0) as object, word(at(args, 1))) : new Unknown('condition'))],
  ['eq', question(([one, ...others]) => others.some((other) => one === other))],
  ['ne', question((args) => at(args, 0) !== at(args, 1))],
  ['not', (args) => opposite(truth(last(args)))],
  ['empty', (args) => opposite(truth(last(args)))],
  ['and', (args) => args.find((one) => truth(one) === false) ?? args.find((one) => truth(one) === undefined) ?? last(args)],
  ['or', (args) => args.find((one) => truth(one) === true) ?? args.find((one) => truth(one) === undefined) ?? last(args)],
]); // prettier-ignore

function opposite(value: boolean | undefined): unknown {
  return value === undefined ? new Unknown('condition') : !value;
}

function formatted(format: string, args: readonly unknown[]): string {
  let next = 0;
  return format.replace(/%(?:%|[-+ 0-9.]*[a-zA-Z])/g, (verb) => {
    if (verb === '%%') return '%';
    const value = word(args[next++]);
    return verb.endsWith('q') ? JSON.stringify(value) : value;
  });
}

function dictionary(args: readonly unknown[]): unknown {
  const data = plain();
  for (let index = 0; index + 1 < args.length; index += 2) data[word(args[index])] = args[index + 1];
  return data;
}

function picked(of: unknown, keys: readonly unknown[]): unknown {
  let value = of;
  for (const key of keys) {
    if (value instanceof Unknown) return new Unknown(`${value.name}.${word(key)}`);
    if (Array.isArray(value) && typeof key === 'number') value = (value as unknown[])[key];
    else value = isData(value) ? value[word(key)] : undefined;
  }
  return value ?? new Unknown(keys.map(word).join('.'));
}
