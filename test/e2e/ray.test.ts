import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { scan, type ScanResult } from '../../src/inventory/scan.ts';

/** Constructed after docs.ray.io ("Ray Jobs REST API", KubeRay's RayCluster and RayJob). */
const CLUSTER = `apiVersion: ray.io/v1
kind: RayCluster
metadata: { name: trial, namespace: ml }
spec:
  headGroupSpec:
    rayStartParams: { dashboard-host: '0.0.0.0' }
    template: { spec: { containers: [{ name: ray-head, image: rayproject/ray:2.40.0 }] } }
`;
const RAY_JOB = CLUSTER.replace('RayCluster', 'RayJob')
  .replace('trial', 'nightly')
  .replace('spec:\n', 'spec:\n  entrypoint: python train.py\n  jobId: nightly-x7k2p\n  rayClusterSpec:\n')
  .replace('  headGroupSpec', '    headGroupSpec')
  .replace('    rayStartParams', '      rayStartParams')
  .replace('    template', '      template');
const POD = `apiVersion: v1
kind: Pod
metadata: { name: trial-head-4xk2, namespace: ml, labels: { ray.io/is-ray-node: 'yes', ray.io/node-type: head } }
spec: { containers: [{ name: ray-head, image: rayproject/ray:2.40.0 }] }
status: { podIP: 10.0.4.7 }
`;
const job = (submission_id: string): string =>
  JSON.stringify([
    {
      type: 'SUBMISSION', submission_id, job_id: '02000000', status: 'RUNNING', entrypoint: 'python train.py', metadata: {},
      runtime_env: { env_vars: { OPENAI_API_KEY: 'sk-proj-Wd4Kp8Tz1Qs6Yb3Nf7Hj2Lm9' } }, driver_info: null,
      driver_agent_http_address: 'http://10.0.4.7:52365',
    },
  ]); // prettier-ignore

const roots: string[] = [];
function scanned(files: Readonly<Record<string, string>>): ScanResult {
  const root = mkdtempSync(join(tmpdir(), 'writ-ray-'));
  roots.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return scan([root]);
}
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

/** What the cluster that answered may be, and how surely. */
const meant = ({ estate }: ScanResult): string[] =>
  estate.edges
    .filter(({ kind, from }) => kind === 'MAY_BE' && from.startsWith('ray:Cluster:'))
    .map(({ to, confidence }) => `${to} ${confidence}`)
    .sort();

describe('an answer of Ray’s job API', () => {
  it('is of the cluster that was made for the job', () => {
    expect(meant(scanned({ 'ray.yaml': RAY_JOB, 'jobs.json': job('nightly-x7k2p') }))).toEqual([
      'k8s:Pod:default/ml/RayJob/nightly/head configured',
      'k8s:Pod:default/ml/RayJob/nightly/head possible',
    ]);
  });

  it('is of the cluster whose pod has the address of the driver', () => {
    expect(meant(scanned({ 'pod.yaml': POD, 'jobs.json': job('raysubmit_4LamXRuQpYdSMg7J') }))).toContain(
      'k8s:Pod:default/ml/trial-head-4xk2 configured',
    );
    const launcher = `cluster_name: local\nprovider:\n  type: local\n  head_ip: 10.0.4.7\nauth: { ssh_user: ray }\nhead_start_ray_commands: [ray start --head]\n`;
    expect(meant(scanned({ 'cluster.yaml': launcher, 'jobs.json': job('a') }))).toContain(
      'ray:Head:default/cluster.yaml configured',
    );
  });

  it('may be of the cluster of its realm where it names none; the key in its variables is reached over the open dashboard', () => {
    const { graph, estate, findings } = scanned({
      'ray.yaml': CLUSTER,
      'jobs.json': job('raysubmit_4LamXRuQpYdSMg7J'),
    });
    expect(meant({ estate } as ScanResult)).toEqual(['k8s:Pod:default/ml/RayCluster/trial/head possible']);
    const key = estate.nodes.find(({ name }) => name === 'OPENAI_API_KEY')?.id ?? '';
    const way = graph.shortest('k8s:Service:default/ml/trial-head-svc', key);
    expect(way?.edges.map(({ kind }) => kind)).toEqual(['SCHED_SUBMIT', 'MAY_BE', 'CONTAINS', 'HOLDS']);
    expect(findings.map(({ rule }) => rule)).toContain('plain-secret');
  });
});
