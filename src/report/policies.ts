import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { keptFacts } from '../cloud/aws/kept.ts';
import type { AwsFact } from '../model/aws-facts.ts';
import type { Fact } from '../model/facts.ts';
import { list, wrong, type At } from './read/fields.ts';
import { awsFactOf } from './read/policies.ts';

/** Of the JSON. A hundred thousand statements are a quarter of it. */
const LARGEST = 128 << 20;

/** What a snapshot keeps for questions to the evaluator: the JSON of the facts, deflated. Absent when it would be refused: say so to whoever saves. */
export function packPolicies(facts: readonly Fact[], largest = LARGEST): Uint8Array | undefined {
  const json = textOf(facts);
  return json === undefined || json.length > largest ? undefined : deflateRawSync(json);
}

/** Absent when the text is longer than a string can be. */
function textOf(facts: readonly Fact[]): Buffer | undefined {
  try {
    return Buffer.from(keptFacts(facts));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The facts again, each checked. */
export function unpackPolicies(packed: Uint8Array, file: string): readonly AwsFact[] {
  const at: At = { file, path: '' };
  let value: unknown;
  try {
    value = JSON.parse(inflateRawSync(packed, { maxOutputLength: LARGEST }).toString('utf8'));
  } catch {
    throw wrong(at, 'has policies that cannot be read');
  }
  return list(new Map([['policies', value]]), 'policies', at, awsFactOf);
}
