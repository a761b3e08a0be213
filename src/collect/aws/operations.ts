import type { ServiceName } from './services.ts';
import type { FieldsShape } from '../shape.ts';
import * as shapes from './shapes.ts';

/** Members of a request; `{region}` in a text is the region asked. */
export type Input = Readonly<Record<string, string | number | readonly string[]>>;

/** One call that reads. */
export interface Operation {
  /** As the connector calls it: `kms:GetKeyPolicy`. */
  readonly name: string;
  readonly service: ServiceName;
  /** `GET /path/{Label}` of REST services; members of the input that are no label go to the query, or to the body of a POST. */
  readonly http?: readonly [method: 'GET' | 'POST', path: string];
  /** Members of the input by their name in the query of a REST call, where it is another. */
  readonly query?: Readonly<Record<string, string>>;
  /** What is sent with every call; several: one listing each. */
  readonly inputs?: readonly Input[];
  /** The member of the input that takes the token of the next page, and that of the answer that has it. */
  readonly paging?: readonly [send: string, receive: string];
  /** Asked once for each thing in the answers of another operation. */
  readonly each?: readonly Each[];
  readonly keeps: FieldsShape;
  /** The answer is the body itself, as this member. */
  readonly payload?: string;
  /** Error codes that mean: there is none. */
  readonly none?: readonly string[];
  /** Why a refusal is usual and no gap. */
  readonly refusal?: string;
  /** What IAM calls it, where it is not the name. */
  readonly action?: string;
}

export interface Each {
  /** The operation whose answers list the things. */
  readonly of: string;
  /** The list in the answer. */
  readonly list: string;
  /** Member of the input <- member of the thing; '' is the thing itself. */
  readonly input: Readonly<Record<string, string>>;
  /** Members that are those of the request which listed the things. */
  readonly same?: readonly string[];
  /** The input takes so many things at once, as a list. */
  readonly batch?: number;
}

const call = (service: ServiceName, name: string, keeps: FieldsShape, more: Partial<Operation> = {}): Operation => ({
  name: `${service === 'bedrock-agent' ? 'bedrock' : service}:${name}`,
  service,
  keeps,
  ...more,
});
const each = (of: string, list: string, input: Readonly<Record<string, string>>): Partial<Operation> => ({
  each: [{ of, list, input }],
});
const nextToken = { paging: ['nextToken', 'nextToken'] } as const;
const NextToken = { paging: ['NextToken', 'NextToken'] } as const;
const Marker = { paging: ['Marker', 'Marker'] } as const;
const list = (service: ServiceName, name: string, keeps: FieldsShape, more: Partial<Operation> = {}): Operation =>
  call(service, name, keeps, { ...NextToken, ...more });
const get = (path: string): Partial<Operation> => ({ http: ['GET', path] });
const ONLY_MANAGEMENT = { refusal: 'the management account of the organisation and its delegates alone may ask this' };

/**
 * Every call that a collection makes, beside sts:GetCallerIdentity, ec2:DescribeRegions and sts:AssumeRole. Names of operations,
 * members and tokens are those of the services' API references. None returns the value of a secret or parameter.
 */
