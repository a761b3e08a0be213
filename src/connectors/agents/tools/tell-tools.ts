import type { Entry } from '../../../documents/entry.ts';
import type { Evidence } from '../../../model/evidence.ts';
import type { NodeId } from '../../../model/id.ts';
import type { Telling } from '../telling.ts';
import { hasEffect, type Effect, type Judgement } from './effects.ts';

export interface ToolTold {
  readonly name: string;
  readonly judged: Judgement;
  readonly evidence: Evidence;
  readonly automatic?: boolean;
}

/** Who offers the tools. */
export interface Offering {
  readonly node: NodeId;
  readonly source: string;
  readonly path: readonly string[];
  /** In words, for names of what is at stake. */
  readonly named: string;
}

/** A tool that changes something or executes is at stake itself: whoever reaches it has its effect. */
export function tellTool(telling: Telling, by: Offering, tool: ToolTold, precondition?: string): NodeId {
  const { effect, because } = tool.judged;
  const id = telling.id(by.source, 'Tool', ...by.path, tool.name);
  telling.node(
    id,
    'Tool',
    tool.name,
    [tool.evidence],
    hasEffect(effect) ? { jewel: jewel(tool.name, by, effect, because) } : {},
  );
  telling.estate.edge({
    kind: 'PROVIDES_TOOL', from: by.node, to: id, evidence: [tool.evidence],
    ...(precondition === undefined ? { confidence: 'configured' } : { confidence: 'possible', precondition }),
  }); // prettier-ignore
  telling.estate.fact({
    fact: 'tool', node: id, effect, because, evidence: [tool.evidence], confidence: precondition === undefined ? 'configured' : 'possible',
    ...(tool.automatic === true ? { automatic: true } : {}),
  }); // prettier-ignore
  return id;
}

const jewel = (name: string, by: Offering, effect: Effect, because: string) =>
  ({
    tier: 5,
    name: `tool ${name} of ${by.named}, which ${effect === 'execute' ? 'executes code' : 'changes something'}`,
    confidence: 'possible',
    reason: because,
  }) as const;

/** Text that others write and the agent reads as an answer of a tool. */
export function tellUntrusted(
  telling: Telling,
  by: Offering,
  agent: NodeId,
  what: string,
  at: Entry,
  precondition?: string,
): void {
  const id = telling.id(by.source, 'Content', ...by.path, what);
  telling.node(id, 'Dataset', `${what} by ${by.named}`, [at.evidence], { entry: 'untrusted-document' });
  telling.edge('INJECTS_PROMPT', id, agent, at, precondition);
}

/** The person's own requests: an entry, and possibly of strangers where people paste what they were sent. */
export function tellPrompt(
  telling: Telling,
  source: string,
  agent: NodeId,
  path: readonly string[],
  at: Entry,
  open = false,
): void {
  const id = telling.id(source, 'Entry', ...path, 'prompt');
  telling.node(
    id,
    'Endpoint',
    `prompt of ${path.at(-1) ?? telling.standing.path.at(-1) ?? 'the agent'}`,
    [at.evidence],
    {
      entry: 'prompt',
    },
  );
  telling.edge(
    'INJECTS_PROMPT',
    id,
    agent,
    at,
    open ? undefined : 'the person hands the agent text that a stranger wrote',
  );
}
