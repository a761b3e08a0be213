import type { Each, Operation } from './operations.ts';
import type { FieldsShape, Shape } from '../shape.ts';

export const tags: Shape = [{ Key: 'text', Value: 'text' }];
export const lowerTags: Shape = [{ key: 'text', value: 'text' }];

const attached: Shape = [{ PolicyName: 'text', PolicyArn: 'text' }];
const inline: Shape = [{ PolicyName: 'text', PolicyDocument: 'text' }];
const boundary: Shape = { PermissionsBoundaryType: 'text', PermissionsBoundaryArn: 'text' };
const identity = { Path: 'text', Arn: 'text', CreateDate: 'time' } as const;

/** IAM API reference, GetAccountAuthorizationDetails: UserDetail, GroupDetail, RoleDetail, ManagedPolicyDetail. Documents stay as sent. */
export const details: FieldsShape = {
  UserDetailList: [
    {
      ...identity, UserName: 'text', UserId: 'text', UserPolicyList: inline, GroupList: ['text'], AttachedManagedPolicies: attached,
      PermissionsBoundary: boundary, Tags: tags,
    },
  ],
  GroupDetailList: [{ ...identity, GroupName: 'text', GroupId: 'text', GroupPolicyList: inline, AttachedManagedPolicies: attached }],
  RoleDetailList: [
    {
      ...identity, RoleName: 'text', RoleId: 'text', AssumeRolePolicyDocument: 'text',
      InstanceProfileList: [{ InstanceProfileName: 'text', Arn: 'text' }], RolePolicyList: inline, AttachedManagedPolicies: attached,
      PermissionsBoundary: boundary, Tags: tags, RoleLastUsed: { LastUsedDate: 'time', Region: 'text' },
    },
  ],
  Policies: [
    {
      PolicyName: 'text', PolicyId: 'text', Arn: 'text', Path: 'text', DefaultVersionId: 'text', CreateDate: 'time',
      PolicyVersionList: [{ Document: 'text', VersionId: 'text', IsDefaultVersion: 'flag', CreateDate: 'time' }],
    },
  ],
}; // prettier-ignore

export const accessKeys: FieldsShape = {
  AccessKeyMetadata: [{ UserName: 'text', AccessKeyId: 'text', Status: 'text', CreateDate: 'time' }],
};

/** Organizations API reference. Mail addresses of accounts are not kept. */
export const accounts: FieldsShape = {
  Accounts: [{ Id: 'text', Arn: 'text', Name: 'text', Status: 'text', State: 'text' }],
};
export const organisation: FieldsShape = {
  Organization: {
    Id: 'text', Arn: 'text', FeatureSet: 'text', MasterAccountArn: 'text', MasterAccountId: 'text',
    AvailablePolicyTypes: [{ Type: 'text', Status: 'text' }],
  },
}; // prettier-ignore

/** Roots, and units of units down to the last. */
export const units: readonly Each[] = [
  { of: 'organizations:ListRoots', list: 'Roots', input: { ParentId: 'Id' } },
  { of: 'organizations:ListOrganizationalUnitsForParent', list: 'OrganizationalUnits', input: { ParentId: 'Id' } },
];

const metadata: FieldsShape = {
  'HttpTokens=httpTokens': 'text',
  'HttpEndpoint=httpEndpoint': 'text',
  'HttpPutResponseHopLimit=httpPutResponseHopLimit': 'text',
};

