import { tellAwsOidcProvider, tellAwsPodIdentity, tellAwsResource } from '../../../cloud/tell/aws.ts';
import type { EstateBuilder } from '../../../model/builder.ts';
import { clusterKey } from '../../../model/keys.ts';
import { countEach } from '../../source-rows.ts';
import { accountIn, accountOf } from '../account.ts';
import type { Answer } from '../answer.ts';
import { environmentOf, tagsOf } from './details.ts';

/** EKS clusters with their issuers, Pod Identity associations, and OIDC providers of an account (EKS and IAM API references). */
export function readClusters(estate: EstateBuilder, answers: readonly Answer[]): ReadonlyMap<string, number> {
  const issuers = new Map<string, string>();
  const told: string[] = [];
  for (const answer of answers)
    if (answer.operation === 'eks:DescribeCluster') told.push(...cluster(estate, answer, issuers));
  for (const answer of answers) {
    if (answer.operation === 'eks:DescribePodIdentityAssociation') told.push(...association(estate, answer));
    if (answer.operation === 'iam:GetOpenIDConnectProvider') told.push(...provider(estate, answer, issuers));
  }
  return countEach(told);
}

function cluster(estate: EstateBuilder, answer: Answer, issuers: Map<string, string>): readonly string[] {
  const at = answer.output.get('cluster');
  const [arn, name] = [at?.text('arn'), at?.text('name')];
  if (!at || arn === undefined || name === undefined) return [];
  const tags = Object.fromEntries(at.entries('tags').map(([key, value]) => [key, value.text() ?? '']));
  const role = at.text('roleArn');
  const node = tellAwsResource(estate, {
    service: 'eks',
    type: 'cluster',
    account: accountOf(arn, answer),
    arn,
    ...(role === undefined ? {} : { role }),
    tags,
    environment: environmentOf(answer, name, tags),
    evidence: [at.evidence],
    confidence: 'configured',
  });
  estate.known(node, clusterKey(name));
  const issuer = at.text('identity', 'oidc', 'issuer');
  if (issuer !== undefined) issuers.set(bare(issuer), name);
  return [answer.file];
}

function association(estate: EstateBuilder, answer: Answer): readonly string[] {
  const at = answer.output.get('association');
  const [name, namespace, serviceAccount, role] = ['clusterName', 'namespace', 'serviceAccount', 'roleArn'].map((key) =>
    at?.text(key),
  );
  if (!at || name === undefined || namespace === undefined || serviceAccount === undefined || role === undefined)
    return [];
  const told = {
    cluster: name,
    namespace,
    serviceAccount,
    role,
    environment: answer.environment,
    evidence: [at.evidence],
  };
  tellAwsPodIdentity(estate, { ...told, confidence: 'configured' }, accountIn(role) ?? accountOf(role, answer));
  return [answer.file];
}

function provider(estate: EstateBuilder, answer: Answer, issuers: ReadonlyMap<string, string>): readonly string[] {
  const url = answer.output.text('Url');
  const arn = answer.input?.text('OpenIDConnectProviderArn');
  if (url === undefined || arn === undefined) return [];
  const issuer = bare(url);
  const name = issuers.get(issuer);
  tellAwsOidcProvider(estate, {
    account: accountOf(arn, answer),
    arn,
    issuer,
    audiences: answer.output.texts('ClientIDList'),
    ...(name === undefined ? {} : { cluster: name }),
    environment: environmentOf(answer, issuer, tagsOf(answer.output.get('Tags'))),
    evidence: [answer.output.evidence],
    confidence: 'configured',
  });
  return [answer.file];
}

const bare = (url: string): string => url.replace(/^https:\/\//u, '').replace(/\/+$/u, '');
