import type { EstateNode } from '../../model/estate.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { NodeId } from '../../model/id.ts';
import type { AuthorityFact } from '../../model/system-facts.ts';
import { group } from '../context.ts';
import { plural } from '../names.ts';
import type { JudgeContext, Rule } from '../rule.ts';

const MAY = ['request', 'approve', 'revoke'] as const satisfies readonly AuthorityFact['may'][];
/** Things in one finding's fix: what follows is alike. */
const WRITTEN = 20;

/** Row 46. One finding an estate, about the jewel of the highest tier: the answer is one file. */
export const authorityNotWritten: Rule = {
  name: 'authority-not-written',
  row: 46,
  title: 'Who may request, approve or revoke access to what is at stake is not written anywhere',
  severities: [['low', 'always: it says whom to ask, not what goes wrong']],
  fires: 'A crown jewel that something of the estate reaches, or that was declared, has nobody for one of the three.',
  quiet:
    'Jewels whose approvals are declared, or read from a source that names who approves; owners alone do not say it.',
  frameworks: [
    'NHI1:2025',
    'AI-RMF GOVERN 2.1',
    'CSF-2.0 GV.RR-02',
    'ISO-42001 A.3.2',
    'ISO-27001 A.5.15',
    'SP-800-53 AC-2',
  ],
  *judge(context) {
    const facts = group(context.of('authority'), ({ node }) => [node]);
    const gaps = jewels(context).flatMap((node) => {
      const missing = MAY.filter((may) => !(facts.get(node.id) ?? []).some((one) => one.may === may));
      return missing.length > 0 ? [{ node, missing }] : [];
    });
    const [first] = gaps;
    if (first) yield draft(context, first.node.id, gaps);
  },
};

interface Gap {
  readonly node: EstateNode;
  readonly missing: readonly AuthorityFact['may'][];
}

/** Highest tier first. What is only inferred counts where somebody in the estate reaches it. */
function jewels({ estate, graph }: JudgeContext): readonly EstateNode[] {
  return estate.nodes
    .filter(({ id, jewel }) => jewel && (jewel.confidence === 'configured' || graph.incoming(id).length > 0))
    .sort((a, b) => (b.jewel?.tier ?? 0) - (a.jewel?.tier ?? 0) || (a.id < b.id ? -1 : 1));
}

function draft(context: JudgeContext, identity: NodeId, gaps: readonly Gap[]): FindingDraft {
  const missing = MAY.filter((may) => gaps.some((gap) => gap.missing.includes(may)));
  const names = gaps.map(({ node }) => node.jewel?.name ?? node.name);
  const said = gaps
    .slice(0, WRITTEN)
    .map(
      ({ node, missing: own }) =>
        `  - resource: ${JSON.stringify(node.id)}\n${own.map((may) => `    ${may}: [team:${context.owner(node.id) ?? 'NAME'}]\n`).join('')}`,
    );
  const rest =
    gaps.length > WRITTEN
      ? `  # and ${plural(gaps.length - WRITTEN, 'thing')} more; a glob over ids says it for many\n`
      : '';
  return {
    severity: 'low',
    confidence: 'configured',
    identity,
    title: `who may ${either(missing)} access to ${inWords(names)} is not written down`,
    detail:
      'When access is asked for, or has to end today, everybody decides or nobody does. An owner answers for the thing; who decides on access is not said by that.',
    evidence: gaps.flatMap(({ node }) => node.evidence.slice(0, 1)),
    key: 'authority',
    fix: {
      kind: 'policy',
      why: 'Write down who decides. The names are proposals: only people know them.',
      text: `# writ.estate.yaml\napprovals:\n${said.join('')}${rest}`,
    },
  };
}

/** The total is that of the things, several of which may have one name. */
function inWords(names: readonly string[]): string {
  const [first = '', second] = [...new Set(names)];
  if (names.length === 1) return first;
  const shown = second === undefined ? [first] : [first, second];
  const rest = names.length - shown.length;
  return `${plural(names.length, 'crown jewel')} (${shown.join(rest === 0 ? ' and ' : ', ')}${rest === 0 ? '' : ` and ${rest} more`})`;
}

const either = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
