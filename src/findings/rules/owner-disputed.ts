import type { FindingDraft } from '../../model/finding.ts';
import type { NodeId } from '../../model/id.ts';
import type { OwnerFact } from '../../model/system-facts.ts';
import { group } from '../context.ts';
import { listed } from '../names.ts';
import { agree } from '../owner-names.ts';
import type { JudgeContext, Rule } from '../rule.ts';

/** Best first, each with the reason for which it counts before those after it. */
const SOURCES: readonly (readonly [OwnerFact['source'], string, string])[] = [
  ['declaration', 'writ.estate.yaml', 'it is declared and reviewed'],
  ['label', 'a label or annotation on the thing', 'it is written on the thing itself'],
  ['catalogue', 'the service catalogue', 'the catalogue is about services, CODEOWNERS about files'],
  ['codeowners', 'CODEOWNERS', 'nothing else names an owner'],
];

/** Row 10. One finding an identity or workload. */
export const ownerDisputed: Rule = {
  name: 'owner-disputed',
  row: 10,
  title: 'Two sources name different owners',
  severities: [['low', 'always: it says whom to ask, not what goes wrong']],
  fires:
    'A label or annotation, the service catalogue and CODEOWNERS name different owners for one identity or workload.',
  quiet:
    'Names of one owner in several spellings; sources of which one owner is the same; an owner declared in writ.estate.yaml, which settles it; CODEOWNERS of everything that nobody else was named for.',
  frameworks: [
    'NHI1:2025',
    'AI-RMF GOVERN 2.1',
    'CSF-2.0 GV.RR-02',
    'ISO-42001 A.3.2',
    'ISO-27001 A.5.9',
    'SP-800-53 AC-2',
  ],
  *judge(context) {
    for (const [node, facts] of group(context.of('owner'), (one) => [one.node])) {
      const sorted = [...facts].sort((a, b) => rank(a) - rank(b));
      const [counts] = sorted;
      if (!counts || counts.source === 'declaration') continue;
      const others = sorted.filter((one) => !agree(one.owner, counts.owner));
      if (others.length > 0) yield draft(context, node, counts, others);
    }
  },
};

const rank = ({ source }: OwnerFact): number => SOURCES.findIndex(([name]) => name === source);
const called = (fact: OwnerFact): string => SOURCES[rank(fact)]?.[1] ?? fact.source;

function draft(context: JudgeContext, identity: NodeId, counts: OwnerFact, others: readonly OwnerFact[]): FindingDraft {
  const reason = SOURCES[rank(counts)]?.[2] ?? '';
  const names = listed([counts.owner, ...others.map(({ owner }) => owner)]);
  return {
    severity: 'low',
    confidence: 'configured',
    identity,
    title: `${context.named(identity)} has several owners: ${names}`,
    detail: `${capital(called(counts))} says ${counts.owner}, ${listed(others.map((one) => `${called(one)} says ${one.owner}`))}. ${counts.owner} counts, because ${reason}.`,
    evidence: [counts, ...others].flatMap(({ evidence }) => evidence),
    key: 'owner',
    fix: {
      kind: 'policy',
      why: 'Say once who answers for it; the other source is then a difference that is known.',
      text: `# writ.estate.yaml\nidentities:\n  - id: ${JSON.stringify(identity)}\n    owner: ${JSON.stringify(counts.owner)} # or ${others.map(({ owner }) => JSON.stringify(owner)).join(', ')}\n`,
    },
  };
}

const capital = (text: string): string =>
  text.startsWith('writ') ? text : text.charAt(0).toUpperCase() + text.slice(1);
