import { checkGuards, type Verdict } from '../../guards/check.ts';
import { placeOf, weaker, type Confidence } from '../../model/evidence.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { plural } from '../names.ts';
import type { JudgeContext, Rule, Said } from '../rule.ts';

/** Row 50, ours. One finding a sentence. */
export const guardBroken: Rule = {
  name: 'guard-broken',
  row: 50,
  title: 'A sentence that was declared to stay true is not true',
  severities: [['high', 'where the guard says nothing else; otherwise what it says']],
  fires: 'A guard of writ.estate.yaml is broken; the path that breaks it is shown.',
  quiet: 'Guards that are kept, also those that speak of nothing that was read.',
  frameworks: ['NHI5:2025', 'AI-RMF GOVERN 1.6', 'CSF-2.0 PR.AA-05', 'ISO-27001 A.5.15'],
  *judge(context) {
    const verdicts = checkGuards(
      context.graph,
      context.guards.map(({ guard }) => guard),
    );
    for (const [at, verdict] of verdicts.entries()) {
      const said = context.guards[at];
      if (said && verdict.first) yield draft(context, said, verdict, verdict.first);
    }
  },
};

function draft(
  context: JudgeContext,
  { guard, severity, why, evidence }: Said['guards'][number],
  { breaches = 1 }: Verdict,
  { who, path, says }: NonNullable<Verdict['first']>,
): FindingDraft {
  const last = path.at(-1)?.to;
  const stake = last !== undefined && context.node(last)?.jewel ? last : undefined;
  const others = breaches > 1 ? ` So do ${plural(breaches - 1, 'other')}.` : '';
  return {
    severity,
    confidence: path.reduce<Confidence>((least, edge) => weaker(least, edge.confidence), 'configured'),
    identity: who,
    title: `${context.named(who)} breaks the guard "${guard.text}"`,
    detail: `${says}.${others}${why === undefined ? '' : ` ${why}`}`,
    evidence: [evidence, ...path.flatMap((edge) => edge.evidence)],
    key: `guard ${guard.text}`,
    path: path.map(({ id, ...edge }) => ({ edge: id, ...edge })),
    ...(stake === undefined ? {} : { stake }),
    fix: {
      kind: 'policy',
      why:
        path.length === 0
          ? 'Change what breaks the guard, or the guard.'
          : 'Take one step of the path away, or change the guard: writ whatif --remove tells what else a step carries.',
      text:
        path
          .map(
            (edge) =>
              `# ${edge.id} ${edge.kind} ${edge.from} > ${edge.to}  ${edge.evidence[0] ? placeOf(edge.evidence[0]) : ''}\n`,
          )
          .join('') || `# ${says}\n`,
    },
  };
}
