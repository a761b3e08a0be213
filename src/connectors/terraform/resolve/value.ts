import type { LineIndex } from '../../../bytes/lines.ts';
import { hole } from '../../../model/hole.ts';

/** A file that expressions stand in. */
export interface Source {
  /** Printed path. */
  readonly path: string;
  readonly lines: LineIndex;
}

export interface Place {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
  /** The value is written here: a fix may edit it. */
  readonly exact: boolean;
}

/** A value of Terraform's language with the place that it comes from. Never changed after it is made. */
export interface Val {
  readonly data: Data;
  readonly place: Place;
  /** Of a text: the object that it is the JSON of. */
  readonly document?: () => Val | undefined;
}

export type Data = string | number | boolean | null | List | Mapping | Unknown | Thing;

/** A list, tuple or set. `open`: how many there are is not known; the items stand for all. */
export class List {
  readonly items: readonly Val[];
  readonly open: boolean;

  constructor(items: readonly Val[], open = false) {
    this.items = items;
    this.open = open;
  }
}

/** A map or object. `open`: there may be more, named by `rest`. */
export class Mapping {
  readonly entries: ReadonlyMap<string, { readonly at: Place; readonly value: Val }>;
  readonly rest: string | undefined;

  constructor(entries: ReadonlyMap<string, { readonly at: Place; readonly value: Val }>, rest?: string) {
    this.entries = entries;
    this.rest = rest;
  }
}

/** What is not known before Terraform runs. `failed`: evaluating it would be an error, so `try` passes on. */
export class Unknown {
  readonly name: string;
  readonly failed: boolean;

  constructor(name: string, failed = false) {
    this.name = name.length > 400 ? name.slice(0, 400) : name;
    this.failed = failed;
  }
}

/** Something with attributes that are evaluated when they are asked for: a resource, a module, the variables. */
export abstract class Thing {
  abstract readonly name: string;
  /** Undefined where there is none of this name. */
  abstract get(name: string): Val | undefined;
}

export const valueOf = (data: Data, place: Place): Val => ({ data, place });

export const unknown = (name: string, place: Place): Val => ({ data: new Unknown(name), place });

export const failure = (name: string, place: Place): Val => ({ data: new Unknown(name, true), place });

export const listOf = (items: readonly Val[], place: Place, open = false): Val => ({
  data: new List(items, open),
  place,
});

export function mappingOf(entries: Iterable<readonly [string, Val]>, place: Place, rest?: string): Val {
  const found = new Map<string, { at: Place; value: Val }>();
  for (const [key, value] of entries) found.set(key, { at: value.place, value });
  return { data: new Mapping(found, rest), place };
}

/** As a template writes it: holes for what is not known. Undefined for null and for collections. */
export function textOf(value: Val): string | undefined {
  const { data } = value;
  if (typeof data === 'string') return data;
  if (typeof data === 'number' || typeof data === 'boolean') return String(data);
  return data instanceof Unknown || data instanceof Thing ? hole(data.name) : undefined;
}

/** What it is called where it is not known; undefined when it is known, though perhaps with holes. */
export function unknownName({ data }: Val): string | undefined {
  return data instanceof Unknown || data instanceof Thing ? data.name : undefined;
}

export const lineOf = ({ source, start }: Place): number => source.lines.lineAt(start);
