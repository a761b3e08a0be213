import { describe, expect, it } from 'vitest';
import { readTexts } from '../testing/read-texts.ts';
import { schedulers } from './connector.ts';

/** Constructed after slurm.conf(5), sacctmgr(1) and docs.ray.io. */
const conf = (...more: readonly string[]): string => ['ClusterName=alps', 'SlurmctldHost=ctl1', ...more].join('\n');

const told = (files: Readonly<Record<string, string>>): { edges: string[]; submits: string[] } => {
  const { estate } = readTexts(schedulers, files);
  return {
    edges: estate.edges.map(({ kind, from, to }) => `${kind} ${from} ${to}`).sort(),
    submits: estate.facts.flatMap((one) => (one.fact === 'submit' ? [one.authentication] : [])),
  };
};

describe('Slurm', () => {
  it('asks munge who submits where nothing else is said', () => {
    expect(told({ 'slurm.conf': conf('PartitionName=a Nodes=ALL') }).submits).toEqual(['required']);
    expect(told({ 'slurm.conf': conf('AuthType=auth/none', 'PartitionName=a Nodes=ALL') }).submits).toEqual(['none']);
    expect(told({ 'slurm.conf': conf('#AuthType=auth/none', 'PartitionName=a Nodes=ALL') }).submits).toEqual([
      'required',
    ]);
  });

  it('believes AllowAccounts only where accounts are checked', () => {
    const partition = 'PartitionName=a Nodes=ALL AllowAccounts=research';
    const checked = told({ 'slurm.conf': conf('AccountingStorageEnforce=limits', partition) }).edges;
    expect(checked).toContain('SCHED_SUBMIT slurm:Account:default/alps/research slurm:Partition:default/alps/a');
    const unchecked = told({ 'slurm.conf': conf(partition) }).edges;
    expect(unchecked).toContain(
      'SCHED_SUBMIT slurm:Group:default/alps/{everybody on the login nodes} slurm:Partition:default/alps/a',
    );
  });

  it('knows administrators and members from what sacctmgr prints', () => {
    const { edges } = told({
      'slurm.conf': conf(),
      'u.txt': 'User|Def Acct|Admin\nada|research|Administrator\nbob|research|None\n',
    });
    expect(edges).toEqual([
      'CONTROLS slurm:User:default/ada slurm:Cluster:default/alps',
      'MEMBER_OF slurm:User:default/ada slurm:Account:default/alps/research',
      'MEMBER_OF slurm:User:default/bob slurm:Account:default/alps/research',
    ]);
  });

  it('leaves other tables and files alone', () => {
    const { claimed } = readTexts(schedulers, {
      'a.txt': 'Name|Value\na|b\n',
      'nginx.conf': 'user nginx;\n',
      'b.csv': 'user,account\na,b\n',
    });
    expect([...claimed]).toEqual([]);
  });
});

describe('Ray', () => {
  const head = (line: string): readonly string[] => told({ 'start.sh': `#!/bin/sh\n${line}\n` }).submits;

  it('is open when the dashboard listens on every address without a token', () => {
    expect(head('ray start --head --dashboard-host=0.0.0.0')).toEqual(['none']);
    expect(head('ray start --head \\\n  --dashboard-host 0.0.0.0')).toEqual(['none']);
    expect(head('RAY_AUTH_MODE=token ray start --head --dashboard-host=0.0.0.0')).toEqual(['required']);
    expect(head('ray start --head')).toEqual(['required']);
    expect(head('# ray start --head --dashboard-host=0.0.0.0')).toEqual([]);
  });
});