/** EC2 API reference, DescribeInstances: names of fields begin in lower case on the wire. */
export const instances: FieldsShape = {
  'Reservations=reservationSet': [
    {
      'OwnerId=ownerId': 'text',
      'Instances=instancesSet': [
        {
          'InstanceId=instanceId': 'text',
          'IamInstanceProfile=iamInstanceProfile': { 'Arn=arn': 'text', 'Id=id': 'text' },
          'Placement=placement': { 'AvailabilityZone=availabilityZone': 'text' },
          'MetadataOptions=metadataOptions': metadata,
          'Tags=tagSet': [{ 'Key=key': 'text', 'Value=value': 'text' }, 'item'],
        },
        'item',
      ],
    },
    'item',
  ],
};
/** EC2 API reference, DescribeLaunchTemplateVersions. User data, which may hold secrets, is not kept. */
export const launchTemplates: FieldsShape = {
  'LaunchTemplateVersions=launchTemplateVersionSet': [
    {
      'LaunchTemplateId=launchTemplateId': 'text', 'LaunchTemplateName=launchTemplateName': 'text',
      'VersionNumber=versionNumber': 'text', 'DefaultVersion=defaultVersion': 'flag',
      'LaunchTemplateData=launchTemplateData': {
        'IamInstanceProfile=iamInstanceProfile': { 'Arn=arn': 'text', 'Name=name': 'text' },
        'MetadataOptions=metadataOptions': metadata,
      },
    },
    'item',
  ],
}; // prettier-ignore

/** EKS API reference, DescribeNodegroup. */
export const nodegroup: FieldsShape = {
  nodegroup: {
    nodegroupName: 'text', nodegroupArn: 'text', clusterName: 'text', nodeRole: 'text', amiType: 'text', tags: 'map',
    launchTemplate: { id: 'text', name: 'text', version: 'text' },
  },
}; // prettier-ignore
export const regions: FieldsShape = { 'Regions=regionInfo': [{ 'RegionName=regionName': 'text' }, 'item'] };

type Listed = readonly [name: string, keeps: FieldsShape, more?: Partial<Operation>];

/** SageMaker API reference. Of training jobs only those that run: finished ones hold nothing. */
export const sagemaker: readonly Listed[] = [
  ['ListEndpoints', { Endpoints: [{ EndpointName: 'text', EndpointArn: 'text' }] }],
  ['ListModels', { Models: [{ ModelName: 'text', ModelArn: 'text' }] }],
  [
    'ListModelPackageGroups',
    { ModelPackageGroupSummaryList: [{ ModelPackageGroupName: 'text', ModelPackageGroupArn: 'text' }] },
  ],
  ['ListPipelines', { PipelineSummaries: [{ PipelineName: 'text', PipelineArn: 'text', RoleArn: 'text' }] }],
  ['ListNotebookInstances', { NotebookInstances: [{ NotebookInstanceName: 'text' }] }],
  ['ListTrainingJobs', { TrainingJobSummaries: [{ TrainingJobName: 'text' }] }, { inputs: [{ StatusEquals: 'InProgress' }] }],
]; // prettier-ignore

type Described = readonly [
  name: string,
  of: string,
  things: string,
  id: string,
  keeps: FieldsShape,
  none: readonly string[],
];

export const sagemakerDescriptions: readonly Described[] = [
  ['DescribeModel', 'ListModels', 'Models', 'ModelName', { ModelName: 'text', ModelArn: 'text', ExecutionRoleArn: 'text' }, ['ValidationException']],
  ['DescribeNotebookInstance', 'ListNotebookInstances', 'NotebookInstances', 'NotebookInstanceName',
    { NotebookInstanceName: 'text', NotebookInstanceArn: 'text', RoleArn: 'text', KmsKeyId: 'text', RootAccess: 'text', DirectInternetAccess: 'text' }, ['ValidationException']],
  ['DescribeTrainingJob', 'ListTrainingJobs', 'TrainingJobSummaries', 'TrainingJobName',
    { TrainingJobName: 'text', TrainingJobArn: 'text', RoleArn: 'text' }, ['ResourceNotFound', 'ValidationException']],
  ['GetModelPackageGroupPolicy', 'ListModelPackageGroups', 'ModelPackageGroupSummaryList', 'ModelPackageGroupName', { ResourcePolicy: 'text' }, ['ValidationException']],
]; // prettier-ignore
