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

  it('fires apart for what a notebook has printed, with a command that clears it', () => {
    const estate = new TestEstate();
    const notebook = estate.workload('ml/Notebook/n', estate.account('ml/n'), { functions: ['notebook'] });
    estate.credential(notebook, 'github-token', { where: 'cell' });
    estate.credential(notebook, 'huggingface-token', { where: 'output' });
    const found = estate.judge(personalCredential);
    expect(found).toMatchObject([{ severity: 'high' }, { severity: 'high', plan: { kind: 'command' } }]);
  });

  it('fires low for the login of whoever runs a notebook', () => {
    const estate = new TestEstate();
    const notebook = estate.workload('ml/Notebook/n', estate.account('ml/n'), { functions: ['notebook'] });
    estate.fact({
      fact: 'person', node: notebook, system: 'AWS', how: 'aws sso login', key: 'k', evidence: [estate.place()], confidence: 'configured',
    }); // prettier-ignore
    expect(estate.judge(personalCredential)).toMatchObject([{ severity: 'low', identity: notebook }]);
  });

  it('stays quiet for Secrets that no pod receives, and for other kinds', () => {
    const estate = new TestEstate();
    estate.credential(estate.node('K8sSecret', 'Secret', 'ml/a'), 'github-token');
    const workload = estate.workload('ml/Deployment/d', estate.account('ml/d'));
    estate.credential(workload, 'openai-key', { where: 'env' });
    expect(estate.judge(personalCredential)).toEqual([]);
  });
});
