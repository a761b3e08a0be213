import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scan, type ScanResult } from '../../src/inventory/scan.ts';
import { askPaths } from '../../src/report/paths-report.ts';

/** A pull request comes to the customers' bucket: workflow, notebook, key, user, role, cluster, service account, role, data. */
const ESTATE = 'test/e2e/clouds';
const ENTRY = 'github:Entry:default/fork-pr';
const DATA = 'aws:Bucket:acme-customers';

/** The role of the cluster itself leads nowhere. */
const CLUSTER_ROLE = 'aws:Role:111122223333/arn:aws:iam::111122223333:role%2Feks';

const STEPS: readonly (readonly [kind: string, to: string, confidence: string])[] = [
  ['FORK_PR_EXEC', 'github:Workflow:default/.github/workflows/evaluate.yml', 'configured'],
  ['RUNS_NOTEBOOK', 'jupyter:Notebook:default/notebooks/evaluate.ipynb', 'configured'],
  ['NOTEBOOK_HOLDS_CRED', 'jupyter:ApiKey:default/notebooks/evaluate.ipynb/aws_access_key_id', 'configured'],
  ['SAME_CREDENTIAL', 'aws:AccessKey:111122223333/evaluation/AKIA2XQ7PLMV3RTKWZ5D', 'configured'],
  ['OPENS', 'aws:User:111122223333/arn:aws:iam::111122223333:user%2Fevaluation', 'configured'],
  ['ASSUME_ROLE', 'aws:Role:111122223333/arn:aws:iam::111122223333:role%2Fdeployer', 'proved'],
  ['CLUSTER_ADMIN', 'aws:Cluster:111122223333/arn:aws:eks:eu-west-1:111122223333:cluster%2Fml-prod', 'configured'],
  ['IS_CLUSTER', 'k8s:Cluster:ml-prod', 'configured'],
  ['CONTROLS', 'k8s:Namespace:ml-prod/serving', 'proved'],
  ['CONTROLS', 'k8s:ServiceAccount:ml-prod/serving/llm', 'proved'],
  ['IRSA', 'aws:Role:111122223333/arn:aws:iam::111122223333:role%2Fmodel-reader', 'proved'],
  ['DATA_ACCESS', DATA, 'proved'],
];

/** Without a file: the thing at which the way from the pull request ends then. */
const BREAKS: Readonly<Record<string, string>> = {
  'notebooks/evaluate.ipynb': STEPS[0]?.[1] ?? '',
  'cloud/keys.json': STEPS[2]?.[1] ?? '',
  'cloud/account.json': STEPS[4]?.[1] ?? '',
  'cloud/cluster.tf': STEPS[5]?.[1] ?? '',
  'writ.estate.yaml': CLUSTER_ROLE,
  'cluster/llm.yaml': CLUSTER_ROLE,
  'cloud/roles.tf': STEPS[10]?.[1] ?? '',
};

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'writ-clouds-'));
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

function scanned(without?: string): ScanResult {
  const folder = join(root, (without ?? 'all').replaceAll('/', '-'));
  cpSync(ESTATE, folder, { recursive: true });
  if (without !== undefined) rmSync(join(folder, without));
  return scan([folder], { fixesFor: () => false, today: '2026-11-24' });
}

describe('an estate that crosses into a cloud and back', () => {
  it('has one way from a pull request to the customers, by real keys alone', () => {
    const path = scanned().graph.cheapest(ENTRY, DATA);
    expect(path?.edges.map(({ kind, to, confidence }) => [kind, to, confidence])).toEqual(STEPS);
    expect(path?.edges.every(({ evidence }) => evidence.length > 0)).toBe(true);
  });

  it('needs every file of it', () => {
    const files = readdirSync(ESTATE, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map((one) => join(one.parentPath, one.name).slice(ESTATE.length + 1));
    const ends = ['.github/workflows/evaluate.yml', 'cloud/data.yaml'];
    expect([...Object.keys(BREAKS), ...ends].sort()).toEqual(files.sort());
  });

  it.each(Object.entries(BREAKS))('without %s it ends, and the answer says where', (file, end) => {
    const answer = askPaths(scanned(file).graph, ENTRY, DATA);
    expect(answer.cheapest).toBeUndefined();
    expect(answer.stopsAt?.ends).toContain(end);
  });

  it('without the workflow there is no way in; a bucket that only a policy names may be of another account', () => {
    expect(scanned('.github/workflows/evaluate.yml').graph.node(ENTRY)).toBeUndefined();
    const { graph } = scanned('cloud/data.yaml');
    expect(graph.node(DATA)?.implied).toBe(true);
    expect(graph.cheapest(ENTRY, DATA)?.edges.at(-1)).toMatchObject({ kind: 'DATA_ACCESS', confidence: 'possible' });
  });
});
