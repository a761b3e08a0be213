import type { EstateBuilder } from '../../model/builder.ts';
import type {
  AwsIdentityFact,
  AwsLoosePolicyFact,
  AwsManagedPolicyFact,
  AwsOidcProviderFact,
  AwsOrganisationFact,
  AwsPodIdentityFact,
  AwsResourceFact,
} from '../../model/aws-facts.ts';
import { declaredIn, type Words } from '../../model/declared-words.ts';
import type { EstateNode } from '../../model/estate.ts';
import { printHoles } from '../../model/hole.ts';
import { nodeId, type NodeId } from '../../model/id.ts';
import type { Environment, NodeKind } from '../../model/kinds.ts';
import { AWS_KINDS } from './aws-kinds.ts';

type Told<F> = Omit<F, 'node' | 'fact'> & { readonly environment: Environment };

const IDENTITY = {
  role: ['Role', 'CloudRole'],
  user: ['User', 'CloudUser'],
  group: ['Group', 'Group'],
} as const satisfies Record<AwsIdentityFact['type'], readonly [string, NodeKind]>;

export const awsAccountId = (account: string): NodeId => nodeId('aws', 'Account', printHoles(account));

export const awsIdentityId = (type: AwsIdentityFact['type'], account: string, arn: string): NodeId =>
  nodeId('aws', IDENTITY[type][0], printHoles(account), printHoles(arn));

/** Buckets have one name in the world, and the same id as in a storage URI; everything else is of its account. */
export function awsResourceId(service: string, type: string, account: string, arn: string): NodeId {
  if (service === 's3' && type === 'bucket') return nodeId('aws', 'Bucket', printHoles(arn.split(':').at(-1) ?? arn));
  return nodeId('aws', wordOf(service, type), printHoles(account), printHoles(arn));
}

const wordOf = (service: string, type: string): string =>
  AWS_KINDS[`${service}/${type}`]?.word ?? `${service}-${type}`.replace(/[^\w-]/gu, '-');

/** What every source tells of an AWS account goes through here, so that it is the same node whoever wrote it down. */
export function tellAwsIdentity(estate: EstateBuilder, told: Told<AwsIdentityFact>): NodeId {
  const { environment, ...rest } = told;
  const node = awsIdentityId(told.type, told.account, told.arn);
  put(estate, node, IDENTITY[told.type][1], printHoles(told.name), told.account, environment, told);
  estate.fact({ fact: 'aws-identity', node, ...rest });
  return node;
}

export function tellAwsManagedPolicy(estate: EstateBuilder, told: Told<AwsManagedPolicyFact>): NodeId {
  const { environment, ...rest } = told;
  const node = nodeId('aws', 'Policy', printHoles(told.account), printHoles(told.arn));
  put(estate, node, 'PermissionSet', printHoles(told.policy.name), told.account, environment, told);
  estate.fact({ fact: 'aws-policy', node, ...rest });
  return node;
}

/** A document in a file of its own is of no account. */
export function tellAwsLoosePolicy(
  estate: EstateBuilder,
  told: Omit<AwsLoosePolicyFact, 'node' | 'fact'>,
  realm: string,
  path: string,
): void {
  const { policy, environment, evidence } = told;
  const node = nodeId('aws', 'PolicyFile', realm, path);
  estate.node({ id: node, kind: 'PermissionSet', name: policy.name, realm, environment, evidence });
  estate.fact({ fact: 'aws-loose-policy', node, ...told });
}

export function tellAwsResource(estate: EstateBuilder, told: Told<AwsResourceFact>): NodeId {
  const { environment, ...rest } = told;
  const node = awsResourceId(told.service, told.type, told.account, told.arn);
  const known = AWS_KINDS[`${told.service}/${told.type}`];
  const name = printHoles(told.arn.split(/[:/]/u).at(-1) ?? told.arn);
  put(estate, node, known?.kind ?? 'DataStore', name, told.account, environment, told);
  const stake = known?.jewel;
  const at = estate.get(node);
  if (stake && at && !at.jewel)
    estate.node({
      ...at,
      jewel: { tier: stake.tier, name: `${stake.what} ${name}`, confidence: 'possible', reason: stake.reason },
    });
  estate.fact({ fact: 'aws-resource', node, ...rest });
  return node;
}

export function tellAwsOrganisation(estate: EstateBuilder, told: Told<AwsOrganisationFact>): NodeId {
  const { environment, ...rest } = told;
  const node = awsAccountId(told.management);
  put(
    estate,
    node,
    'CloudAccount',
    told.accountNames[told.management] ?? told.management,
    told.management,
    environment,
    told,
  );
  estate.fact({ fact: 'aws-organisation', node, ...rest });
  return node;
}

/** The role's node may be told elsewhere, or only here. */
export function tellAwsPodIdentity(estate: EstateBuilder, told: Told<AwsPodIdentityFact>, account: string): NodeId {
  const { environment, ...rest } = told;
  const node = awsIdentityId('role', account, told.role);
  put(
    estate,
    node,
    'CloudRole',
    printHoles(told.role.split('/').at(-1) ?? told.role),
    account,
    environment,
    told,
    true,
  );
  estate.fact({ fact: 'aws-pod-identity', node, ...rest });
  return node;
}

export function tellAwsOidcProvider(estate: EstateBuilder, told: Told<AwsOidcProviderFact>): NodeId {
  const { environment, ...rest } = told;
  const node = nodeId('aws', 'OidcProvider', printHoles(told.account), printHoles(told.arn));
  put(estate, node, 'OidcProvider', printHoles(told.issuer), told.account, environment, told);
  estate.fact({ fact: 'aws-oidc-provider', node, ...rest });
  return node;
}

function put(
  estate: EstateBuilder,
  id: NodeId,
  kind: NodeKind,
  name: string,
  account: string,
  environment: Environment,
  { evidence, tags }: Pick<EstateNode, 'evidence'> & { readonly tags?: Words },
  implied = false,
): void {
  const realm = printHoles(account);
  const declared = tags === undefined ? undefined : declaredIn([tags]);
  estate.node({
    id,
    kind,
    name,
    realm,
    environment,
    evidence,
    ...(declared ? { declared } : {}),
    ...(implied ? { implied: true } : {}),
  });
}
