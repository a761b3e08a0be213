import { describe, expect, it } from 'vitest';
import { TestEstate } from '../testing/estate.ts';
import { notebookReachesProduction } from './notebook-reaches-production.ts';

describe('notebook-reaches-production', () => {
  function notebook(environment: 'prod' | 'dev' | 'unknown', tier: 13 | 8 | 5, tokenMounted = true): TestEstate {
    const estate = new TestEstate();
    const account = estate.account('ml/jupyter');
    const workload = estate.workload('ml/Notebook/jupyter', account, { functions: ['notebook'], tokenMounted });
    estate.edge('NOTEBOOK_SPAWN', estate.node('Human', 'User', 'ada', { entry: 'notebook-user' }), workload);
    const set = estate.bind(estate.role('r', [{}]), [account]);
    const jewel = estate.node('Cluster', 'Cluster', 'x', { jewel: tier, environment });
    estate.edge('READ_SECRET', set, jewel);
    return estate;
  }

  it('fires with the path from the notebook to the jewel', () => {
    const [finding] = notebook('prod', 8).judge(notebookReachesProduction);
    expect(finding).toMatchObject({ severity: 'critical', terms: { tier: 8, environment: 1 } });
    expect(finding?.path.map(({ kind }) => kind)).toEqual(['CONTAINS', 'RUNS_AS', 'HAS_PERMISSION_SET', 'READ_SECRET']);
    expect(finding?.closes).toBeGreaterThan(0);
    expect(notebook('prod', 5).judge(notebookReachesProduction)).toMatchObject([{ severity: 'high' }]);
  });

  it('takes administration of an unknown cluster for production', () => {
    expect(notebook('unknown', 13).judge(notebookReachesProduction)).toMatchObject([{ severity: 'critical' }]);
  });

  it('stays quiet for development, for lesser things of unknown environment, and without a token', () => {
    expect(notebook('dev', 13).judge(notebookReachesProduction)).toEqual([]);
    expect(notebook('unknown', 8).judge(notebookReachesProduction)).toEqual([]);
    expect(notebook('prod', 13, false).judge(notebookReachesProduction)).toEqual([]);
  });
});
