import type { AwsPolicy } from '../../../model/aws-policy.ts';

/** What a policy is of, by its own words. */
export type PolicyKind =
  | { readonly of: 'identity' | 'role' | 'things' }
  | {
      readonly of: 'thing';
      readonly arn: string;
      readonly service: string;
      readonly type: string;
      /** Where the ARN has one. */
      readonly account?: string;
    };

/** A statement with a principal is of a resource policy; without resources it is of a role (IAM user guide, "Resource" element). */
export function kindOf({ statements }: AwsPolicy): PolicyKind {
  if (statements.every(({ principals, notPrincipals }) => !principals && !notPrincipals)) return { of: 'identity' };
  if (statements.every(({ resources, notResources }) => !resources && !notResources)) return { of: 'role' };
  const named = statements.flatMap(({ resources }) => resources ?? ['*']).map(thingAt);
  const [first] = named;
  return first && named.every((one) => one?.arn === first.arn) ? { of: 'thing', ...first } : { of: 'things' };
}

type Thing = Omit<Extract<PolicyKind, { of: 'thing' }>, 'of'>;

/** ARNs that name one thing whose policy may name it (service authorization reference). Objects are their bucket's. */
const THINGS: readonly (readonly [service: string, type: string, pattern: RegExp])[] = [
  ['s3', 'bucket', /^(arn:aws[a-z-]{0,10}:s3::():[a-z0-9.-]{3,63})(?:\/.*)?$/su],
  ['lambda', 'function', /^(arn:aws[a-z-]{0,10}:lambda:[a-z0-9-]{1,40}:(\d{12}):function:[\w-]{1,140})(?::.*)?$/su],
  ['secretsmanager', 'secret', /^(arn:aws[a-z-]{0,10}:secretsmanager:[a-z0-9-]{1,40}:(\d{12}):secret:[\w/+=.@-]{1,520})$/u],
  ['sqs', 'queue', /^(arn:aws[a-z-]{0,10}:sqs:[a-z0-9-]{1,40}:(\d{12}):[\w.-]{1,80})$/u],
  ['sns', 'topic', /^(arn:aws[a-z-]{0,10}:sns:[a-z0-9-]{1,40}:(\d{12}):[\w.-]{1,256})$/u],
]; // prettier-ignore

function thingAt(resource: string): Thing | undefined {
  for (const [service, type, pattern] of THINGS) {
    const [, arn, account] = pattern.exec(resource) ?? [];
    if (arn !== undefined) return { service, type, arn, ...(account ? { account } : {}) };
  }
  return undefined;
}

/** A file whose name says that its policy takes away: an allow of everything gives nobody anything there. */
export const isLimit = (file: string): boolean =>
  /(?:^|[^a-z])(?:scps?|rcps?|boundar(?:y|ies)|guardrails?|(?:service|resource)[-_]?control[\w-]*|endpoint[\w-]*)(?:[^a-z]|$)/iu.test(
    file,
  );