export const OPERATIONS: readonly Operation[] = [
  call('iam', 'GetAccountAuthorizationDetails', shapes.details, { ...Marker, inputs: [{ MaxItems: 1000 }] }),
  call('iam', 'ListAccessKeys', shapes.accessKeys, { ...Marker, ...each('iam:GetAccountAuthorizationDetails', 'UserDetailList', { UserName: 'UserName' }), none: ['NoSuchEntity'] }),
  call('iam', 'ListOpenIDConnectProviders', { OpenIDConnectProviderList: [{ Arn: 'text' }] }),
  call('iam', 'GetOpenIDConnectProvider', { Url: 'text', ClientIDList: ['text'], Tags: shapes.tags }, each('iam:ListOpenIDConnectProviders', 'OpenIDConnectProviderList', { OpenIDConnectProviderArn: 'Arn' })),

  call('organizations', 'DescribeOrganization', shapes.organisation, { none: ['AWSOrganizationsNotInUseException'] }),
  list('organizations', 'ListAccounts', shapes.accounts, { none: ['AWSOrganizationsNotInUseException'], ...ONLY_MANAGEMENT }),
  list('organizations', 'ListRoots', { Roots: [{ Id: 'text', Arn: 'text', Name: 'text', PolicyTypes: [{ Type: 'text', Status: 'text' }] }] }, { none: ['AWSOrganizationsNotInUseException'], ...ONLY_MANAGEMENT }),
  list('organizations', 'ListOrganizationalUnitsForParent', { OrganizationalUnits: [{ Id: 'text', Arn: 'text', Name: 'text' }] }, { each: shapes.units, ...ONLY_MANAGEMENT }),
  list('organizations', 'ListAccountsForParent', shapes.accounts, { each: shapes.units, ...ONLY_MANAGEMENT }),
  list('organizations', 'ListPolicies', { Policies: [{ Id: 'text', Arn: 'text', Name: 'text', Type: 'text' }] }, { inputs: [{ Filter: 'SERVICE_CONTROL_POLICY' }, { Filter: 'RESOURCE_CONTROL_POLICY' }], none: ['AWSOrganizationsNotInUseException'], ...ONLY_MANAGEMENT }),
  call('organizations', 'DescribePolicy', { Policy: { PolicySummary: { Id: 'text', Arn: 'text', Name: 'text', Type: 'text' }, Content: 'text' } }, { ...each('organizations:ListPolicies', 'Policies', { PolicyId: 'Id' }), ...ONLY_MANAGEMENT }),
  list('organizations', 'ListTargetsForPolicy', { Targets: [{ TargetId: 'text', Type: 'text' }] }, { ...each('organizations:ListPolicies', 'Policies', { PolicyId: 'Id' }), ...ONLY_MANAGEMENT }),

  call('s3', 'ListBuckets', { Buckets: [{ Name: 'text', CreationDate: 'time', BucketRegion: 'text' }, 'Bucket'] }, { ...get('/?x-id=ListBuckets'), query: { MaxBuckets: 'max-buckets', ContinuationToken: 'continuation-token', BucketRegion: 'bucket-region' }, inputs: [{ MaxBuckets: 1000, BucketRegion: '{region}' }], paging: ['ContinuationToken', 'ContinuationToken'], action: 's3:ListAllMyBuckets' }),
  call('s3', 'GetBucketPolicy', { Policy: 'text' }, { ...get('/{Bucket}?policy'), payload: 'Policy', ...each('s3:ListBuckets', 'Buckets', { Bucket: 'Name' }), none: ['NoSuchBucketPolicy', 'NoSuchBucket'] }),
  call('s3', 'GetPublicAccessBlock', { PublicAccessBlockConfiguration: { BlockPublicAcls: 'flag', IgnorePublicAcls: 'flag', BlockPublicPolicy: 'flag', RestrictPublicBuckets: 'flag' } }, { ...get('/{Bucket}?publicAccessBlock'), payload: 'PublicAccessBlockConfiguration', ...each('s3:ListBuckets', 'Buckets', { Bucket: 'Name' }), none: ['NoSuchPublicAccessBlockConfiguration', 'NoSuchBucket'], action: 's3:GetBucketPublicAccessBlock' }),

  call('kms', 'ListKeys', { Keys: [{ KeyId: 'text', KeyArn: 'text' }] }, { paging: ['Marker', 'NextMarker'] }),
  call('kms', 'GetKeyPolicy', { Policy: 'text' }, { ...each('kms:ListKeys', 'Keys', { KeyId: 'KeyArn' }), inputs: [{ PolicyName: 'default' }], none: ['NotFoundException'] }),
  list('secretsmanager', 'ListSecrets', { SecretList: [{ ARN: 'text', Name: 'text', KmsKeyId: 'text', RotationEnabled: 'flag', Tags: shapes.tags }] }),
  call('secretsmanager', 'GetResourcePolicy', { ARN: 'text', Name: 'text', ResourcePolicy: 'text' }, { ...each('secretsmanager:ListSecrets', 'SecretList', { SecretId: 'ARN' }), none: ['ResourceNotFoundException'] }),
  list('ssm', 'DescribeParameters', { Parameters: [{ Name: 'text', ARN: 'text', Type: 'text', KeyId: 'text' }] }),
  list('sqs', 'ListQueues', { QueueUrls: ['text'] }, { inputs: [{ MaxResults: 1000 }] }),
  call('sqs', 'GetQueueAttributes', { Attributes: { QueueArn: 'text', Policy: 'text', KmsMasterKeyId: 'text' } }, { ...each('sqs:ListQueues', 'QueueUrls', { QueueUrl: '' }), inputs: [{ AttributeNames: ['QueueArn', 'Policy', 'KmsMasterKeyId'] }], none: ['QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue'] }),
  list('sns', 'ListTopics', { Topics: [{ TopicArn: 'text' }] }),
  call('sns', 'GetTopicAttributes', { Attributes: 'map' }, { ...each('sns:ListTopics', 'Topics', { TopicArn: 'TopicArn' }), none: ['NotFound', 'NotFoundException'] }),

  call('lambda', 'ListFunctions', { Functions: [{ FunctionName: 'text', FunctionArn: 'text', Role: 'text', KMSKeyArn: 'text', Environment: { Variables: 'names' } }] }, { ...get('/2015-03-31/functions'), paging: ['Marker', 'NextMarker'] }),
  call('lambda', 'GetPolicy', { Policy: 'text' }, { ...get('/2015-03-31/functions/{FunctionName}/policy'), ...each('lambda:ListFunctions', 'Functions', { FunctionName: 'FunctionName' }), none: ['ResourceNotFoundException'] }),
  call('ecr', 'DescribeRepositories', { repositories: [{ repositoryArn: 'text', repositoryName: 'text', registryId: 'text' }] }, nextToken),
  call('ecr', 'GetRepositoryPolicy', { registryId: 'text', repositoryName: 'text', policyText: 'text' }, { ...each('ecr:DescribeRepositories', 'repositories', { repositoryName: 'repositoryName' }), none: ['RepositoryPolicyNotFoundException', 'RepositoryNotFoundException'] }),
  call('ecs', 'ListTaskDefinitionFamilies', { families: ['text'] }, { ...nextToken, inputs: [{ status: 'ACTIVE' }] }),
  call('ecs', 'DescribeTaskDefinition', { taskDefinition: { taskDefinitionArn: 'text', family: 'text', taskRoleArn: 'text', executionRoleArn: 'text' } }, { ...each('ecs:ListTaskDefinitionFamilies', 'families', { taskDefinition: '' }), none: ['ClientException'] }),

  call('eks', 'ListClusters', { clusters: ['text'] }, { ...get('/clusters'), ...nextToken }),
  call('eks', 'DescribeCluster', { cluster: { name: 'text', arn: 'text', roleArn: 'text', identity: { oidc: { issuer: 'text' } }, tags: 'map' } }, { ...get('/clusters/{name}'), ...each('eks:ListClusters', 'clusters', { name: '' }), none: ['ResourceNotFoundException'] }),
  call('eks', 'ListPodIdentityAssociations', { associations: [{ clusterName: 'text', associationId: 'text' }] }, { ...get('/clusters/{clusterName}/pod-identity-associations'), ...nextToken, ...each('eks:ListClusters', 'clusters', { clusterName: '' }), none: ['ResourceNotFoundException'] }),
  call('eks', 'DescribePodIdentityAssociation', { association: { clusterName: 'text', namespace: 'text', serviceAccount: 'text', roleArn: 'text', targetRoleArn: 'text', associationId: 'text' } }, { ...get('/clusters/{clusterName}/pod-identity-associations/{associationId}'), ...each('eks:ListPodIdentityAssociations', 'associations', { clusterName: 'clusterName', associationId: 'associationId' }), none: ['ResourceNotFoundException'] }),
  call('eks', 'ListNodegroups', { nodegroups: ['text'] }, { ...get('/clusters/{clusterName}/node-groups'), ...nextToken, ...each('eks:ListClusters', 'clusters', { clusterName: '' }), none: ['ResourceNotFoundException'] }),
  call('eks', 'DescribeNodegroup', shapes.nodegroup, { ...get('/clusters/{clusterName}/node-groups/{nodegroupName}'), each: [{ of: 'eks:ListNodegroups', list: 'nodegroups', input: { nodegroupName: '' }, same: ['clusterName'] }], none: ['ResourceNotFoundException'] }),
  list('ec2', 'DescribeInstances', shapes.instances, { inputs: [{ MaxResults: 1000 }] }),
  // Without the id of a template these two versions of each can be asked for, and no others. On the wire a list is numbered members.
  list('ec2', 'DescribeLaunchTemplateVersions', shapes.launchTemplates, { inputs: [{ MaxResults: 200, 'LaunchTemplateVersion.1': '$Latest', 'LaunchTemplateVersion.2': '$Default' }] }),

  ...shapes.sagemaker.map(([name, keeps, more]) => list('sagemaker', name, keeps, more)),
  ...shapes.sagemakerDescriptions.map(([name, of, things, id, keeps, none]) => call('sagemaker', name, keeps, { ...each(`sagemaker:${of}`, things, { [id]: id }), none })),

  call('bedrock', 'ListCustomModels', { modelSummaries: [{ modelArn: 'text', modelName: 'text' }] }, { ...get('/custom-models'), ...nextToken }),
  call('bedrock', 'GetResourcePolicy', { resourcePolicy: 'text' }, { ...get('/resource-policy/{resourceArn}'), ...each('bedrock:ListCustomModels', 'modelSummaries', { resourceArn: 'modelArn' }), none: ['ResourceNotFoundException'] }),
  call('bedrock', 'ListInferenceProfiles', { inferenceProfileSummaries: [{ inferenceProfileArn: 'text', inferenceProfileName: 'text', type: 'text', models: [{ modelArn: 'text' }] }] }, { ...get('/inference-profiles'), ...nextToken }),
  call('bedrock', 'ListGuardrails', { guardrails: [{ arn: 'text', id: 'text', name: 'text' }] }, { ...get('/guardrails'), ...nextToken }),
  call('bedrock-agent', 'ListAgents', { agentSummaries: [{ agentId: 'text' }] }, { http: ['POST', '/agents/'], ...nextToken, inputs: [{ maxResults: 100 }] }),
  call('bedrock-agent', 'GetAgent', { agent: { agentId: 'text', agentArn: 'text', agentName: 'text', agentResourceRoleArn: 'text', customerEncryptionKeyArn: 'text', foundationModel: 'text' } }, { ...get('/agents/{agentId}/'), ...each('bedrock:ListAgents', 'agentSummaries', { agentId: 'agentId' }), none: ['ResourceNotFoundException'] }),
  call('bedrock-agent', 'ListKnowledgeBases', { knowledgeBaseSummaries: [{ knowledgeBaseId: 'text' }] }, { http: ['POST', '/knowledgebases/'], ...nextToken, inputs: [{ maxResults: 100 }] }),
  call('bedrock-agent', 'GetKnowledgeBase', { knowledgeBase: { knowledgeBaseId: 'text', knowledgeBaseArn: 'text', name: 'text', roleArn: 'text' } }, { ...get('/knowledgebases/{knowledgeBaseId}'), ...each('bedrock:ListKnowledgeBases', 'knowledgeBaseSummaries', { knowledgeBaseId: 'knowledgeBaseId' }), none: ['ResourceNotFoundException'] }),

  call('dynamodb', 'ListTables', { TableNames: ['text'] }, { paging: ['ExclusiveStartTableName', 'LastEvaluatedTableName'] }),
  call('dynamodb', 'DescribeTable', { Table: { TableArn: 'text', TableName: 'text' } }, { ...each('dynamodb:ListTables', 'TableNames', { TableName: '' }), none: ['ResourceNotFoundException'] }),
  call('rds', 'DescribeDBInstances', { DBInstances: [{ DBInstanceIdentifier: 'text', DBInstanceArn: 'text', KmsKeyId: 'text', Engine: 'text' }, 'DBInstance'] }, Marker),
  call('rds', 'DescribeDBClusters', { DBClusters: [{ DBClusterIdentifier: 'text', DBClusterArn: 'text', KmsKeyId: 'text', Engine: 'text' }, 'DBCluster'] }, Marker),
  call('codebuild', 'ListProjects', { projects: ['text'] }, nextToken),
  call('codebuild', 'BatchGetProjects', { projects: [{ name: 'text', arn: 'text', serviceRole: 'text', encryptionKey: 'text', tags: shapes.lowerTags }] }, { each: [{ of: 'codebuild:ListProjects', list: 'projects', input: { names: '' }, batch: 100 }] }),
  call('states', 'ListStateMachines', { stateMachines: [{ stateMachineArn: 'text' }] }, nextToken),
  call('states', 'DescribeStateMachine', { stateMachineArn: 'text', name: 'text', roleArn: 'text' }, { ...each('states:ListStateMachines', 'stateMachines', { stateMachineArn: 'stateMachineArn' }), none: ['StateMachineDoesNotExist'] }),
  call('tagging', 'GetResources', { ResourceTagMappingList: [{ ResourceARN: 'text', Tags: shapes.tags }] }, { paging: ['PaginationToken', 'PaginationToken'] }),
]; // prettier-ignore
