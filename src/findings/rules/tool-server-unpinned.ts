import type { FindingDraft } from '../../model/finding.ts';
import type { ToolServerFact } from '../../model/system-facts.ts';
import { pinPackage } from '../fix/pin-package.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo } from '../stake.ts';

type Package = NonNullable<ToolServerFact['package']>;

/** Row 31, first half. One finding a server. */
export const toolServerUnpinned: Rule = {
  name: 'tool-server-unpinned',
  row: 31,
  title: 'A tool server is fetched without a fixed version',
  severities: [
    ['high', 'the server holds a key, or reaches a jewel: whoever publishes the next version has it'],
    ['medium', 'otherwise: the next version runs on the machine of whoever starts it'],
    ['low', 'the server is switched off, or in development'],
  ],
  fires:
    'A client or agent starts a tool server from a package, image or repository whose version is absent, a range, `latest` or a branch.',
  quiet: 'Exact versions, digests and commits; servers that are started from a local path; remote servers.',
  frameworks: [
    'NHI3:2025',
    'ASI04',
    'MAESTRO-L3',
    'AI-RMF MAP 4.1',
    'CSF-2.0 GV.SC-07',
    'SP-800-53 SR-6',
    'ISO-27001 A.5.21',
    'ATLAS AML.T0109',
  ],
  *judge(context) {
    for (const fact of context.of('tool-server'))
      if (fact.package?.pinned === false) yield draft(context, fact, fact.package);
  },
};

function draft(context: JudgeContext, fact: ToolServerFact, found: Package): FindingDraft {
  const stake = context.pathToStake([fact.node]);
  const keys = context.graph.outgoing(fact.node).filter(({ kind }) => kind === 'TOOL_ACTS_AS');
  const off = fact.confidence === 'possible' || context.environment(fact.node) === 'dev';
  const said = found.version === undefined ? 'no version' : `the version ${found.version}`;
  return {
    severity: off ? 'low' : keys.length > 0 || stake ? 'high' : 'medium',
    confidence: fact.confidence,
    identity: fact.node,
    title: `${context.named(fact.node)} runs whatever ${found.name} is published as`,
    detail: `${found.written ?? found.name} names ${said}: each start may fetch another program, and it runs ${keys.length > 0 ? `with ${keys.map(({ to }) => context.named(to)).join(', ')}` : 'as whoever starts it'}.${leadingTo(stake)}`,
    evidence: fact.evidence,
    key: `unpinned ${found.registry ?? ''} ${found.name}`,
    ...atStake(stake),
    fix: pinPackage(context, fact, found),
    removes: context.graph.outgoing(fact.node).filter(({ kind }) => kind === 'UNPINNED_FETCH').map(({ id }) => id), // prettier-ignore
  };
}
