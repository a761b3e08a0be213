import type { AwsPolicy } from '../model/aws-policy.ts';
import { Policy } from './layers/policy.ts';
import type { CompiledPolicy } from './port.ts';

const compiled = new WeakMap<AwsPolicy, Policy>();

/** Makes a policy ready to be asked; one result per policy object. */
export function compile(policy: AwsPolicy): CompiledPolicy {
  return policyOf(policy);
}

/** The same, as the evaluator knows it. */
export function policyOf(policy: AwsPolicy): Policy {
  let found = compiled.get(policy);
  if (found === undefined) {
    found = new Policy(policy);
    compiled.set(policy, found);
  }
  return found;
}
