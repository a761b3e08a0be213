import type { Said } from '../findings/rule.ts';
import type { EstateGraph } from '../graph/port.ts';
import { checkGuards, type Verdict } from '../guards/check.ts';
import { placeOf } from '../model/evidence.ts';
import { count } from './names.ts';
import { stepLines, stepsOf } from './path-steps.ts';
import { evidenceRecord, optional, SCHEMA_VERSION, stepRecord, type JsonRecord } from './records.ts';
import { BLANK, paragraph, type Line } from './screen.ts';

export interface Asserted {
  readonly said: Said['guards'][number];
  readonly verdict: Verdict;
}

export function askAssert(graph: EstateGraph, guards: Said['guards']): readonly Asserted[] {
  const verdicts = checkGuards(
    graph,
    guards.map(({ guard }) => guard),
  );
  return guards.flatMap((said, at) => {
    const verdict = verdicts[at];
    return verdict ? [{ said, verdict }] : [];
  });
}

export function assertJson(answers: readonly Asserted[]): JsonRecord {
  const broken = answers.filter(({ verdict }) => !verdict.kept).length;
  return {
    schemaVersion: SCHEMA_VERSION,
    counts: { guards: answers.length, kept: answers.length - broken, broken },
    guards: answers.map(({ said, verdict: { kept, breaches, first, empty } }) => ({
      sentence: said.guard.text,
      kept,
      ...optional('breaches', breaches),
      ...optional('who', first?.who),
      ...optional('says', first?.says),
      ...optional('path', first && stepsOf({ edges: first.path, cost: 0, confidence: 'possible' }).map(stepRecord)),
      ...(empty.length === 0 ? {} : { speaksOfNothing: empty }),
      ...optional('why', said.why),
      evidence: [evidenceRecord(said.evidence)],
    })),
  };
}

const SIDE = { subject: 'what it is about', object: 'what it protects' } as const;

export function assertLines(answers: readonly Asserted[], width: number, realm: string | undefined): readonly Line[] {
  const broken = answers.filter(({ verdict }) => !verdict.kept);
  return [
    ...answers.flatMap(({ said, verdict }) => [
      ...paragraph(`${verdict.kept ? 'kept   ' : 'BROKEN '} ${said.guard.text}`, width, {
        hanging: 8,
        style: verdict.kept ? 'good' : 'bad',
      }),
      ...(verdict.empty.length === 0
        ? []
        : paragraph(`nothing that was read is ${verdict.empty.map((one) => SIDE[one]).join(' or ')}`, width, {
            indent: 8,
          })),
      ...broke(said, verdict, width, realm),
    ]),
    BLANK,
    ...paragraph(
      `${count(answers.length, 'guard')}: ${answers.length - broken.length} kept, ${broken.length} broken.`,
      width,
      { style: 'strong' },
    ),
  ];
}

function broke(
  said: Said['guards'][number],
  { first, breaches = 1 }: Verdict,
  width: number,
  realm: string | undefined,
): readonly Line[] {
  if (!first) return [];
  const more = breaches > 1 ? ` (and ${breaches - 1} more)` : '';
  return [
    ...paragraph(`${first.says}${more}`, width, { indent: 8 }),
    ...paragraph(placeOf(said.evidence), width, { indent: 8, style: 'faint' }),
    ...stepLines(stepsOf({ edges: first.path, cost: 0, confidence: 'possible' }), width, realm),
  ];
}
