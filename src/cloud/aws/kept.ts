import { detect } from '../../credentials/detect.ts';
import type { AwsFact } from '../../model/aws-facts.ts';
import type { Fact } from '../../model/facts.ts';
import { hole } from '../../model/hole.ts';

/** What the evaluator's world is made of: the facts that a saved scan keeps. */
export const KEPT = [
  'aws-identity', 'aws-policy', 'aws-resource', 'aws-organisation', 'aws-pod-identity', 'aws-oidc-provider',
] as const satisfies readonly AwsFact['fact'][]; // prettier-ignore

/** JSON of the facts of AWS among these. A credential that somebody wrote into a tag or a condition is left out: it may then be any text. */
export function keptFacts(facts: readonly Fact[]): string {
  const kept = facts.filter(({ fact }) => (KEPT as readonly string[]).includes(fact));
  return JSON.stringify(kept, (key, value: unknown) => {
    // Where a fix may edit is said of files that are at hand.
    if (key === 'span') return undefined;
    return typeof value === 'string' && detect(key, value).length > 0 ? hole('a secret') : value;
  });
}
