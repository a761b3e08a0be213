import { describe, expect, it } from 'vitest';
import { buildGraph } from '../graph/build.ts';
import { WritError } from '../model/errors.ts';
import type { NodeKind } from '../model/kinds.ts';
import { story } from '../report/testing/story.ts';
import { resolveEdge, resolveFinding, resolveNode, resolveService } from './resolve-id.ts';

const scanned = story();
const refusal = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof WritError && error.exit === 2) return `${error.message}\n${error.hint}`;
    throw error;
  }
  throw new Error('was accepted');
};

describe('an id as typed', () => {
  it.each(['k8s:ServiceAccount:prod/team-a/trainer', 'team-a/trainer', 'trainer'])('%s is found', (typed) => {
    expect(resolveNode(scanned, typed)).toBe('k8s:ServiceAccount:prod/team-a/trainer');
  });

  it('may end with a name whose slashes the id escapes', () => {
    const id = 'aws:Role:1/arn:aws:iam::1:role%2Fml%2Ftrainer-role';
    const [first] = scanned.estate.nodes;
    if (!first) throw new Error('the story has nodes');
    const graph = buildGraph({ ...scanned.estate, nodes: [{ ...first, id }], edges: [] });
    for (const typed of ['trainer-role', 'ml/trainer-role', 'role/ml/trainer-role', 'ml%2Ftrainer-role'])
      expect(resolveNode({ graph }, typed)).toBe(id);
  });

  it('that is not a whole end is not', () => {
    expect(refusal(() => resolveNode(scanned, 'rainer'))).toContain('Nothing in the estate has the id "rainer"');
  });

  it('with a slip of the finger is answered with what was meant', () => {
    expect(refusal(() => resolveNode(scanned, 'team-a/trianer'))).toContain(
      'Did you mean\n  k8s:ServiceAccount:prod/team-a/trainer',
    );
  });

  it('that several nodes end with lists them', () => {
    expect(refusal(() => resolveNode(scanned, ''))).toContain('Nothing in the estate');
  });
});

describe('a service as typed', () => {
  const [first] = scanned.estate.nodes;
  if (!first) throw new Error('the story has nodes');
  const of = (...nodes: readonly (readonly [string, NodeKind])[]) => ({
    graph: buildGraph({ ...scanned.estate, nodes: nodes.map(([id, kind]) => ({ ...first, id, kind })), edges: [] }),
  });
  const account = ['k8s:ServiceAccount:a/serving/vllm', 'K8sServiceAccount'] as const;
  const front = ['k8s:Service:a/serving/vllm', 'Endpoint'] as const;
  const workload = ['k8s:Deployment:a/serving/vllm', 'Workload'] as const;

  it('is the workload before its front and its account', () => {
    expect(resolveService(of(account, front, workload), 'vllm')).toBe(workload[0]);
    expect(resolveService(of(account, front), 'vllm')).toBe(front[0]);
    expect(resolveService(of(account, front, workload), account[0])).toBe(account[0]);
  });

  it('that several workloads are lists them, and one that nothing is is refused', () => {
    const other = ['compose:Service:default/docker-compose.yml/vllm', 'Workload'] as const;
    expect(refusal(() => resolveService(of(account, workload, other), 'vllm'))).toContain('is the end of 2 ids');
    expect(refusal(() => resolveService(of(account), 'gone'))).toContain('Nothing in the estate has the id "gone"');
  });
});

describe('findings and edges', () => {
  it('are found by number, by id and by the start of an id', () => {
    expect(['2', 'f:fedcba9876543210', 'fedc', 'f:fed'].map((typed) => resolveFinding(scanned, typed))).toEqual([
      2, 2, 2, 2,
    ]);
    const edge = scanned.estate.edges[0]?.id ?? '';
    expect(resolveEdge(scanned, edge)).toBe(edge);
    expect(resolveEdge(scanned, edge.slice(2, 10))).toBe(edge);
  });

  it('that are not there are refused with what is', () => {
    expect(refusal(() => resolveFinding(scanned, '3'))).toContain('Findings are numbered 1 to 2.');
    expect(refusal(() => resolveFinding(scanned, 'f:0000'))).toContain('The scan has no finding "f:0000"');
    expect(refusal(() => resolveEdge(scanned, 'e:0000000000000000'))).toContain('No edge of the estate');
  });
});
