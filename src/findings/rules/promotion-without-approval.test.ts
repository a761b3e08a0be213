import { describe, expect, it } from 'vitest';
import type { DeployFact } from '../../model/system-facts.ts';
import { TestEstate } from '../testing/estate.ts';
import { promotionWithoutApproval } from './promotion-without-approval.ts';

function deploying(estate: TestEstate, over: Partial<DeployFact> = {}): string {
  const node = estate.node('Workflow', 'Workflow', 'ml/deploy.yml');
  const target = estate.node('Cluster', 'Cluster', 'prod-eu', { jewel: 13 });
  estate.edge('CI_DEPLOYS', node, target);
  estate.fact({
    fact: 'deploy', node, what: 'deploy', target, environment: 'prod', approval: 'none', because: 'job deploy runs helm upgrade',
    evidence: [estate.place()], confidence: 'configured', ...over,
  }); // prettier-ignore
  return node;
}

describe('promotion-without-approval', () => {
  it('fires for a deployment to production that nothing holds back, with what is reached', () => {
    const estate = new TestEstate();
    const node = deploying(estate);
    expect(estate.judge(promotionWithoutApproval)).toMatchObject([
      {
        severity: 'high',
        identity: node,
        title: 'Workflow ml/deploy.yml deploys to production and nobody approves it',
        path: [{ kind: 'CI_DEPLOYS' }],
      },
    ]);
  });

  it('is medium where a setting decides and strangers can start that step', () => {
    const estate = new TestEstate();
    deploying(estate, { approval: 'unknown', untrusted: true });
    expect(estate.judge(promotionWithoutApproval)).toMatchObject([{ severity: 'medium', confidence: 'possible' }]);
  });

  it.each<[string, Partial<DeployFact>]>([
    ['an approval', { approval: 'required' }],
    ['a setting that decides, started by people', { approval: 'unknown' }],
    ['development', { environment: 'dev' }],
    ['infrastructure, which has a rule of its own', { what: 'infrastructure' }],
  ])('stays quiet for %s', (_, over) => {
    const estate = new TestEstate();
    deploying(estate, over);
    expect(estate.judge(promotionWithoutApproval)).toEqual([]);
  });

  it('stays quiet where people declare who approves', () => {
    const estate = new TestEstate();
    const node = deploying(estate);
    estate.fact({
      fact: 'authority',
      node,
      may: 'approve',
      who: 'team:ml',
      evidence: [estate.place()],
      confidence: 'configured',
    });
    expect(estate.judge(promotionWithoutApproval)).toEqual([]);
  });

  function application(write: 'configured' | 'possible', sync: 'configured' | 'possible' = 'configured'): TestEstate {
    const estate = new TestEstate();
    const app = estate.node('DeployApp', 'Application', 'argocd/vllm');
    const repository = estate.node('Repo', 'Repo', 'acme/deploy');
    const because = (confidence: string): { precondition?: string } =>
      confidence === 'possible' ? { precondition: 'x' } : {};
    estate.edge('ARGOCD_DEPLOYS', repository, app, { confidence: 'configured' });
    estate.edge('ARGOCD_DEPLOYS', app, estate.node('Namespace', 'Namespace', 'serving', { environment: 'prod' }), {
      confidence: sync,
      ...because(sync),
    });
    estate.edge('REPO_WRITE', estate.node('Workflow', 'Workflow', 'acme/bump.yml'), repository, {
      confidence: write,
      ...because(write),
    });
    return estate;
  }

  it('fires for what Argo CD applies by itself after a machine wrote it', () => {
    expect(application('configured').judge(promotionWithoutApproval)).toMatchObject([
      { severity: 'medium', title: 'Application argocd/vllm applies to production what Workflow acme/bump.yml writes' },
    ]);
    expect(application('possible').judge(promotionWithoutApproval)).toEqual([]);
    expect(application('configured', 'possible').judge(promotionWithoutApproval)).toEqual([]);
  });
});
