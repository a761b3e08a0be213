import type { Env } from '../env.ts';
import type { Evaluate } from '../evaluate.ts';
import { hasHole, printHoles } from '../../../../model/hole.ts';
import { List, Mapping, textOf, unknownName, type Place, type Val } from '../value.ts';

export interface Calling {
  /** Of the call. */
  readonly place: Place;
  readonly env: Env;
  readonly evaluate: Evaluate;
}

/** A function of Terraform. Undefined: the result is not known before Terraform runs; `failed`: Terraform would report an error. */
export type Fn = (args: readonly Val[], calling: Calling) => Val | 'failed' | undefined;

export type Row = readonly [name: string, fn: Fn];

/** The text of an argument, holes included; undefined when nothing of it is known. */
export const partText = (value: Val | undefined): string | undefined =>
  value === undefined || unknownName(value) !== undefined ? undefined : textOf(value);

/** The text of an argument that is known as a whole. */
export function fullText(value: Val | undefined): string | undefined {
  const text = partText(value);
  return text !== undefined && hasHole(text) ? undefined : text;
}

export const itemsOf = (value: Val | undefined): readonly Val[] | undefined =>
  value?.data instanceof List && !value.data.open ? value.data.items : undefined;

/** Items of a list of which more may be there. */
export const someItems = (value: Val | undefined): List | undefined =>
  value?.data instanceof List ? value.data : undefined;

export const mapOf = (value: Val | undefined): Mapping | undefined =>
  value?.data instanceof Mapping ? value.data : undefined;

/** Holes of which no name, path or address has more than word characters: the text around them can be taken apart. */
export const onlyWordHoles = (text: string): boolean =>
  printHoles(text.replace(/\uE000(?:account|suffix of )[^\uE001]{0,300}\uE001/gu, '')) ===
  text.replace(/\uE000(?:account|suffix of )[^\uE001]{0,300}\uE001/gu, '');

/** Applies a change to what is known of a text. */
export const aroundHolesOf = (text: string, change: (part: string) => string): string =>
  text
    .split(/(\uE000[^\uE000\uE001]{0,300}\uE001)/u)
    .map((part, index) => (index % 2 === 0 ? change(part) : part))
    .join('');
