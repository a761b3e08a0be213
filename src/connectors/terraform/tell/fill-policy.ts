import type { AwsPolicy, AwsPrincipals, AwsStatement } from '../../../model/aws-policy.ts';
import type { Fill } from './view.ts';

/** A policy with what is known put in the place of its holes. */
export function fillPolicy(policy: AwsPolicy, fill: Fill): AwsPolicy {
  return { ...policy, statements: policy.statements.map((one) => fillStatement(one, fill)) };
}

function fillStatement(statement: AwsStatement, fill: Fill): AwsStatement {
  const { principals, notPrincipals, actions, notActions, resources, notResources } = statement;
  const all = (texts: readonly string[]): readonly string[] => texts.map(fill);
  return {
    ...statement,
    ...(principals ? { principals: fillPrincipals(principals, all) } : {}),
    ...(notPrincipals ? { notPrincipals: fillPrincipals(notPrincipals, all) } : {}),
    ...(actions ? { actions: all(actions) } : {}),
    ...(notActions ? { notActions: all(notActions) } : {}),
    ...(resources ? { resources: all(resources) } : {}),
    ...(notResources ? { notResources: all(notResources) } : {}),
    conditions: statement.conditions.map((one) => ({ ...one, key: fill(one.key), values: all(one.values) })),
  };
}

const fillPrincipals = (of: AwsPrincipals, all: (texts: readonly string[]) => readonly string[]): AwsPrincipals => ({
  aws: all(of.aws),
  service: all(of.service),
  federated: all(of.federated),
  canonical: all(of.canonical),
});
