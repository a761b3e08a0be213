import type { EstateEdge } from '../../model/estate.ts';
import type { NodeId } from '../../model/id.ts';
import type { EdgeKind } from '../../model/kinds.ts';
import type { ModelFact } from '../../model/facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { listed } from '../names.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo } from '../stake.ts';

/** Row 36. One finding a model. */
export const unsafeModelWritable: Rule = {
  name: 'unsafe-model-writable',
  row: 36,
  title: 'Others may write a model whose loading runs code',
  severities: [
    ['critical', 'the loader is in production and a writer is not'],
    ['high', 'otherwise'],
  ],
  fires:
    'A model in a format that executes code when it is loaded (pickle and its kin) may be written by an identity that is not the one that loads it: in a registry, or by an object put into the bucket where it lies.',
  quiet:
    'Formats that hold only data (safetensors, ONNX, GGUF); models that nobody but the loader may write, or of which no writer is known.',
  frameworks: [
    'NHI5:2025',
    'NHI8:2025',
    'ASI04',
    'ASI05',
    'MAESTRO-L1',
    'AI-RMF MAP 4.1',
    'CSF-2.0 PR.AA-05',
    'ISO-27001 A.8.3',
  ],
  *judge(context) {
    for (const model of context.models) {
      if (!model.unsafe) continue;
      const own = ownOf(context, model.workload);
      const writers = context.graph
        .incoming(model.node)
        .filter(
          ({ kind, from }) => kind === 'CAN_WRITE_ARTIFACT' && !holdersOf(context, from).every((one) => own.has(one)),
        );
      if (writers.length > 0) yield draft(context, model, writers);
    }
  },
};

const FEDERATED: ReadonlySet<EdgeKind> = new Set<EdgeKind>(['IRSA', 'GKE_WI', 'AKS_WI', 'POD_IDENTITY']);

/** Everybody that the loader itself is: its account, and what that is in a cloud. */
function ownOf(context: JudgeContext, workload: NodeId): ReadonlySet<NodeId> {
  const account = context.workload(workload)?.account ?? workload;
  const clouds = context.graph.outgoing(account).filter(({ kind }) => FEDERATED.has(kind));
  return new Set([workload, account, ...clouds.map(({ to }) => to)]);
}

/** Of a set of rights those who have it. */
function holdersOf({ graph }: JudgeContext, writer: NodeId): readonly NodeId[] {
  if (graph.node(writer)?.kind !== 'PermissionSet') return [writer];
  const holders = graph.incoming(writer).filter(({ kind }) => kind === 'HAS_PERMISSION_SET');
  return holders.length === 0 ? [writer] : holders.map(({ from }) => from);
}

function draft(context: JudgeContext, model: ModelFact, writers: readonly EstateEdge[]): FindingDraft {
  const [first] = writers;
  const production = context.environment(model.workload) === 'prod';
  const stake = context.pathToStake([model.node]);
  return {
    severity: production && writers.some(({ from }) => context.environment(from) !== 'prod') ? 'critical' : 'high',
    confidence: first?.confidence ?? 'possible',
    identity: first?.from ?? model.node,
    title: `${listed(writers.map(({ from }) => context.named(from)))} may put code into ${context.named(model.workload)}`,
    detail: `The model is loaded as ${model.format}, which runs what the file says, and others than the loader may write it.${leadingTo(stake)}`,
    evidence: [...model.evidence, ...writers.flatMap(({ evidence }) => evidence)],
    key: model.node,
    ...atStake(stake),
    fix: {
      kind: 'policy',
      why: 'Serve a format that holds only data, or keep a copy that only the release may write.',
      text: `# convert ${model.format} to safetensors or ONNX, or take the right to write from:\n${writers.map(({ from }) => `#   ${from}\n`).join('')}`,
    },
    removes: writers.map(({ id }) => id),
  };
}
