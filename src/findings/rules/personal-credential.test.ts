import { describe, expect, it } from 'vitest';
import { TestEstate } from '../testing/estate.ts';
import { personalCredential } from './personal-credential.ts';

describe('personal-credential', () => {
  it('fires for a personal token in a notebook', () => {
    const estate = new TestEstate();
    const workload = estate.workload('ml/Notebook/n', estate.account('ml/n'), { functions: ['notebook'] });
    const pod = workload.replace(':Workload:', ':Pod:');
    const container = estate.node('Container', 'Container', 'ml/Notebook/n/main');
    estate.edge('CONTAINS', pod, container);
    estate.credential(container, 'github-token', { where: 'env', key: 'GITHUB_TOKEN' });
    const [finding] = estate.judge(personalCredential);
    expect(finding).toMatchObject({ severity: 'high', identity: container });
    expect(finding?.detail).toMatch(/^A notebook has it/u);
  });

  it('stays quiet for Secrets that no pod receives, and for other kinds', () => {
    const estate = new TestEstate();
    estate.credential(estate.node('K8sSecret', 'Secret', 'ml/a'), 'github-token');
    const workload = estate.workload('ml/Deployment/d', estate.account('ml/d'));
    estate.credential(workload, 'openai-key', { where: 'env' });
    expect(estate.judge(personalCredential)).toEqual([]);
  });
});
