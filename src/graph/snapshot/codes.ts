import { ENTRY_KINDS, ENVIRONMENTS, NODE_KINDS } from '../../model/kinds.ts';
import { CONFIDENCES, EDGE_KIND_NAMES } from '../tables.ts';
import { SnapshotError } from './error.ts';
import type { CodeNames, Tables } from './layout.ts';
import type { Opened } from './open.ts';
import { flagsOf } from './passes.ts';
import { parseObject } from './strings.ts';

/** The code tables of this program. Another version may number its kinds differently, so each snapshot carries its own. */
export const OWN: CodeNames = {
  nodeKinds: NODE_KINDS,
  edgeKinds: EDGE_KIND_NAMES,
  environments: ENVIRONMENTS,
  entries: ENTRY_KINDS,
  confidences: CONFIDENCES,
};

export function encodeNames(): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(OWN));
}

/** Flags of a code: this program has no such kind, or another number for it. */
const UNKNOWN = 1;
const OTHER = 2;

/** The columns of codes, in the numbers of this program: the columns themselves when writer and reader number alike. */
export interface Coded {
  readonly kind: Uint8Array;
  readonly environment: Uint8Array;
  readonly entry: Uint8Array;
  readonly edgeKind: Uint8Array;
  readonly confidence: Uint8Array;
}

export function recoded({ tables, offsetOf }: Opened): Coded {
  const recode = recoder(tables.names, offsetOf('names'));
  return {
    kind: recode('nodeKinds', tables.kind, offsetOf('kind')),
    environment: recode('environments', tables.environ, offsetOf('environ')),
    entry: recode('entries', tables.entry, offsetOf('entry'), true),
    edgeKind: recode('edgeKinds', tables.ekind, offsetOf('ekind')),
    confidence: recode('confidences', tables.trust, offsetOf('trust')),
  };
}

export function asWritten({ kind, environ, entry, ekind, trust }: Tables): Coded {
  return { kind, environment: environ, entry, edgeKind: ekind, confidence: trust };
}

/** A column in this program's codes; the column itself when both number alike. */
type Recode = (list: keyof CodeNames, column: Uint8Array, offset: number, optional?: boolean) => Uint8Array;

function recoder(json: Uint8Array, offset: number): Recode {
  const theirs = parseObject(new TextDecoder().decode(json), offset);
  return (list, column, at, optional = false) => {
    const names: unknown = Object.hasOwn(theirs, list) ? Reflect.get(theirs, list) : undefined;
    if (!Array.isArray(names) || names.length > 254) throw new SnapshotError(offset, `no list of ${list}`);
    const own: readonly string[] = OWN[list];
    // Optional columns count from 1; 0 is none.
    const shift = optional ? 1 : 0;
    const map = new Uint8Array(256).fill(255);
    if (optional) map[0] = 0;
    names.forEach((name: unknown, code) => {
      const known = typeof name === 'string' ? own.indexOf(name) : -1;
      if (known >= 0) map[code + shift] = known + shift;
    });
    const seen = flagsOf(
      column,
      map.map((mine, code) => (mine === 255 ? UNKNOWN : mine === code ? 0 : OTHER)),
    );
    if ((seen & UNKNOWN) !== 0) {
      const wrong = column.findIndex((code) => map[code] === 255);
      throw new SnapshotError(at + wrong, `code ${column[wrong] ?? 0} is of no known ${list}`);
    }
    return seen === 0 ? column : column.map((code) => map[code] as number);
  };
}
