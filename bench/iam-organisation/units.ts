import { accountId, allow, deny, document, when, type Json, type OrganisationPlan } from './written.ts';

const ROOT = 'r-root';
/** Units below the root, and units below those that hold the accounts, ten each. */
const ABOVE = ['ou-root-workloads', 'ou-root-platform'] as const;

type Kind = 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';

/**
 * The organisation as `scan --collect` records it: two levels of units, the default at each level, guardrails at the root, at units and at accounts, and a
 * perimeter for resources.
 */
export function organisation({ accounts }: OrganisationPlan): Json {
  const answers: Json[] = [];
  const management = accountId(0);
  const push = (operation: string, output: Json, input: Json = {}): void => {
    answers.push({ operation: `organizations:${operation}`, account: management, region: 'us-east-1', input, output });
  };
  const ids = Array.from({ length: accounts }, (_, i) => accountId(i));
  const units = Array.from({ length: Math.ceil(accounts / 10) }, (_, i) => `ou-root-${String(i).padStart(8, '0')}`);
  push('DescribeOrganization', { Organization: { Id: 'o-acme000000', MasterAccountId: management, FeatureSet: 'ALL' } });
  push('ListAccounts', { Accounts: ids.map((id, i) => ({ Id: id, Name: `account-${i}`, Status: 'ACTIVE' })) });
  push('ListRoots', {
    Roots: [{ Id: ROOT, Name: 'Root', PolicyTypes: ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'].map((Type) => ({ Type, Status: 'ENABLED' })) }],
  });
  const children = (parent: string, of: readonly string[]): void => { push('ListOrganizationalUnitsForParent', { OrganizationalUnits: of.map((Id) => ({ Id, Name: Id })) }, { ParentId: parent }); };
  children(ROOT, ABOVE);
  ABOVE.forEach((unit, u) => { children(unit, units.filter((_, i) => i % ABOVE.length === u)); });
  units.forEach((unit, u) => {
    const own = ids.filter((_, i) => Math.floor(i / 10) === u);
    push('ListAccountsForParent', { Accounts: own.map((Id) => ({ Id })) }, { ParentId: unit });
  });
  for (const [id, type, text, targets] of policies(ids, units)) {
    const summary = { Id: id, Arn: `arn:aws:organizations::${management}:policy/o-acme000000/${type.toLowerCase()}/${id}`, Name: id, Type: type };
    push('DescribePolicy', { Policy: { PolicySummary: summary, Content: JSON.stringify(text) } }, { PolicyId: id });
    push('ListTargetsForPolicy', { Targets: targets.map((TargetId) => ({ TargetId })) }, { PolicyId: id });
  }
  return { writ: 'collected/aws/1', answers };
} // prettier-ignore

type Row = readonly [id: string, type: Kind, document: Json, targets: readonly string[]];

function policies(ids: readonly string[], units: readonly string[]): readonly Row[] {
  const everywhere = [ROOT, ...ABOVE, ...units, ...ids];
  const outside = { NotAction: ['iam:*', 'sts:*', 'organizations:*', 'route53:*', 'support:*'], Effect: 'Deny', Resource: '*' };
  return [
    ['p-FullAWSAccess', 'SERVICE_CONTROL_POLICY', document(allow('*', '*')), everywhere],
    ['p-regions', 'SERVICE_CONTROL_POLICY', document({ ...outside, ...when('StringNotEquals', 'aws:RequestedRegion', ['eu-west-1', 'us-east-1']) }), [ROOT]],
    ['p-leave', 'SERVICE_CONTROL_POLICY', document(deny(['organizations:LeaveOrganization', 'account:CloseAccount'], '*')), [ROOT]],
    ['p-logging', 'SERVICE_CONTROL_POLICY', document(
      deny(['cloudtrail:StopLogging', 'cloudtrail:DeleteTrail', 'guardduty:Delete*', 'config:Delete*'], '*', when('ArnNotLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/OrganizationAccountAccessRole')),
    ), ABOVE],
    ['p-users', 'SERVICE_CONTROL_POLICY', document(deny(['iam:CreateUser', 'iam:CreateAccessKey'], '*')), units.filter((_, i) => i % 3 === 0)],
    ['p-models', 'SERVICE_CONTROL_POLICY', document(deny('bedrock:*', '*')), ids.filter((_, i) => i % 7 === 0)],
    ['p-RCPFullAWSAccess', 'RESOURCE_CONTROL_POLICY', document({ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }), everywhere],
    ['p-perimeter', 'RESOURCE_CONTROL_POLICY', document({
      Effect: 'Deny', Principal: '*', Action: ['s3:*', 'sqs:*', 'kms:*', 'secretsmanager:*', 'sts:AssumeRole'], Resource: '*',
      Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-acme000000' }, BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } },
    }), [ABOVE[0]]],
  ];
} // prettier-ignore
