import { describe, expect, it } from 'vitest';
import { TestEstate } from '../testing/estate.ts';
import { noOwner } from './no-owner.ts';

describe('no-owner', () => {
  it('fires for an account that nobody owns', () => {
    const estate = new TestEstate();
    estate.account('ml/x');
    expect(estate.judge(noOwner)).toMatchObject([
      { severity: 'low', owner: null, title: 'service account ml/x has no owner' },
    ]);
  });

  it('takes the owner of the workload, and does not ask for owners of unused default accounts', () => {
    const estate = new TestEstate();
    estate.account('ml/default', { implied: true });
    estate.account('ml/owned', { declared: { owner: 'team-ml' } });
    estate.workload('ml/Deployment/x', estate.account('ml/by-workload'), { declared: { owner: 'team-ml' } });
    expect(estate.judge(noOwner)).toEqual([]);
  });

  it('asks once for the workflows of a repository, and names them', () => {
    const estate = new TestEstate();
    const told = (kind: 'Repo' | 'Workflow', id: string, owner?: string): string =>
      estate.builder.node({
        id, kind, name: id, realm: 'acme', environment: 'unknown', evidence: [estate.place()], ...(owner ? { declared: { owner } } : {}),
      }); // prettier-ignore
    told('Repo', 'github:Repo:acme/serving');
    told('Workflow', 'github:Workflow:acme/serving/.github/workflows/a.yml');
    told('Workflow', 'github:Workflow:acme/serving/.github/workflows/b.yml');
    told('Workflow', 'github:Workflow:acme/serving/.github/workflows/owned.yml', '@acme/ml');
    told('Workflow', 'github:Workflow:acme/other/.github/workflows/a.yml');
    const found = estate.judge(noOwner);
    expect(found.map(({ identity, title }) => [identity, title])).toEqual(
      expect.arrayContaining([
        ['github:Workflow:acme/other/.github/workflows/a.yml', 'workflow other/a.yml has no owner'],
        ['github:Repo:acme/serving', '2 workflows of acme/serving have no owner'],
      ]),
    );
    const several = found.find(({ identity }) => identity === 'github:Repo:acme/serving');
    expect(found.length).toBe(2);
    expect(several).toMatchObject({ evidence: { length: 2 }, plan: { kind: 'policy' } });
    expect(several?.detail).toContain('They are: serving/a.yml and serving/b.yml.');
  });
});
