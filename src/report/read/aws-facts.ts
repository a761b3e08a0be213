import type { AWS_KEPT } from '../../cloud/kept.ts';
import type {
  AwsIdentityFact,
  AwsManagedPolicyFact,
  AwsOidcProviderFact,
  AwsOrganisationFact,
  AwsPodIdentityFact,
  AwsResourceFact,
} from '../../model/aws-facts.ts';
import type { AwsCondition, AwsPolicy, AwsPrincipals, AwsStatement } from '../../model/aws-policy.ts';
import { base, flag, recordOf, textIn, type Readers } from './fact-fields.ts';
import { fieldsOf, inside, list, maybe, oneOf, text, texts, whole, wrong, type At, type Fields } from './fields.ts';
import { evidenceOf } from './records.ts';

/** Kept facts of AWS, field by field. */
export const AWS: Readers<(typeof AWS_KEPT)[number]> = {
  'aws-identity': identityOf,
  'aws-policy': managedOf,
  'aws-resource': resourceOf,
  'aws-organisation': organisationOf,
  'aws-pod-identity': podIdentityOf,
  'aws-oidc-provider': providerOf,
};

function identityOf(fields: Fields, at: At): AwsIdentityFact {
  return {
    fact: 'aws-identity',
    ...base(fields, at),
    type: oneOf(['role', 'user', 'group'], fields, 'type', at),
    ...named(fields, at),
    name: text(fields, 'name', at),
    inline: list(fields, 'inline', at, policyOf),
    attached: texts(fields, 'attached', at),
    ...maybe('boundary', fields, () => text(fields, 'boundary', at)),
    groups: texts(fields, 'groups', at),
    ...maybe('trust', fields, (one) => policyOf(one, inside(at, 'trust'))),
    tags: recordOf(fields, 'tags', at, textIn),
    instanceProfiles: texts(fields, 'instanceProfiles', at),
    serviceLinked: flag(fields, 'serviceLinked', at),
    ...maybe('created', fields, () => text(fields, 'created', at)),
    ...maybe('lastUsed', fields, () => text(fields, 'lastUsed', at)),
    unresolved: texts(fields, 'unresolved', at),
  };
}

function managedOf(fields: Fields, at: At): AwsManagedPolicyFact {
  const policy = policyOf(fields.get('policy'), inside(at, 'policy'));
  return { fact: 'aws-policy', ...base(fields, at), ...named(fields, at), policy };
}

function resourceOf(fields: Fields, at: At): AwsResourceFact {
  return {
    fact: 'aws-resource',
    ...base(fields, at),
    service: text(fields, 'service', at),
    type: text(fields, 'type', at),
    ...named(fields, at),
    ...maybe('policy', fields, (one) => policyOf(one, inside(at, 'policy'))),
    ...maybe('role', fields, () => text(fields, 'role', at)),
    ...maybe('kmsKey', fields, () => text(fields, 'kmsKey', at)),
    ...maybe('metadata', fields, (one) => metadataOf(one, inside(at, 'metadata'))),
    ...maybe('cluster', fields, () => text(fields, 'cluster', at)),
    ...maybe('publicBlocked', fields, () => flag(fields, 'publicBlocked', at)),
    tags: recordOf(fields, 'tags', at, textIn),
    ...maybe('unresolved', fields, () => text(fields, 'unresolved', at)),
  };
}

function metadataOf(value: unknown, at: At): NonNullable<AwsResourceFact['metadata']> {
  const fields = fieldsOf(value, at);
  return {
    tokens: oneOf(['required', 'optional'], fields, 'tokens', at),
    ...maybe('hops', fields, () => whole(fields, 'hops', at)),
    off: flag(fields, 'off', at),
  };
}

