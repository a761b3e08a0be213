import type { EstateEdge } from '../../model/estate.ts';
import type { FindingDraft, FixPlan, Severity } from '../../model/finding.ts';
import type { NodeId } from '../../model/id.ts';
import type { ToolFact } from '../../model/system-facts.ts';
import { group } from '../context.ts';
import { listed, plural } from '../names.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo, tierOf } from '../stake.ts';

const CARRIES: ReadonlySet<string> = new Set(['AGENT_USES', 'PROVIDES_TOOL', 'DELEGATES_TO', 'ROUTES_TO', 'CALLS']);

/** Row 32. One finding an agent. */
export const untrustedInputReachesTool: Rule = {
  name: 'untrusted-input-reaches-tool',
  row: 32,
  title: 'Text of strangers reaches an agent that has tools with side effects',
  severities: [
    [
      'critical',
      'a tool that executes code is called without asking, and from it a path leads to a jewel of tier 8 or more',
    ],
    ['high', 'a tool executes code, or changes something and is called without asking a person'],
    ['medium', 'a tool changes something; the client may ask the person first'],
    [
      'low',
      'strangers may only perhaps write what the agent reads, or it is development (one step each, no lower than this)',
    ],
  ],
  fires:
    'An agent is given web pages, mail, issues or requests that anybody may have written, and it or an agent that it calls has a tool that writes, sends or executes.',
  quiet: 'Agents whose tools only read; agents whose only input is the request of their own user.',
  frameworks: ['NHI5:2025', 'ASI01', 'ASI02', 'MAESTRO-L3', 'CSF-2.0 PR.AA-05', 'ISO-27001 A.8.2'],
  *judge(context) {
    const tools = new Map(context.of('tool').map((fact) => [fact.node, fact]));
    const into = context.edgesOf(['INJECTS_PROMPT']).filter((edge) => strangers(context, edge));
    for (const [agent, edges] of group(into, ({ to }) => [to])) {
      const reached = toolsOf(context, agent, tools);
      if (reached.length > 0) yield draft(context, agent, edges, reached);
    }
  },
};

/** A request of the agent's own user is no stranger's, unless anybody may ask. */
function strangers(context: JudgeContext, { from, confidence }: EstateEdge): boolean {
  const entry = context.node(from)?.entry;
  return entry === 'prompt' ? confidence !== 'possible' : entry !== undefined;
}

/** Tools with side effects of the agent and of those that it calls. */
function toolsOf(context: JudgeContext, agent: NodeId, tools: ReadonlyMap<NodeId, ToolFact>): readonly ToolFact[] {
  const found: ToolFact[] = [];
  const seen = new Set([agent]);
  const queue = [agent];
  for (let node = queue.pop(); node !== undefined; node = queue.pop())
    for (const { kind, to } of context.graph.outgoing(node)) {
      if (!CARRIES.has(kind) || seen.has(to)) continue;
      seen.add(to);
      const tool = tools.get(to);
      if (tool) found.push(tool);
      else queue.push(to);
    }
  return found
    .filter(({ effect }) => effect === 'write' || effect === 'execute')
    .sort((a, b) => (a.node < b.node ? -1 : 1));
}

function draft(
  context: JudgeContext,
  agent: NodeId,
  edges: readonly EstateEdge[],
  tools: readonly ToolFact[],
): FindingDraft {
  const entries = edges.map(({ from }) => from);
  const firm = edges.filter(({ confidence }) => confidence !== 'possible');
  const sure = firm.length > 0;
  const stake = context.pathToStake((sure ? firm : edges).map(({ from }) => from));
  const own = new Set(tools.map(({ node }) => node));
  const names = tools.map(({ node }) => context.node(node)?.name ?? node);
  return {
    severity: severityOf(tools, sure, context.environment(agent) === 'dev', tierOf(stake)),
    confidence: sure ? 'configured' : 'possible',
    identity: agent,
    title: `${context.named(agent)} reads ${listed(bySort(entries.map((id) => context.node(id)?.name ?? id)))} and can call ${listed(names)}`,
    detail: `Whoever writes that text can ask for ${plural(tools.length, 'tool')} with side effects (${listed(tools.map(({ node, because }) => `${context.node(node)?.name ?? node}: ${because}`))}).${leadingTo(stake)}`,
    evidence: [...edges.flatMap(({ evidence }) => evidence), ...tools.flatMap(({ evidence }) => evidence).slice(0, 20)],
    key: 'untrusted',
    ...atStake(stake),
    fix: separate(context, agent, edges, tools),
    removes: context.edgesOf(['PROVIDES_TOOL']).flatMap(({ id, to }) => (own.has(to) ? [id] : [])),
  };
}

/** `web pages by fetch` and `web pages by curl` read as `web pages by fetch and curl`. */
function bySort(names: readonly string[]): string[] {
  const sorts = group(names, (name) => [name.split(' by ')[0] ?? name]);
  return [...sorts].map(([sort, all]) =>
    all.length === 1 ? (all[0] ?? sort) : `${sort} by ${listed(all.map((name) => name.slice(sort.length + 4)))}`,
  );
}

const STEPS: readonly Severity[] = ['critical', 'high', 'medium', 'low'];

function severityOf(tools: readonly ToolFact[], sure: boolean, dev: boolean, tier: number): Severity {
  const executes = tools.some(({ effect }) => effect === 'execute');
  const alone = tools.some(({ automatic }) => automatic === true);
  const base = executes && alone && tier >= 8 ? 0 : executes || alone ? 1 : 2;
  return STEPS[Math.min(3, base + (sure ? 0 : 1) + (dev ? 1 : 0))] ?? 'low';
}

function separate(
  context: JudgeContext,
  agent: NodeId,
  edges: readonly EstateEdge[],
  tools: readonly ToolFact[],
): FixPlan {
  const names = [...new Set(tools.map(({ node }) => context.node(node)?.name ?? node))].sort();
  return {
    kind: 'policy',
    why: 'Whoever reads strangers gets no tool that acts: give those tools to an agent of its own that is handed checked values, or let a person approve each call.',
    text: [
      `# ${context.named(agent)}: no tool with side effects while it reads`,
      ...edges.map(({ from }) => `#   ${from}`),
      '# Cedar, for a gateway that decides tool calls:',
      ...names.slice(0, 50).map((name) => `forbid (principal == Agent::${JSON.stringify(agent)}, action == Action::"call", resource == Tool::${JSON.stringify(name)})\n  unless { context.approved == true };`), // prettier-ignore
      '',
    ].join('\n'),
  };
}
