import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { inputs } from '../../../../test/inputs.ts';
import { walk } from '../../../inventory/walk.ts';
import { EstateBuilder } from '../../../model/builder.ts';
import { plainContext, readWith } from '../../testing/read-texts.ts';
import { kubernetes } from '../connector.ts';

const TREES = ['kubeflow', 'kserve', 'kuberay', 'argo', 'kueue', 'vllm-production-stack', 'ai-on-eks'] as const;

const KINDS = new Set([
  'InferenceService', 'LLMInferenceService', 'InferenceGraph', 'Notebook', 'Tensorboard', 'PVCViewer', 'SparkApplication', 'PyTorchJob', 'TFJob', 'MPIJob',
  'XGBoostJob', 'PaddleJob', 'JAXJob', 'TrainJob', 'RayCluster', 'RayJob', 'RayService', 'Workflow', 'CronWorkflow', 'WorkflowTemplate',
  'ClusterWorkflowTemplate', 'LeaderWorkerSet', 'NIMService', 'JobSet',
]); // prettier-ignore

/** `kind/name` of every whole resource of these kinds, read without any of the code under test. Patches name a kind but hold no spec of their own. */
function resources(root: string): readonly string[] {
  const found = new Set<string>();
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (!/\.ya?ml$/u.test(name) || /patch|templates|overlay/iu.test(name)) continue;
    const text = readFileSync(join(root, name), 'utf8');
    if (!/^kind: /mu.test(text) || text.includes('{{-')) continue;
    for (const doc of parseAllDocuments(text, { logLevel: 'silent' })) {
      if (!('errors' in doc) || doc.errors.length > 0) continue;
      const body = doc.toJS() as {
        kind?: string;
        metadata?: { name?: string; generateName?: string };
        spec?: unknown;
      } | null;
      if (!body?.kind || !KINDS.has(body.kind) || !body.spec) continue;
      const { name: given, generateName } = body.metadata ?? {};
      const called = given ?? (generateName === undefined ? undefined : `${generateName}*`);
      if (called !== undefined) found.add(`${body.kind}/${called}`);
    }
  }
  return [...found].sort();
}

describe('public trees', () => {
  it.each(TREES)('%s: every AI resource is a workload', (tree) => {
    const root = inputs(tree);
    const builder = new EstateBuilder();
    readWith(kubernetes, walk([root]).files, plainContext(builder));
    const estate = builder.build();
    const known = new Set(
      estate.nodes
        .filter((node) => node.kind === 'Workload')
        .map((node) => `${node.id.split(':')[1] ?? ''}/${node.name}`),
    );
    const missing = resources(root).filter((one) => !known.has(one));
    expect(missing).toEqual([]);
    expect(estate.facts.filter((fact) => fact.fact === 'workload').length).toBeGreaterThan(5);
  });
});
