import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { keptFacts, type KeptFact } from '../cloud/kept.ts';
import type { Fact } from '../model/facts.ts';
import { list, wrong, type At } from './read/fields.ts';
import { keptFactOf } from './read/policies.ts';

/** Of the JSON. A hundred thousand statements are a quarter of it. */
const LARGEST = 128 << 20;

/** What a snapshot keeps for questions to policies: the JSON of the facts, deflated. Absent when it would be refused: say so to whoever saves. */
export function packPolicies(facts: readonly Fact[], largest = LARGEST): Uint8Array | undefined {
  const pieces: Buffer[] = [];
  let size = 2;
  for (const text of keptFacts(facts)) {
    const piece = Buffer.from(`${pieces.length === 0 ? '[' : ','}${text}`);
    size += piece.length;
    if (size > largest) return undefined;
    pieces.push(piece);
  }
  return deflateRawSync(Buffer.concat([...pieces, Buffer.from(pieces.length === 0 ? '[]' : ']')]));
}

/** The facts again, each checked. */
export function unpackPolicies(packed: Uint8Array, file: string): readonly KeptFact[] {
  const at: At = { file, path: '' };
  let value: unknown;
  try {
    value = JSON.parse(inflateRawSync(packed, { maxOutputLength: LARGEST }).toString('utf8'));
  } catch {
    throw wrong(at, 'has policies that cannot be read');
  }
  return policiesIn(value, at);
}

export function policiesIn(value: unknown, at: At): readonly KeptFact[] {
  return list(new Map([['policies', value]]), 'policies', at, keptFactOf);
}
