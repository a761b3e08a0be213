import type { EstateEdge } from '../../model/estate.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { NodeId } from '../../model/id.ts';
import { group } from '../context.ts';
import { listed, plural } from '../names.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo } from '../stake.ts';

const CALLS: ReadonlySet<string> = new Set(['ALLOWS_CALLER', 'ROUTES_TO', 'AGENT_USES', 'CALLS']);

/** Row 26. One finding a front door. */
export const gatewayMasksCallers: Rule = {
  name: 'gateway-masks-callers',
  row: 26,
  title: 'A gateway uses one credential for many callers',
  severities: [
    ['high', 'a jewel is reached with the credential'],
    ['medium', 'otherwise'],
    ['low', 'who calls it was not read (one step each)'],
  ],
  fires:
    'A gateway forwards with a credential of its own, and two or more callers may use it; `possible` where none of its callers was read.',
  quiet: 'Gateways that use the credential of each caller; gateways with one caller that was read.',
  frameworks: ['NHI5:2025', 'NHI9:2025', 'ASI03', 'MAESTRO-L7', 'CSF-2.0 PR.AA-04', 'ISO-27001 A.8.15'],
  *judge(context) {
    const forwards = context.edgesOf(['GATEWAY_FORWARDS_AS']);
    for (const [door, edges] of group(forwards, ({ from }) => [from])) {
      const callers = callersOf(context, door);
      // One caller that was read is the one that is meant; none is a gap in what was read, not a gateway without use.
      if (new Set(callers.map(({ from }) => from)).size !== 1) yield draft(context, door, edges, callers);
    }
  },
};

/** Who is let in; behind an address of the gateway, who calls that. */
function callersOf(context: JudgeContext, door: NodeId): readonly EstateEdge[] {
  const { graph } = context;
  const direct = graph.incoming(door).filter(({ kind }) => CALLS.has(kind));
  return direct.flatMap((edge) => {
    const before =
      edge.kind === 'ROUTES_TO' && context.node(edge.from)?.kind === 'Endpoint'
        ? graph.incoming(edge.from).filter(({ kind }) => CALLS.has(kind))
        : [];
    return before.length > 0 ? before : [edge];
  });
}

function draft(
  context: JudgeContext,
  door: NodeId,
  edges: readonly EstateEdge[],
  callers: readonly EstateEdge[],
): FindingDraft {
  const stake = context.pathToStake([door]);
  const told = context.endpoints.find(({ node, passesOn }) => node === door && passesOn !== undefined)?.passesOn;
  const passed = told === undefined ? '' : ` Although ${told}, the credential is what it judges by.`;
  const credentials = listed(edges.map(({ to }) => context.named(to)));
  const unread = callers.length === 0;
  const known = !unread && edges.some(({ confidence }) => confidence !== 'possible');
  const sees = unread
    ? 'Which programs call it was not read: a gateway is there for several, and what is behind it sees one identity for all of them.'
    : `What is behind it sees one identity and cannot tell ${listed(callers.map(({ from }) => context.named(from)))} apart.`;
  return {
    severity: unread ? (stake ? 'medium' : 'low') : stake ? 'high' : 'medium',
    confidence: known ? 'configured' : 'possible',
    identity: door,
    title: `${context.named(door)} acts as ${credentials} for ${unread ? 'callers that were not read' : plural(callers.length, 'caller')}`,
    detail: `${sees}${passed}${leadingTo(stake)}`,
    evidence: [...edges.flatMap(({ evidence }) => evidence), ...callers.flatMap(({ evidence }) => evidence)],
    key: 'masks',
    ...atStake(stake),
    fix: {
      kind: 'policy',
      why: 'Give each caller a key of its own at the gateway, with its own models and budget, or pass on its identity.',
      text: unread
        ? '# a virtual key for each caller\n'
        : callers.map(({ from }) => `# a virtual key for ${from}\n`).join(''),
    },
    removes: edges.map(({ id }) => id),
  };
}
