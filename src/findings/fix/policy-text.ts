import type { AwsCondition, AwsPolicy, AwsPrincipals, AwsStatement } from '../../model/aws-policy.ts';
import { printHoles } from '../../model/hole.ts';

type Json = Readonly<Record<string, unknown>>;

/** A policy as AWS takes it, each statement as `change` leaves it; one that it gives nothing for is left out. */
export function policyText(policy: AwsPolicy, change: (statement: AwsStatement) => AwsStatement | undefined): string {
  const statements = policy.statements.flatMap((one) => change(one) ?? []).map(statementJson);
  return `${printHoles(JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2))}\n`;
}

export function statementJson(one: AwsStatement): Json {
  return {
    ...(one.sid === undefined ? {} : { Sid: one.sid }),
    Effect: one.effect,
    ...(one.principals ? { Principal: principalsJson(one.principals) } : {}),
    ...(one.notPrincipals ? { NotPrincipal: principalsJson(one.notPrincipals) } : {}),
    ...(one.actions ? { Action: single(one.actions) } : {}),
    ...(one.notActions ? { NotAction: single(one.notActions) } : {}),
    ...(one.resources ? { Resource: single(one.resources) } : {}),
    ...(one.notResources ? { NotResource: single(one.notResources) } : {}),
    ...(one.conditions.length > 0 ? { Condition: conditionsJson(one.conditions) } : {}),
  };
}

function principalsJson({ aws, service, federated, canonical }: AwsPrincipals): Json {
  const all = { AWS: aws, Service: service, Federated: federated, CanonicalUser: canonical };
  return Object.fromEntries(
    Object.entries(all).flatMap(([key, names]) => (names.length > 0 ? [[key, single(names)]] : [])),
  );
}

function conditionsJson(conditions: readonly AwsCondition[]): Json {
  const byOperator = new Map<string, Map<string, unknown>>();
  for (const { operator, key, values } of conditions) {
    const keys = byOperator.get(operator) ?? new Map<string, unknown>();
    keys.set(key, single(values));
    byOperator.set(operator, keys);
  }
  return Object.fromEntries([...byOperator].map(([operator, keys]) => [operator, Object.fromEntries(keys)]));
}

const single = (values: readonly string[]): unknown => (values.length === 1 ? values[0] : values);
