import type { NodeId } from '../model/id.ts';
import { placeOf } from '../model/evidence.ts';
import { AI_VERBS, type AiVerb, type AiVerbName } from '../questions/ai-verbs.ts';
import type { AiHolder } from '../questions/who-can-ai.ts';
import { count, nameIn } from './names.ts';
import { firstPlace } from './place.ts';
import { evidenceRecord, SCHEMA_VERSION, stepRecord, type JsonRecord } from './records.ts';
import { stepsOf } from './path-steps.ts';
import { BLANK, fit, paragraph, span, spread, type Line } from './screen.ts';

export interface WhoCanAiAnswer {
  readonly verb: AiVerbName;
  readonly resource: string;
  readonly asked: readonly NodeId[];
  readonly holders: readonly AiHolder[];
}

export function whoCanAiJson({ verb, resource, asked, holders }: WhoCanAiAnswer): JsonRecord {
  const table: AiVerb = AI_VERBS[verb];
  return {
    schemaVersion: SCHEMA_VERSION,
    verb,
    resource,
    means: table.means,
    rights: table.rights.map(({ source, right, edges }) => ({ source, right, edges })),
    asked,
    holders: holders.map(({ identity, via, target, right, steps, confidence }) => ({
      identity,
      via,
      target,
      right: right.right,
      source: right.source,
      confidence,
      steps: stepsOf({ edges: steps, cost: 0, confidence }).map(stepRecord),
      evidence: steps.flatMap((step) => step.evidence).map(evidenceRecord),
    })),
  };
}

export function whoCanAiLines(answer: WhoCanAiAnswer, width: number, realm: string | undefined): readonly Line[] {
  const { verb, resource, holders } = answer;
  const table: AiVerb = AI_VERBS[verb];
  const identities = new Set(holders.map(({ identity }) => identity)).size;
  const head =
    holders.length === 0
      ? `Nobody may ${verb} ${resource}, by what was read.`
      : `${count(identities, 'identity', 'identities')} may ${verb} ${resource}, by ${count(holders.length, 'way')}:`;
  const wide = Math.max(...table.rights.map(({ source }) => source.length)) + 2;
  return [
    ...paragraph(head, width, { style: 'strong' }),
    ...holders.flatMap((one) => holderLines(one, width, realm)),
    BLANK,
    ...paragraph(`${verb}: ${table.means}. Native rights that count:`, width, { style: 'faint' }),
    ...table.rights.flatMap(({ source, right }) =>
      paragraph(right, width, { first: `  ${source.padEnd(wide)}`, hanging: wide + 2, style: 'faint' }),
    ),
  ];
}

function holderLines(
  { identity, right, steps, confidence }: AiHolder,
  width: number,
  realm: string | undefined,
): readonly Line[] {
  const place = firstPlace(steps.flatMap(({ evidence }) => evidence));
  return [
    BLANK,
    ...spread([span(nameIn(identity, realm), 'strong')], [span(confidence, 'faint')], width).flatMap((line) =>
      fit(line, width),
    ),
    ...paragraph(right.right, width, { indent: 3, hanging: 5 }),
    ...paragraph(`by ${steps.map(({ kind, to }) => `${kind} > ${nameIn(to, realm)}`).join(' ')}`, width, {
      indent: 3,
      hanging: 5,
    }),
    ...(place === undefined ? [] : paragraph(placeOf(place), width, { indent: 3, style: 'faint' })),
  ];
}
