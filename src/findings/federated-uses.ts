import type { FederationFact } from '../model/aws-facts.ts';
import type { EstateEdge } from '../model/estate.ts';
import type { Confidence, Evidence } from '../model/evidence.ts';
import type { NodeId } from '../model/id.ts';
import type { EdgeKind, Environment } from '../model/kinds.ts';
import { BECOMES } from './identities.ts';
import type { JudgeContext } from './rule.ts';

const FEDERATES: ReadonlySet<EdgeKind> = new Set<EdgeKind>([...BECOMES, 'SPIFFE_ID', 'RUNS_WITH_ROLE']);

/** Something that becomes an identity of a cloud or a SPIFFE ID, in an environment that is known. */
export interface FederatedUse {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly words: string;
  readonly environment: Environment;
  readonly evidence: readonly Evidence[];
  readonly confidence: Confidence;
  /** By which it becomes it. Jobs of one workflow share one. */
  readonly edge: string;
}

/** Accounts, functions and tasks by themselves; workflows by their jobs, since each has an environment and a token of its own. */
export function federatedUses(context: JudgeContext): readonly FederatedUse[] {
  const things = context.edgesOf(FEDERATES).map((edge) => ({
    from: edge.from,
    to: edge.to,
    words: context.named(edge.from),
    environment: context.environment(edge.from),
    evidence: edge.evidence,
    confidence: edge.confidence,
    edge: edge.id,
  }));
  return [...things, ...jobs(context)].filter(({ environment }) => environment !== 'unknown');
}

function jobs(context: JudgeContext): readonly FederatedUse[] {
  const refused = new Set(
    context.of('federation-refused').flatMap(({ node, to, evidence }) => evidence.map((at) => asked(node, to, at))),
  );
  // A job with a node of its own asks as that and as its workflow: it is one use.
  const told = new Set<string>();
  return context.of('federation').flatMap((fact): readonly FederatedUse[] => {
    const { node, to, kind, environment, evidence, job } = fact;
    if (kind !== 'GH_OIDC' || environment === undefined) return [];
    if (evidence.some((at) => refused.has(asked(node, to, at)))) return [];
    const key = `${to}\n${environment}\n${evidence.map((at) => asked('', '', at)).join('\n')}`;
    const edge = edgeOf(context, fact);
    if (!edge || told.has(key)) return [];
    told.add(key);
    const words = job === undefined ? context.named(node) : `job ${job} of ${context.named(node)}`;
    const confidence = fact.confidence === 'possible' ? 'possible' : edge.confidence;
    return [{ from: node, to, words, environment, evidence, confidence, edge: edge.id }];
  });
}

const edgeOf = ({ graph }: JudgeContext, { node, to }: FederationFact): EstateEdge | undefined =>
  graph.outgoing(node).find((edge) => edge.kind === 'GH_OIDC' && edge.to === to);

const asked = (node: NodeId, to: NodeId, at: Evidence): string => `${node}\n${to}\n${JSON.stringify(at)}`;
