import type { ContainerCode } from '../model/aws-facts.ts';
import type { EstateBuilder } from '../model/builder.ts';
import type { EstateEdge, EstateNode } from '../model/estate.ts';
import type { WorkloadFunction } from '../model/facts.ts';
import { parseId, type NodeId } from '../model/id.ts';

/** Things of clouds that run what somebody wrote, by the word of their ids, and what they are for where their kind says it. */
const RUNS: Readonly<Record<string, readonly WorkloadFunction[]>> = {
  'aws:Function': [],
  'aws:Instance': [],
  'aws:ecs-task-definition': [],
  'aws:batch-job-definition': [],
  'aws:apprunner-service': [],
  'aws:states-stateMachine': [],
  'aws:NotebookInstance': ['notebook'],
  'aws:sagemaker-domain': ['notebook'],
  'aws:sagemaker-user-profile': ['notebook'],
  'aws:sagemaker-space': ['notebook'],
  'aws:TrainingJob': ['training'],
  'aws:sagemaker-processing-job': ['pipeline'],
  'aws:Pipeline': ['pipeline'],
  'aws:Model': ['serving'],
  'aws:BedrockAgent': ['agent'],
  'aws:BedrockFlow': ['agent'],
  'aws:AgentRuntime': ['agent'],
  'aws:codebuild-project': ['ci-cd'],
  'aws:glue-job': ['data-access'],
  'gcp:Function': [],
  'gcp:RunService': [],
  'gcp:Instance': [],
  'gcp:Notebook': ['notebook'],
  'gcp:Pipeline': ['pipeline'],
  'gcp:Endpoint': ['serving'],
  'gcp:Agent': ['agent'],
  'gcp:Composer': ['pipeline'],
  'azure:Site': [],
  'azure:ContainerApp': [],
  'azure:ContainerAppJob': [],
  'azure:ContainerGroup': [],
  'azure:VirtualMachine': [],
  'azure:OnlineEndpoint': ['serving'],
  'azure:DataFactory': ['data-access'],
};

/**
 * What runs with an identity of a cloud, told as workloads that act as it: rules and guards then ask of a function, task or notebook of a cloud
 * what they ask of a pod. After the clouds are understood: the edge says that the identity lets it.
 */
export function tellRunning(estate: EstateBuilder): void {
  const code = new Map<NodeId, ContainerCode>();
  for (const fact of estate.allFacts()) if (fact.fact === 'aws-resource' && fact.code) code.set(fact.node, fact.code);
  for (const edge of [...estate.allEdges()]) {
    const thing = edge.kind === 'RUNS_WITH_ROLE' || edge.kind === 'IMDS_REACH' ? estate.get(edge.from) : undefined;
    const functions = thing && functionsOf(thing);
    if (functions) tell(estate, thing, edge, functions, code.get(thing.id));
  }
}

function functionsOf({ id }: EstateNode): readonly WorkloadFunction[] | undefined {
  const parsed = parseId(id);
  const word = `${parsed?.source ?? ''}:${parsed?.kind ?? ''}`;
  return Object.hasOwn(RUNS, word) ? RUNS[word] : undefined;
}

function tell(
  estate: EstateBuilder,
  { id, environment, evidence }: EstateNode,
  { to, confidence }: EstateEdge,
  byKind: readonly WorkloadFunction[],
  code: ContainerCode | undefined,
): void {
  const workloadKind = parseId(id)?.kind ?? '';
  const own = byKind.map((is) => ({ is, because: `it is a ${workloadKind}` }));
  estate.fact({
    fact: 'workload', node: id, pod: id, account: to, workloadKind, accountNamed: true, tokenMounted: false, environment, gpus: 0, privileged: [],
    functions: [...own, ...(code?.functions ?? []).filter(({ is }) => !byKind.includes(is))],
    images: code?.images ?? [], args: code?.args ?? [], fingerprint: code?.fingerprint ?? id, evidence,
    confidence: confidence === 'possible' ? 'possible' : 'configured',
  }); // prettier-ignore
}
