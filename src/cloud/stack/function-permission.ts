import type { AwsStatement } from '../../model/aws-policy.ts';
import type { Evidence } from '../../model/evidence.ts';
import { allow, type Given } from './policies.ts';

/** One permission of a function, as its API takes it. */
export interface FunctionPermission {
  readonly function: string;
  readonly action: string;
  readonly principal: string;
  readonly sourceArn?: string;
  readonly sourceAccount?: string;
  readonly organisation?: string;
  readonly urlAuth?: string;
  readonly eventSourceToken?: string;
}

/** The statement that Lambda adds to the function's policy (Lambda developer guide, "Resource-based policies"; API reference, AddPermission). */
export function functionPermission(given: FunctionPermission, evidence: Evidence): AwsStatement {
  const conditions: NonNullable<Given['conditions']> = [
    ...condition('ArnLike', 'AWS:SourceArn', given.sourceArn),
    ...condition('StringEquals', 'AWS:SourceAccount', given.sourceAccount),
    ...condition('StringEquals', 'aws:PrincipalOrgID', given.organisation),
    ...condition('StringEquals', 'lambda:FunctionUrlAuthType', given.urlAuth),
    ...condition('StringEquals', 'lambda:EventSourceToken', given.eventSourceToken),
  ];
  return allow(
    { actions: [given.action], resources: [given.function], principals: who(given.principal), conditions },
    evidence,
  );
}

const condition = (operator: string, key: string, value: string | undefined): NonNullable<Given['conditions']> =>
  value === undefined ? [] : [[operator, key, [value]]];

function who(principal: string): NonNullable<Given['principals']> {
  if (principal === '*' || principal.startsWith('arn:')) return { aws: [principal] };
  if (/^\d{12}$/u.test(principal)) return { aws: [`arn:aws:iam::${principal}:root`] };
  return /[a-z]\.amazon(?:aws)?\.com/iu.test(principal) ? { service: [principal] } : { aws: [principal] };
}
