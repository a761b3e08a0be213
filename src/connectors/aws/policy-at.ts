import type { Entry } from '../../documents/entry.ts';
import { parsePolicy } from '../../iam/parse/policy.ts';
import type { PolicyOptions } from '../../iam/parse/reading.ts';
import type { AwsPolicy } from '../../model/aws-policy.ts';
import type { EstateBuilder } from '../../model/builder.ts';

/** A policy where it stands: a document, or the text of one, as many answers print it (URL-encoded by IAM's own API). */
export function policyAt(
  estate: EstateBuilder,
  entry: Entry | undefined,
  name: string,
  kind: PolicyOptions['kind'],
): AwsPolicy | undefined {
  if (entry === undefined || entry.value === null || entry.value === '') return undefined;
  const { policy, problems } = parsePolicy(entry, name, { outside: true, ...(kind === undefined ? {} : { kind }) });
  estate.diagnostic(...problems);
  return policy;
}
