import type { Entry } from '../../../documents/entry.ts';
import { withoutHoles } from '../../../model/hole.ts';
import { LONGEST, type Evaluator } from './evaluator.ts';
import type { Resolved } from './resolved.ts';

const VARIABLE = /\$\{(!?)([^{}$]{1,300})\}/gu;

/** `Fn::Sub`: `${Name}` and `${Name.Attribute}` in a text, `${!Name}` as written. Names of its own map come first. */
export function substitute(evaluator: Evaluator, argument: Entry, entry: Entry): Resolved {
  const text = typeof argument.value === 'string' ? argument.value : argument.text(0);
  if (text === undefined) return evaluator.unknown(entry, 'Sub');
  const own = typeof argument.value === 'string' ? undefined : argument.get(1);
  let length = 0;
  const made = withoutHoles(text).replace(VARIABLE, (_, literal: string, written: string) => {
    // What is longer is not kept.
    const value = length > LONGEST ? '' : literal === '' ? named(evaluator, written.trim(), own) : `\${${written}}`;
    length += value.length;
    return value;
  });
  return length > LONGEST ? evaluator.unknown(entry, 'too long') : evaluator.made(entry, made);
}

function named(evaluator: Evaluator, name: string, own: Entry | undefined): string {
  const given = own?.get(name);
  if (given) return evaluator.text(given) ?? '';
  const at = name.indexOf('.');
  return at < 0 ? evaluator.names.ref(name) : evaluator.names.attribute(name.slice(0, at), name.slice(at + 1));
}
