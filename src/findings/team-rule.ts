import { matches, type Match } from '../guards/matches.ts';
import { weaker, type Confidence } from '../model/evidence.ts';
import type { FindingDraft } from '../model/finding.ts';
import type { JudgeContext, Rule, Said } from './rule.ts';

/** Rows of the table of findings are the catalogue's; rules of teams stand in none. */
const ROW = 0;

/** A rule that a team declared, as a rule like the others. Its findings carry the place where the team wrote it. */
export function teamRule(said: Said['rules'][number]): Rule {
  return {
    name: said.name,
    row: ROW,
    title: said.title,
    severities: [[said.severity, 'as the team declared']],
    fires: 'The condition that the team declared is true.',
    quiet: 'Where it is not.',
    frameworks: said.frameworks,
    *judge(context) {
      for (const match of matches(context.graph, said.when)) yield draft(context, said, match);
    },
  };
}

function draft(context: JudgeContext, said: Said['rules'][number], { node, path }: Match): FindingDraft {
  const last = path.at(-1)?.to;
  const stake = last !== undefined && context.node(last)?.jewel ? last : undefined;
  const leads = last === undefined ? '' : ` A way leads to ${context.named(last)}.`;
  return {
    severity: said.severity,
    confidence: path.reduce<Confidence>((least, edge) => weaker(least, edge.confidence), 'configured'),
    identity: node,
    title: `${context.named(node)}: ${said.title}`,
    detail: `${said.title}.${leads}`,
    evidence: [said.evidence, ...(context.node(node)?.evidence ?? []), ...path.flatMap((edge) => edge.evidence)],
    key: said.name,
    path: path.map(({ id, ...edge }) => ({ edge: id, ...edge })),
    ...(stake === undefined ? {} : { stake }),
    fix: { kind: 'policy', why: said.fix, text: `${said.fix}\n` },
  };
}
