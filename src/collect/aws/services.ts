/** How a service is spoken to. The SDK has the protocols; this says which. From the API reference of each service. */
export interface Service {
  readonly protocol: 'json1.0' | 'json1.1' | 'query' | 'ec2' | 'rest-json' | 'rest-xml';
  /** The prefix of `X-Amz-Target`. */
  readonly target?: string;
  /** The API version that query protocols send. */
  readonly version?: string;
  readonly xmlNamespace?: string;
  /** In the host name, where it is not the name of the service. */
  readonly host?: string;
  /** In the signature, where it is not the name of the service. */
  readonly signs?: string;
  /** One endpoint for an account in all regions. */
  readonly global?: true;
  /** `AWS_ENDPOINT_URL_<...>`: the service's id in the SDKs' guide. */
  readonly endpointVariable: string;
  /** What actions are called in IAM, where it is not the name of the service. */
  readonly iam?: string;
}

/** By the name with which the connector calls operations. One service may need two hosts: `agents` are Bedrock's. */
export const SERVICES = {
  iam: {
    protocol: 'query', version: '2010-05-08', xmlNamespace: 'https://iam.amazonaws.com/doc/2010-05-08/', global: true, endpointVariable: 'IAM',
  },
  organizations: { protocol: 'json1.1', target: 'AWSOrganizationsV20161128', global: true, endpointVariable: 'ORGANIZATIONS' },
  s3: { protocol: 'rest-xml', xmlNamespace: 'http://s3.amazonaws.com/doc/2006-03-01/', endpointVariable: 'S3' },
  kms: { protocol: 'json1.1', target: 'TrentService', endpointVariable: 'KMS' },
  secretsmanager: { protocol: 'json1.1', target: 'secretsmanager', endpointVariable: 'SECRETS_MANAGER' },
  ssm: { protocol: 'json1.1', target: 'AmazonSSM', endpointVariable: 'SSM' },
  sqs: { protocol: 'json1.0', target: 'AmazonSQS', endpointVariable: 'SQS' },
  sns: {
    protocol: 'query', version: '2010-03-31', xmlNamespace: 'http://sns.amazonaws.com/doc/2010-03-31/', endpointVariable: 'SNS',
  },
  lambda: { protocol: 'rest-json', endpointVariable: 'LAMBDA' },
  ecr: { protocol: 'json1.1', target: 'AmazonEC2ContainerRegistry_V20150921', host: 'api.ecr', endpointVariable: 'ECR' },
  ecs: { protocol: 'json1.1', target: 'AmazonEC2ContainerServiceV20141113', endpointVariable: 'ECS' },
  eks: { protocol: 'rest-json', endpointVariable: 'EKS' },
  ec2: {
    protocol: 'ec2', version: '2016-11-15', xmlNamespace: 'http://ec2.amazonaws.com/doc/2016-11-15', endpointVariable: 'EC2',
  },
  sagemaker: { protocol: 'json1.1', target: 'SageMaker', host: 'api.sagemaker', endpointVariable: 'SAGEMAKER' },
  bedrock: { protocol: 'rest-json', endpointVariable: 'BEDROCK' },
  'bedrock-agent': { protocol: 'rest-json', signs: 'bedrock', endpointVariable: 'BEDROCK_AGENT', iam: 'bedrock' },
  dynamodb: { protocol: 'json1.0', target: 'DynamoDB_20120810', endpointVariable: 'DYNAMODB' },
  rds: {
    protocol: 'query', version: '2014-10-31', xmlNamespace: 'http://rds.amazonaws.com/doc/2014-10-31/', endpointVariable: 'RDS',
  },
  codebuild: { protocol: 'json1.1', target: 'CodeBuild_20161006', endpointVariable: 'CODEBUILD' },
  states: { protocol: 'json1.0', target: 'AWSStepFunctions', endpointVariable: 'SFN' },
  tagging: {
    protocol: 'json1.1', target: 'ResourceGroupsTaggingAPI_20170126', endpointVariable: 'RESOURCE_GROUPS_TAGGING_API', iam: 'tag',
  },
} as const satisfies Record<string, Service>; // prettier-ignore

export type ServiceName = keyof typeof SERVICES;

export const serviceOf = (name: ServiceName): Service => SERVICES[name];
