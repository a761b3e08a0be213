import type { AwsPolicy, AwsStatement } from '../../../model/aws-policy.ts';
import type { ManagedPolicyRow, ManagedStatement } from '../data/managed-policies.ts';
import { nameOf } from './policies.ts';

/** A policy of AWS as the table has it; its evidence is the page of the reference and the day on which it was read. */
export function managedPolicy(arn: string, row: ManagedPolicyRow): AwsPolicy {
  const evidence = { object: arn, at: `AWS managed policy reference, ${row.asOf}` };
  return {
    version: '2012-10-17',
    name: nameOf(arn),
    statements: row.statements.map((one) => statement(one, evidence)),
    evidence,
  };
}

function statement(one: ManagedStatement, evidence: AwsPolicy['evidence']): AwsStatement {
  return {
    effect: one.deny === true ? 'Deny' : 'Allow',
    ...(one.not === true ? { notActions: one.actions } : { actions: one.actions }),
    ...(one.notResources ? { notResources: one.notResources } : { resources: one.resources ?? ['*'] }),
    conditions: (one.when ?? []).map(([operator, key, ...values]) => ({ operator, key, values, evidence })),
    evidence,
  };
}
