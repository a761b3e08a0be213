import { describe, expect, it } from 'vitest';
import { TestEstate } from '../testing/estate.ts';
import { plainSecret } from './plain-secret.ts';

describe('plain-secret', () => {
  it('fires once a holder, by what the worst of its values opens', () => {
    const estate = new TestEstate();
    const secret = estate.node('K8sSecret', 'Secret', 'ml/keys');
    estate.credential(secret, 'password', { key: 'password' });
    estate.credential(secret, 'openai-key', { key: 'OPENAI_API_KEY', last4: 'wXyZ' });
    expect(estate.judge(plainSecret)).toMatchObject([
      { severity: 'high', identity: secret, title: 'secret ml/keys holds openai key and password in plain text' },
    ]);
    expect(estate.judge(plainSecret)[0]?.detail).toContain('...wXyZ');
  });

  it('is lower in a template and in development', () => {
    const estate = new TestEstate();
    estate.credential(estate.node('K8sSecret', 'Secret', 'ml/a', { environment: 'dev' }), 'openai-key', {
      confidence: 'possible',
    });
    expect(estate.judge(plainSecret)).toMatchObject([{ severity: 'low', confidence: 'possible' }]);
  });

  it('stays quiet for shipped defaults, which have their own rule', () => {
    const estate = new TestEstate();
    estate.credential(estate.node('K8sSecret', 'Secret', 'ml/a'), 'password', { defaultOf: 'MinIO' });
    expect(estate.judge(plainSecret)).toEqual([]);
  });

  it('says apart what a notebook holds and what it has printed', () => {
    const estate = new TestEstate();
    const notebook = estate.node('Workload', 'Notebook', 'lab/a.ipynb');
    estate.credential(notebook, 'password', { where: 'cell' });
    estate.credential(notebook, 'openai-key', { where: 'output' });
    expect(estate.judge(plainSecret).map(({ title }) => title)).toEqual([
      'notebook lab/a.ipynb has printed openai key in plain text',
      'notebook lab/a.ipynb holds password in plain text',
    ]);
  });

  it('leaves tokens of people to the rule that says whose they are, unless other values stand beside them', () => {
    const estate = new TestEstate();
    const only = estate.workload('ml/Notebook/a', estate.account('ml/a'), { functions: ['notebook'] });
    estate.credential(only, 'huggingface-token', { where: 'cell' });
    const both = estate.workload('ml/Notebook/b', estate.account('ml/b'), { functions: ['notebook'] });
    estate.credential(both, 'huggingface-token', { where: 'cell' });
    estate.credential(both, 'openai-key', { where: 'cell' });
    const idle = estate.node('K8sSecret', 'Secret', 'ml/idle');
    estate.credential(idle, 'github-token');
    expect(estate.judge(plainSecret).map(({ identity }) => identity)).toEqual(expect.arrayContaining([both, idle]));
    expect(estate.judge(plainSecret).length).toBe(2);
  });
});
