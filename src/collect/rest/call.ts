import type { FieldsShape } from '../shape.ts';

/** What fills `{name}` in paths, hosts and file names: where a walk starts, and what the answers above told. */
export type Vars = Readonly<Record<string, string>>;
export type Thing = Readonly<Record<string, unknown>>;

/** One call of a REST API with JSON that reads. */
export interface Call {
  /** As the API's reference names the method. */
  readonly name: string;
  /** The key of its host in the collector's table of hosts. */
  readonly host: string;
  /** `{name}` is one part of a path or query, `{+name}` a path of several (RFC 6570, simple and reserved expansion). */
  readonly path: string;
  /** Sent as JSON by POST, for APIs that take questions so; null has no body. */
  readonly post?: Thing | null;
  /** Where a walk that starts at such a thing begins with this call. */
  readonly at?: readonly string[];
  /** Asked once for each thing that another call told. */
  readonly each?: readonly Each[];
  /** The member of the answer that lists things; the answer is the thing itself when there is none. */
  readonly list?: string;
  /** What is kept of one thing; the rest is written nowhere. */
  readonly keeps: FieldsShape;
  /** Words of errors that mean: there is none. */
  readonly none?: readonly string[];
  /** Why a refusal is usual and no gap. */
  readonly refusal?: string;
  /** The right that it takes, for the page that lists them; undefined where it takes none. */
  readonly right: string | undefined;
  /** File in the unit's folder, or from the source's folder with a `/` before it; nothing is written without one. */
  readonly file?: string | ((thing: Thing, vars: Vars) => string);
  /** The file holds the thing alone and not a list. */
  readonly alone?: true;
  /** The form that the provider's command line prints; undefined leaves it out. */
  readonly prints?: (thing: Thing, vars: Vars) => unknown;
}

export interface Each {
  /** The call whose things it is about. */
  readonly of: string;
  /** Name of a variable <- member of the thing. Where one is missing nothing is asked. */
  readonly vars: Readonly<Record<string, string | ((thing: Thing) => string | undefined)>>;
  /** Only for these. */
  readonly when?: (thing: Thing) => boolean;
}

/** One thing of an answer, and the call and place that it was asked for. */
export interface Told {
  readonly call: Call;
  readonly vars: Vars;
  readonly thing: Thing;
}

export const textOf = (thing: Thing, member: string): string | undefined => {
  const value = thing[member];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** The variables of a call for one thing; undefined where the thing lacks one. */
export function varsFor({ vars, when }: Each, thing: Thing, above: Vars): Vars | undefined {
  if (when && !when(thing)) return undefined;
  const made: Record<string, string> = { ...above };
  for (const [name, from] of Object.entries(vars)) {
    const value = typeof from === 'string' ? textOf(thing, from) : from(thing);
    if (value === undefined) return undefined;
    made[name] = value;
  }
  return made;
}