function organisationOf(fields: Fields, at: At): AwsOrganisationFact {
  const policies = (value: unknown, here: At): readonly AwsPolicy[] => list(new Map([['', value]]), '', here, policyOf);
  return {
    fact: 'aws-organisation',
    ...base(fields, at),
    id: text(fields, 'id', at),
    management: text(fields, 'management', at),
    parents: recordOf(fields, 'parents', at, textIn),
    accountNames: recordOf(fields, 'accountNames', at, textIn),
    scps: recordOf(fields, 'scps', at, policies),
    rcps: recordOf(fields, 'rcps', at, policies),
    ...maybe('unreadScps', fields, () => texts(fields, 'unreadScps', at)),
    ...maybe('unreadRcps', fields, () => texts(fields, 'unreadRcps', at)),
    scpsEnabled: flag(fields, 'scpsEnabled', at),
    rcpsEnabled: flag(fields, 'rcpsEnabled', at),
  };
}

function podIdentityOf(fields: Fields, at: At): AwsPodIdentityFact {
  return {
    fact: 'aws-pod-identity',
    ...base(fields, at),
    cluster: text(fields, 'cluster', at),
    namespace: text(fields, 'namespace', at),
    serviceAccount: text(fields, 'serviceAccount', at),
    role: text(fields, 'role', at),
  };
}

function providerOf(fields: Fields, at: At): AwsOidcProviderFact {
  return {
    fact: 'aws-oidc-provider',
    ...base(fields, at),
    ...named(fields, at),
    issuer: text(fields, 'issuer', at),
    audiences: texts(fields, 'audiences', at),
    ...maybe('cluster', fields, () => text(fields, 'cluster', at)),
  };
}

function policyOf(value: unknown, at: At): AwsPolicy {
  const fields = fieldsOf(value, at);
  return {
    version: oneOf(['2012-10-17', '2008-10-17'], fields, 'version', at),
    name: text(fields, 'name', at),
    statements: list(fields, 'statements', at, statementOf),
    evidence: evidenceOf(fields.get('evidence'), inside(at, 'evidence')),
  };
}

function statementOf(value: unknown, at: At): AwsStatement {
  const fields = fieldsOf(value, at);
  if (fields.has('actions') === fields.has('notActions')) throw wrong(at, 'has not exactly one list of actions');
  if (fields.has('principals') && fields.has('notPrincipals')) throw wrong(at, 'has two lists of principals');
  if (fields.has('resources') && fields.has('notResources')) throw wrong(at, 'has two lists of resources');
  return {
    ...maybe('sid', fields, () => text(fields, 'sid', at)),
    effect: oneOf(['Allow', 'Deny'], fields, 'effect', at),
    ...maybe('principals', fields, (one) => principalsOf(one, inside(at, 'principals'))),
    ...maybe('notPrincipals', fields, (one) => principalsOf(one, inside(at, 'notPrincipals'))),
    ...maybe('actions', fields, () => texts(fields, 'actions', at)),
    ...maybe('notActions', fields, () => texts(fields, 'notActions', at)),
    ...maybe('resources', fields, () => texts(fields, 'resources', at)),
    ...maybe('notResources', fields, () => texts(fields, 'notResources', at)),
    conditions: list(fields, 'conditions', at, conditionOf),
    evidence: evidenceOf(fields.get('evidence'), inside(at, 'evidence')),
    ...maybe('uncertain', fields, () => text(fields, 'uncertain', at)),
  };
}

function principalsOf(value: unknown, at: At): AwsPrincipals {
  const fields = fieldsOf(value, at);
  const of = (key: keyof AwsPrincipals): readonly string[] => texts(fields, key, at);
  return { aws: of('aws'), service: of('service'), federated: of('federated'), canonical: of('canonical') };
}

function conditionOf(value: unknown, at: At): AwsCondition {
  const fields = fieldsOf(value, at);
  return {
    operator: text(fields, 'operator', at),
    key: text(fields, 'key', at),
    values: texts(fields, 'values', at),
    evidence: evidenceOf(fields.get('evidence'), inside(at, 'evidence')),
  };
}

function named(fields: Fields, at: At): { readonly account: string; readonly arn: string } {
  return { account: text(fields, 'account', at), arn: text(fields, 'arn', at) };
}
