import { describe, expect, it } from 'vitest';
import type { AwsIdentityFact, AwsResourceFact } from '../../../model/aws-facts.ts';
import type { Estate } from '../../../model/estate.ts';
import { printHoles } from '../../../model/hole.ts';
import { toldOf } from './testing.ts';

const identities = (estate: Estate): readonly AwsIdentityFact[] =>
  estate.facts.filter((one) => one.fact === 'aws-identity');
const things = (estate: Estate): readonly AwsResourceFact[] =>
  estate.facts.filter((one) => one.fact === 'aws-resource');
const json = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

const TRUST = json({ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' });

/** Constructed after the documentation of the AWS provider (registry.terraform.io/providers/hashicorp/aws). */
describe('resources of Terraform', () => {
  it('attachments and inline policies join the role that they name', () => {
    const estate = toldOf({
      'aws_iam_role.node': { name_prefix: 'node-', path: '/ml/', assume_role_policy: TRUST, tags: { Environment: 'prod' } },
      'aws_iam_role_policy_attachment.a': { role: '«aws_iam_role.node.name»', policy_arn: '«aws_iam_policy.p.arn»' },
      'aws_iam_role_policy.b': { role: 'node-«suffix of aws_iam_role.node»', name: 'b', policy: json({ Effect: 'Allow', Action: 's3:*', Resource: '«aws_s3_bucket.d.arn»/*' }) },
      'aws_iam_policy.p': { name: 'p', policy: json({ Effect: 'Allow', Action: 'iam:PassRole', Resource: '«aws_iam_role.node.arn»' }) },
      'aws_s3_bucket.d': { bucket: 'data' },
    }); // prettier-ignore
    const [role] = identities(estate);
    const arn = 'arn:aws:iam::{account of infra}:role/ml/node-{aws_iam_role.node of infra}';
    expect(printHoles(role?.arn ?? '')).toBe(arn);
    expect(role?.attached.map(printHoles)).toEqual(['arn:aws:iam::{account of infra}:policy/p']);
    expect(role?.inline[0]?.statements[0]?.resources).toEqual(['arn:aws:s3:::data/*']);
    expect(role?.trust?.statements[0]?.principals?.service).toEqual(['ec2.amazonaws.com']);
    const policy = estate.facts.find((one) => one.fact === 'aws-policy');
    expect(policy?.fact === 'aws-policy' ? policy.policy.statements[0]?.resources?.map(printHoles) : []).toEqual([arn]);
    expect(estate.nodes.find(({ kind }) => kind === 'CloudRole')?.environment).toBe('prod');
    expect(estate.edges.map(({ kind }) => kind)).toEqual(['HAS_PERMISSION_SET']);
    expect(estate.diagnostics.filter(({ code }) => code !== 'unknown-action')).toEqual([]);
  });

  it('what is attached to a role that nobody knows is a note', () => {
    const estate = toldOf({
      'aws_iam_role_policy_attachment.a': { role: '«var.role»', policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
      'aws_iam_role_policy_attachment.b': { role: 'known', policy_arn: '«var.policy»' },
    }); // prettier-ignore
    expect(estate.diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ['not-resolved', 'aws_iam_role_policy_attachment.a: to which role it belongs is not known: {var.role}'],
      ['not-resolved', 'aws_iam_role_policy_attachment.b: a policy is attached that is not known: {var.policy}'],
    ]);
    expect(identities(estate).map(({ name, unresolved }) => [name, unresolved])).toEqual([
      ['known', ['the policy {var.policy} is not known']],
    ]);
  });

  it('a state knows whose its things are', () => {
    const [role] = identities(toldOf({ 'aws_iam_role.a': { name: 'a', id: 'a', arn: 'arn:aws:iam::111122223333:role/x/a', path: '/x/' } })); // prettier-ignore
    expect([role?.account, role?.arn]).toEqual(['111122223333', 'arn:aws:iam::111122223333:role/x/a']);
  });

  it('machines have the role of their instance profile, and say how their metadata is read', () => {
    const estate = toldOf({
      'aws_iam_role.node': { name: 'node', assume_role_policy: TRUST },
      'aws_iam_instance_profile.p': { name: 'p', role: '«aws_iam_role.node.name»' },
      'aws_instance.gpu': { iam_instance_profile: '«aws_iam_instance_profile.p.name»', metadata_options: [{ http_tokens: 'optional', http_put_response_hop_limit: 2 }] },
    }); // prettier-ignore
    const profile = 'arn:aws:iam::{account of infra}:instance-profile/p';
    expect(identities(estate)[0]?.instanceProfiles.map(printHoles)).toEqual([profile]);
    const [machine] = things(estate);
    expect(printHoles(machine?.role ?? '')).toBe(profile);
    expect(machine?.metadata).toEqual({ tokens: 'optional', hops: 2, off: false });
  });

  it('permissions of a function are statements of its policy', () => {
    const [one] = things(
      toldOf({
        'aws_lambda_function.f': { function_name: 'ask', role: 'arn:aws:iam::111122223333:role/f' },
        'aws_lambda_permission.p': { function_name: '«aws_lambda_function.f.function_name»', action: 'lambda:InvokeFunction', principal: '*', function_url_auth_type: 'NONE' },
      }),
    ); // prettier-ignore
    expect(one?.role).toBe('arn:aws:iam::111122223333:role/f');
    expect(one?.policy?.statements[0]).toMatchObject({
      actions: ['lambda:InvokeFunction'],
      principals: { aws: ['*'] },
      conditions: [{ operator: 'StringEquals', key: 'lambda:FunctionUrlAuthType', values: ['NONE'] }],
    });
  });

  it('what may not be there is possible', () => {
    const role = { name: 'a', assume_role_policy: TRUST };
    const [one] = identities(toldOf({ 'aws_iam_role.a': role }, { uncertain: 'count is not known' }));
    expect(one?.confidence).toBe('possible');
    expect(one?.trust?.statements[0]?.uncertain).toBe('count is not known');
  });

  it('names that go in a circle end', () => {
    const estate = toldOf({
      'aws_iam_role.a': { name: '«aws_iam_role.b.name»', assume_role_policy: TRUST },
      'aws_iam_role.b': { name: '«aws_iam_role.a.name»', assume_role_policy: TRUST },
    });
    expect(identities(estate).length).toBeGreaterThan(0);
  });
});
