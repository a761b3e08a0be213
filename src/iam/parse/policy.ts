import { Entry } from '../../documents/entry.ts';
import { parseJson } from '../../documents/json.ts';
import { Refusal } from '../../documents/parsed.ts';
import type { Placed } from '../../documents/path.ts';
import type { AwsPolicy, AwsStatement } from '../../model/aws-policy.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Evidence } from '../../model/evidence.ts';
import { hasHole } from '../../model/hole.ts';
import { policyOf } from './document.ts';
import { Problems } from './problems.ts';
import type { PolicyOptions } from './reading.ts';
import { decoded, holesQuoted } from './text.ts';
import { anything } from './unknown.ts';

/** Longest text of a policy. AWS takes 20,480 characters at most (a bucket policy). */
const LONGEST = 1 << 20;

export interface ParsedPolicy {
  readonly policy: AwsPolicy;
  /** What AWS would reject (`malformed`), what passes the bounds, and notes on unknown actions; each with its place. */
  readonly problems: readonly Diagnostic[];
}

/**
 * A policy document as it stands in a file, or the text of one inside a string. What AWS would reject stays with `uncertain` in its
 * statement, or is left out where it can mean nothing; either is told. Never throws.
 */
export function parsePolicy(entry: Entry, name: string, options: PolicyOptions = {}): ParsedPolicy {
  if (typeof entry.value === 'string') return parsePolicyText(entry.value, entry.evidence, name, options);
  const problems = new Problems(name);
  const policy = policyOf(entry, name, { ...options, problems });
  return { policy, problems: problems.list };
}

/** The same for a JSON text, also URL-encoded (RFC 3986) as the IAM API prints it. Everything in it stands at `evidence`. */
export function parsePolicyText(
  text: string,
  evidence: Evidence,
  name: string,
  options: PolicyOptions = {},
): ParsedPolicy {
  const problems = new Problems(name, evidence);
  const fixed = (statements: readonly AwsStatement[]): ParsedPolicy => ({
    policy: { version: '2012-10-17', name, statements, evidence },
    problems: problems.list,
  });
  if (text.length > LONGEST) {
    problems.addAt('too-large', `it is longer than ${LONGEST} characters`, evidence);
    return fixed(anything(evidence, 'the policy is larger than any that AWS takes'));
  }
  const open = !options.outside && hasHole(text);
  const json = decoded(text);
  const parsed = parseJson(open ? holesQuoted(json) : json, 0);
  if (!(parsed instanceof Refusal)) {
    const placed: Placed = {
      at: () => evidence,
      span: () => undefined,
      block: () => undefined,
      indent: () => undefined,
    };
    const policy = policyOf(new Entry(parsed.data, [], placed), name, { ...options, problems });
    return { policy, problems: problems.list };
  }
  if (open) return fixed(anything(evidence, 'the policy could not be resolved'));
  problems.addAt(parsed.code, `it is no JSON: ${parsed.message}`, evidence);
  return fixed([]);
}
