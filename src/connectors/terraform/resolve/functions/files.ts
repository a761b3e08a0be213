import { parseHclTemplate } from '../../../../hcl/parse.ts';
import { withoutHoles } from '../../../../model/hole.ts';
import type { Env } from '../env.ts';
import { documentOfText } from '../json-text.ts';
import { textOf, valueOf, type Place, type Val } from '../value.ts';
import { fullText, mapOf, type Calling, type Fn, type Row } from './function.ts';

/** The text of a file of the tree. Its JSON keeps the places of that file. */
const file: Fn = ([path], calling) => {
  const found = readIn(path, calling);
  if (found === undefined || found === 'failed') return found;
  const { text, source } = found;
  const place: Place = { source, start: 0, end: text.length, exact: false };
  return { data: text, place: calling.place, document: () => documentOfText(text, [{ at: 0, start: 0 }], place) };
};

/** The file as a template, with the variables that are given and no others. */
const templatefile: Fn = ([path, variables], calling) => {
  const found = readIn(path, calling);
  if (found === undefined || found === 'failed') return found;
  const parsed = parseHclTemplate(found.text);
  if (!('kind' in parsed)) return 'failed';
  const names = mapOf(variables);
  const inner: Env = {
    ...calling.env,
    source: found.source,
    lookup: (name) => names?.entries.get(name)?.value,
  };
  const made = calling.evaluate(parsed, inner);
  return textOf(made) === undefined ? undefined : { ...made, place: calling.place };
};

function readIn(
  path: Val | undefined,
  { env }: Calling,
): { readonly text: string; readonly source: Place['source'] } | 'failed' | undefined {
  const name = fullText(path);
  if (name === undefined) return undefined;
  const found = env.files.read(name);
  return 'problem' in found ? undefined : { ...found, text: withoutHoles(found.text) };
}

const fileexists: Fn = ([path], { env, place }) => {
  const name = fullText(path);
  return name === undefined ? undefined : valueOf(env.files.has(name), place);
};

export const FILES: readonly Row[] = [
  ['file', file],
  ['templatefile', templatefile],
  ['fileexists', fileexists],
];
