import { describe, expect, it } from 'vitest';
import { federated, ONE, TestAws } from '../../cloud/aws/testing/account.ts';
import { nodeId } from '../../model/id.ts';
import { judgeAws } from '../testing/aws.ts';
import { trustOfGoneRepository } from './trust-of-gone-repository.ts';

const GITHUB = 'token.actions.githubusercontent.com';

function judged(subject: string, membersCreate?: boolean): ReturnType<typeof judgeAws> {
  const aws = new TestAws();
  aws.role('target', { trust: [federated(GITHUB, { StringEquals: { [`${GITHUB}:sub`]: subject } })] });
  const evidence = aws.place();
  aws.estate.fact({
    fact: 'repository-list', node: 'github:Organisation:acme', organisation: 'acme', confidence: 'configured', evidence: [evidence],
    repositories: [{ name: 'models', archived: false, evidence }, { name: 'old', archived: true, evidence }],
    ...(membersCreate === undefined ? {} : { membersCreate }),
  }); // prettier-ignore
  return judgeAws(aws, trustOfGoneRepository);
}

describe('trust-of-gone-repository', () => {
  it('fires for an archived repository and for one that is not there, names being one in any case', () => {
    expect(judged('repo:Acme/Old:environment:prod')).toMatchObject([
      {
        severity: 'low',
        confidence: 'configured',
        identity: nodeId('aws', 'Role', ONE, `arn:aws:iam::${ONE}:role/target`),
      },
    ]);
    const [finding] = judged('repo:acme/deleted:ref:refs/heads/main', false);
    expect(finding).toMatchObject({ confidence: 'possible' });
    expect(finding?.detail).toContain('An owner of the organisation makes one of that name');
    expect(judged('repo:acme/deleted:ref:refs/heads/main', true)[0]?.detail).toContain(
      'Whoever may create repositories',
    );
  });

  it('stays quiet for a repository in use, for a pattern, and for another organisation', () => {
    for (const subject of [
      'repo:acme/models:environment:prod',
      'repo:acme/*:environment:prod',
      'repo:else/old:environment:prod',
    ])
      expect(judged(subject), subject).toEqual([]);
  });
});
