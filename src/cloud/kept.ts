import { detect } from '../credentials/detect.ts';
import type { AwsFact } from '../model/aws-facts.ts';
import type { AzureFact } from '../model/azure-facts.ts';
import type { Fact } from '../model/facts.ts';
import type { GcpFact } from '../model/gcp-facts.ts';
import { hole } from '../model/hole.ts';

/** What questions to the policies of each cloud are asked of: the facts that a saved scan keeps. */
export const AWS_KEPT = [
  'aws-identity', 'aws-policy', 'aws-resource', 'aws-organisation', 'aws-pod-identity', 'aws-oidc-provider',
] as const satisfies readonly AwsFact['fact'][]; // prettier-ignore
export const GCP_KEPT = [
  'gcp-grant', 'gcp-deny', 'gcp-service-account', 'gcp-role', 'gcp-resource', 'gcp-provider',
] as const satisfies readonly GcpFact['fact'][]; // prettier-ignore
export const AZURE_KEPT = [
  'azure-assignment', 'azure-role', 'azure-identity', 'azure-federated-credential', 'azure-resource',
] as const satisfies readonly AzureFact['fact'][]; // prettier-ignore
export const KEPT = [...AWS_KEPT, ...GCP_KEPT, ...AZURE_KEPT] as const;
export type KeptFact = Extract<Fact, { fact: (typeof KEPT)[number] }>;

/** JSON of each fact that is kept. A credential that somebody wrote into a tag or a condition is left out: it may then be any text. */
export function* keptFacts(facts: readonly Fact[]): Generator<string> {
  for (const fact of facts) if ((KEPT as readonly string[]).includes(fact.fact)) yield JSON.stringify(fact, kept);
}

function kept(key: string, value: unknown): unknown {
  // Where a fix may edit is said of files that are at hand.
  if (key === 'span') return undefined;
  return typeof value === 'string' && detect(key, value).length > 0 ? hole('a secret') : value;
}
