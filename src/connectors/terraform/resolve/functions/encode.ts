import { createHash } from 'node:crypto';
import { readJson, readYaml } from '../../../../documents/read.ts';
import { withoutHoles } from '../../../../model/hole.ts';
import { valueOfEntry } from '../json-text.ts';
import { jsonText } from '../json.ts';
import { numberOf } from '../operators.ts';
import { unknownName, valueOf, type Val } from '../value.ts';
import { fullText, itemsOf, partText, type Fn, type Row } from './function.ts';

/** The object stays beside its text, so that a policy in it keeps the places of its statements. */
const encode: Fn = ([value], { place }) => {
  if (!value || unknownName(value) !== undefined) return undefined;
  const text = jsonText(value);
  return text === undefined ? undefined : { data: text, place, document: () => value };
};

const decode =
  (read: typeof readYaml): Fn =>
  ([value], { place }) => {
    const known = value?.document?.();
    if (known) return known;
    const text = partText(value);
    if (text === undefined) return undefined;
    const [root] = read('', text).roots;
    return root ? valueOfEntry(root, () => place) : 'failed';
  };

const digest =
  (algorithm: string, form: 'hex' | 'base64'): Fn =>
  ([value], { place }) => {
    const text = fullText(value);
    return text === undefined ? undefined : valueOf(createHash(algorithm).update(text).digest(form), place);
  };

const base64encode: Fn = ([value], { place }) => {
  const text = fullText(value);
  return text === undefined ? undefined : valueOf(Buffer.from(text).toString('base64'), place);
};

const base64decode: Fn = ([value], { place }) => {
  const text = fullText(value);
  return text === undefined ? undefined : valueOf(withoutHoles(Buffer.from(text, 'base64').toString('utf8')), place);
};

const urlencode: Fn = ([value], { place }) => {
  const text = fullText(value);
  // Half of a pair of surrogates has no bytes.
  return text === undefined || /\p{Surrogate}/u.test(text) ? undefined : valueOf(encodeURIComponent(text), place);
};

const numbers =
  (combine: (...all: number[]) => number): Fn =>
  (args, { place }) => {
    const all = args.map(numberOf);
    return all.length === 0 || all.includes(undefined)
      ? undefined
      : valueOf(combine(...all.flatMap((one) => one ?? [])), place);
  };

const sum: Fn = ([list], { place }) => {
  const all = itemsOf(list)?.map((one: Val) => numberOf(one));
  return !all || all.includes(undefined)
    ? undefined
    : valueOf(
        all.reduce<number>((total, one) => total + (one ?? 0), 0),
        place,
      );
};

const parseint: Fn = ([value, base], { place }) => {
  const [text, radix] = [fullText(value), base && numberOf(base)];
  if (text === undefined || radix === undefined || radix < 2 || radix > 36) return undefined;
  const number = Number.parseInt(text, radix);
  return Number.isNaN(number) ? 'failed' : valueOf(number, place);
};

export const ENCODE: readonly Row[] = [
  ['jsonencode', encode],
  ['yamlencode', encode],
  ['jsondecode', decode((file, text) => readJson(file, text))],
  ['yamldecode', decode(readYaml)],
  ['base64encode', base64encode],
  ['base64decode', base64decode],
  ['urlencode', urlencode],
  ['md5', digest('md5', 'hex')],
  ['sha1', digest('sha1', 'hex')],
  ['sha256', digest('sha256', 'hex')],
  ['sha512', digest('sha512', 'hex')],
  ['base64sha256', digest('sha256', 'base64')],
  ['min', numbers(Math.min)],
  ['max', numbers(Math.max)],
  ['abs', numbers(Math.abs)],
  ['ceil', numbers(Math.ceil)],
  ['floor', numbers(Math.floor)],
  ['sum', sum],
  ['parseint', parseint],
];
