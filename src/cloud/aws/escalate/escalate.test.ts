import { describe, expect, it } from 'vitest';
import { allow, ONE, TestAws, trusts } from '../testing/account.ts';

const by = (service: string): ReturnType<typeof trusts> => trusts({ Service: service });
const WAYS = /^(?:PASS_ROLE_EXEC|IAM_SELF_ESCALATE|COMPUTE_EXEC|ACCOUNT_ADMIN|RUNS_WITH_ROLE|IMDS_REACH)$/u;

describe('code that runs with a role', () => {
  it('needs the rights on the service, the right to pass, and a role that trusts the service', () => {
    const aws = new TestAws();
    aws.role('fn', { trust: [by('lambda.amazonaws.com')] });
    aws.role('machine', { trust: [by('ec2.amazonaws.com')] });
    aws.user('able', { inline: [allow(['lambda:CreateFunction', 'lambda:InvokeFunction', 'iam:PassRole'])] });
    aws.user('no-pass', { inline: [allow(['lambda:CreateFunction', 'lambda:InvokeFunction'])] });
    aws.user('no-invoke', { inline: [allow(['lambda:CreateFunction', 'iam:PassRole'])] });
    expect(aws.derived(WAYS)).toEqual(['PASS_ROLE_EXEC able > fn: proved']);
  });

  it('iam:PassedToService limits the service', () => {
    const aws = new TestAws();
    const only = (service: string) => ({ Condition: { StringEquals: { 'iam:PassedToService': service } } });
    aws.role('both', { trust: [trusts({ Service: ['lambda.amazonaws.com', 'sagemaker.amazonaws.com'] })] });
    const rights = ['lambda:CreateFunction', 'lambda:InvokeFunction', 'sagemaker:CreateTrainingJob'];
    aws.user('trainer', {
      inline: [allow(rights[2] ?? ''), allow('iam:PassRole', '*', only('sagemaker.amazonaws.com'))],
    });
    aws.user('wrong', {
      inline: [allow(rights.slice(0, 2)), allow('iam:PassRole', '*', only('sagemaker.amazonaws.com'))],
    });
    expect(aws.derived(WAYS)).toEqual(['PASS_ROLE_EXEC trainer > both: proved']);
  });

  it('names that the caller chooses may be those of a pattern; a denied service is none', () => {
    const aws = new TestAws();
    aws.role('fn', { trust: [by('lambda.amazonaws.com')] });
    const functions = `arn:aws:lambda:eu-west-1:${ONE}:function:team-*`;
    aws.user('pattern', {
      inline: [
        allow(['lambda:CreateFunction', 'lambda:InvokeFunction'], functions),
        allow('iam:PassRole', `arn:aws:iam::${ONE}:role/fn`),
      ],
    });
    aws.user('denied', {
      inline: [
        allow(['lambda:CreateFunction', 'lambda:InvokeFunction', 'iam:PassRole']),
        { Effect: 'Deny', Action: 'lambda:CreateFunction', Resource: '*' },
      ],
    });
    expect(aws.derived(WAYS)).toEqual(['PASS_ROLE_EXEC pattern > fn: proved']);
  });

  it('who may do everything in a region that the organisation leaves administers; who is held to another condition may', () => {
    const aws = new TestAws();
    const outside = { Effect: 'Deny', NotAction: ['iam:*', 'sts:*'], Resource: '*' };
    const region = { Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-central-1'] } } };
    aws.organisation({
      parents: { [ONE]: 'r-root' },
      scps: { 'r-root': [allow('*'), { ...outside, ...region }], [ONE]: [allow('*')] },
    });
    aws.user('ada', { inline: [allow('*')] });
    aws.user('bob', { inline: [allow('*', '*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } })] });
    expect(aws.derived(/^ACCOUNT_ADMIN$/u)).toEqual([
      `ACCOUNT_ADMIN ada > ${ONE}: proved`,
      expect.stringMatching(/^ACCOUNT_ADMIN bob > 1{12}: possible/u),
    ]);
  });

  it('a rule on regions leaves those that it names', () => {
    const aws = new TestAws();
    aws.role('fn', { trust: [by('lambda.amazonaws.com')] });
    aws.user('able', { inline: [allow(['lambda:*', 'iam:PassRole'])] });
    const region = {
      Effect: 'Deny',
      NotAction: ['iam:*', 'sts:*'],
      Resource: '*',
      Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-central-1'] } },
    };
    aws.organisation({ parents: { [ONE]: 'r-root' }, scps: { 'r-root': [allow('*'), region], [ONE]: [allow('*')] } });
    expect(aws.derived(WAYS)).toEqual(['PASS_ROLE_EXEC able > fn: proved']);
  });

  it('where no file lists what runs, it may run with any role that its service takes on', () => {
    const aws = new TestAws();
    aws.role('fn', { trust: [by('lambda.amazonaws.com')] });
    aws.role('machine', { trust: [by('ec2.amazonaws.com')] });
    aws.user('coder', { inline: [allow('lambda:UpdateFunctionCode')] });
    expect(aws.derived(WAYS)).toEqual([
      'PASS_ROLE_EXEC coder > fn: possible (a function of the account runs with the role)',
    ]);
  });

  it('what runs already gives its role to whoever changes its code', () => {
    const aws = new TestAws();
    const role = `arn:aws:iam::${ONE}:role/fn`;
    aws.role('fn', { trust: [by('lambda.amazonaws.com')] });
    aws.role('machine', {
      trust: [by('ec2.amazonaws.com')],
      instanceProfiles: [`arn:aws:iam::${ONE}:instance-profile/p`],
    });
    aws.thing('lambda/function', `arn:aws:lambda:eu-west-1:${ONE}:function:f`, { role });
    aws.thing('lambda/function', `arn:aws:lambda:eu-west-1:${ONE}:function:refused`, {
      role: `arn:aws:iam::${ONE}:role/machine`,
    });
    aws.thing('ec2/instance', `arn:aws:ec2:eu-west-1:${ONE}:instance/i-1`, {
      role: `arn:aws:iam::${ONE}:instance-profile/p`,
    });
    aws.user('coder', { inline: [allow('lambda:UpdateFunctionCode', `arn:aws:lambda:*:${ONE}:function:f`)] });
    aws.user('shell', { inline: [allow('ssm:StartSession', `arn:aws:ec2:*:*:instance/*`)] });
    aws.user('document', { inline: [allow('ssm:SendCommand', `arn:aws:ec2:*:*:instance/*`)] });
    expect(aws.derived(WAYS)).toEqual([
      'COMPUTE_EXEC coder > f: proved',
      'COMPUTE_EXEC shell > i-1: proved',
      'IMDS_REACH i-1 > machine: proved',
      'RUNS_WITH_ROLE f > fn: proved',
    ]);
  });
});

describe('code in what runs already that names its role again', () => {
  const role = (name: string): string => `arn:aws:iam::${ONE}:role/${name}`;
  const changes = ['glue:UpdateJob', 'glue:StartJobRun'];

  it('needs the right to pass that role', () => {
    const aws = new TestAws();
    aws.role('etl', { trust: [by('glue.amazonaws.com')] });
    aws.role('other', { trust: [by('ec2.amazonaws.com')] });
    aws.thing('glue/job', `arn:aws:glue:eu-west-1:${ONE}:job/nightly`, { role: role('etl') });
    aws.user('passes', { inline: [allow(changes), allow('iam:PassRole', role('etl'))] });
    aws.user('passes-another', { inline: [allow(changes), allow('iam:PassRole', role('other'))] });
    aws.user('no-pass', { inline: [allow(changes)] });
    expect(aws.derived(WAYS).filter((one) => !one.startsWith('PASS_ROLE_EXEC'))).toEqual([
      'COMPUTE_EXEC passes > nightly: proved',
      'RUNS_WITH_ROLE nightly > etl: proved',
    ]);
  });

  it('is possible where no file tells the role', () => {
    const aws = new TestAws();
    aws.thing('glue/job', `arn:aws:glue:eu-west-1:${ONE}:job/nightly`);
    aws.user('passes', { inline: [allow(changes), allow('iam:PassRole')] });
    aws.user('no-pass', { inline: [allow(changes)] });
    expect(aws.derived(WAYS)).toEqual([
      'COMPUTE_EXEC passes > nightly: possible (it may pass the role that it runs with)',
    ]);
  });
});

describe('rows that wait for something', () => {
  it.each([
    ['ecs-tasks', ['ecs:RunTask'], 'a task definition of the account takes another command'],
    ['tasks.apprunner', ['apprunner:UpdateService'], 'the account has a service of App Runner'],
    ['glue', ['glue:CreateJob', 'glue:CreateTrigger'], ''],
    ['codebuild', ['codebuild:CreateProject', 'codebuild:StartBuildBatch'], ''],
    ['ec2', ['ec2:CreateLaunchTemplateVersion', 'ec2:ModifyLaunchTemplate'], 'machines are started by the default version of a launch template'],
    ['cloudformation', ['cloudformation:CreateStackSet', 'cloudformation:CreateStackInstances'], 'the role may take on the role that makes the stacks of the set'],
    ['sagemaker', ['sagemaker:CreateUserProfile', 'sagemaker:CreatePresignedDomainUrl'], 'the account has a domain of Studio'],
    ['sagemaker', ['sagemaker:CreateDomain', 'sagemaker:CreateUserProfile', 'sagemaker:CreatePresignedDomainUrl'], ''],
    ['ecs-tasks', ['ecs:CreateCluster', 'ecs:RegisterTaskDefinition', 'ecs:RunTask'], ''],
    ['datazone', ['datazone:GetEnvironmentCredentials'], 'an environment of DataZone of the account runs with the role; the caller is a member of the project of the environment'],
    ['ec2', ['imagebuilder:CreateComponent', 'imagebuilder:CreateImageRecipe', 'imagebuilder:CreateInfrastructureConfiguration', 'imagebuilder:CreateImage'], ''],
    ['bedrock-agentcore', ['bedrock-agentcore:InvokeAgentRuntimeCommand'], 'an agent runtime of the account runs with the role'],
    ['bedrock-agentcore', ['bedrock-agentcore:StartCodeInterpreterSession', 'bedrock-agentcore:InvokeCodeInterpreter'], 'a code interpreter of the account runs with the role'],
  ])('a role of %s by %j', (service, actions, when) => {
    const aws = new TestAws();
    aws.role('it', { trust: [by(`${service}.amazonaws.com`)] });
    aws.user('able', { inline: [allow([...actions, 'iam:PassRole'])] });
    expect(aws.derived(WAYS).filter((one) => one.startsWith('PASS_ROLE_EXEC able'))).toContain(
      `PASS_ROLE_EXEC able > it: ${when === '' ? 'proved' : `possible (${when})`}`,
    );
  }); // prettier-ignore
});

describe('rights over rights', () => {
  it('an own policy that may be rewritten is the account', () => {
    const aws = new TestAws();
    const own = aws.managed('own', [allow('s3:ListBucket')]);
    const other = aws.managed('other', [allow('s3:ListBucket')]);
    aws.user('writer', { attached: [own], inline: [allow('iam:CreatePolicyVersion', own)] });
    aws.user('near', { attached: [own], inline: [allow('iam:CreatePolicyVersion', other)] });
    expect(aws.derived(WAYS)).toEqual([`IAM_SELF_ESCALATE writer > ${ONE}: proved`]);
  });

  it('a boundary keeps what is widened inside, unless it may be taken off', () => {
    const aws = new TestAws();
    const boundary = aws.managed('limit', [allow(['s3:*', 'iam:PutUserPolicy', 'iam:DeleteUserPermissionsBoundary'])]);
    const self = (name: string): string => `arn:aws:iam::${ONE}:user/${name}`;
    aws.user('inside', { boundary, inline: [allow('iam:PutUserPolicy', self('inside'))] });
    aws.user('loose', { boundary, inline: [allow('*')] });
    expect(aws.derived(WAYS)).toEqual([`IAM_SELF_ESCALATE loose > ${ONE}: proved`]);
    expect(aws.estate.allFacts().filter(({ fact }) => fact === 'limit-modifiable')).toHaveLength(1);
  });

  it('attaching is only as good as the policies that may be attached', () => {
    const aws = new TestAws();
    const self = (name: string): string => `arn:aws:iam::${ONE}:user/${name}`;
    const only = { Condition: { ArnEquals: { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/ReadOnlyAccess' } } };
    aws.user('limited', { inline: [allow('iam:AttachUserPolicy', self('limited'), only)] });
    aws.user('free', { inline: [allow('iam:AttachUserPolicy', self('free'))] });
    expect(aws.derived(WAYS)).toEqual([`IAM_SELF_ESCALATE free > ${ONE}: proved`]);
  });

  it('a key or a trust policy of another makes its rights the own', () => {
    const aws = new TestAws();
    aws.user('victim');
    aws.role('victim-role', { trust: [by('ec2.amazonaws.com')] });
    aws.user('keys', { inline: [allow('iam:CreateAccessKey', `arn:aws:iam::${ONE}:user/victim`)] });
    aws.user('trust', { inline: [allow('iam:UpdateAssumeRolePolicy', `arn:aws:iam::${ONE}:role/victim-role`)] });
    expect(aws.derived(WAYS)).toEqual([
      'IAM_SELF_ESCALATE keys > victim: proved',
      'IAM_SELF_ESCALATE trust > victim-role: proved',
    ]);
  });

  it('a new identity must be free of a boundary that a condition demands', () => {
    const aws = new TestAws();
    const demands = { Condition: { StringEquals: { 'iam:PermissionsBoundary': `arn:aws:iam::${ONE}:policy/limit` } } };
    aws.user('delegated', { inline: [allow(['iam:CreateRole', 'iam:AttachRolePolicy'], '*', demands)] });
    aws.user('free', { inline: [allow(['iam:CreateRole', 'iam:AttachRolePolicy'], `arn:aws:iam::${ONE}:role/app/*`)] });
    expect(aws.derived(WAYS)).toEqual([`IAM_SELF_ESCALATE free > ${ONE}: proved`]);
  });

  it('joining a group of administrators is the account', () => {
    const aws = new TestAws();
    aws.group('admins', { attached: ['arn:aws:iam::aws:policy/AdministratorAccess'] });
    aws.group('readers', { inline: [allow('s3:GetObject')] });
    aws.user('joiner', { inline: [allow('iam:AddUserToGroup')] });
    aws.user('member', { groups: ['admins'] });
    expect(aws.derived(WAYS)).toEqual([
      `ACCOUNT_ADMIN member > ${ONE}: proved`,
      `IAM_SELF_ESCALATE joiner > ${ONE}: proved`,
      'IAM_SELF_ESCALATE joiner > readers: proved',
    ]);
  });

  it('policies that no file tells put an allow in doubt and give nothing', () => {
    const aws = new TestAws();
    aws.role('fn', { trust: [by('lambda.amazonaws.com')] });
    aws.user('doubted', {
      attached: [`arn:aws:iam::${ONE}:policy/gone`],
      inline: [allow(['lambda:CreateFunction', 'lambda:InvokeFunction', 'iam:PassRole'])],
    });
    aws.user('nothing', { attached: ['arn:aws:iam::aws:policy/SomeNewServiceFullAccess'] });
    expect(aws.derived(WAYS)).toEqual([
      'PASS_ROLE_EXEC doubted > fn: possible (the policy gone is in no file and may deny it)',
    ]);
    expect(aws.estate.build().diagnostics.map(({ code }) => code)).toEqual(['policy-unknown', 'policy-unknown']);
  });
});

describe('what is there besides rights', () => {
  it('a domain of Studio that a file lists needs no condition', () => {
    const aws = new TestAws();
    aws.role('studio', { trust: [by('sagemaker.amazonaws.com')] });
    aws.thing('sagemaker/domain', `arn:aws:sagemaker:eu-west-1:${ONE}:domain/d-1`);
    aws.user('able', {
      inline: [allow(['sagemaker:CreateUserProfile', 'sagemaker:CreatePresignedDomainUrl', 'iam:PassRole'])],
    });
    expect(aws.derived(/^PASS_ROLE_EXEC$/u)).toEqual(['PASS_ROLE_EXEC able > studio: proved']);
  });
});
