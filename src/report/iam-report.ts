import type { Explanation } from '../cloud/aws/explain.ts';
import type { Determining } from '../iam/port.ts';
import { placeOf } from '../model/evidence.ts';
import { printHoles } from '../model/hole.ts';
import { evidenceRecord, SCHEMA_VERSION, type JsonRecord } from './records.ts';
import { BLANK, paragraph, span, spread, type Line, type Style } from './screen.ts';

export function iamJson(all: readonly Explanation[]): JsonRecord {
  return {
    schemaVersion: SCHEMA_VERSION,
    answers: all.map(({ principal, request, answer, layers, doubts }) => ({
      principal: { id: principal.node, arn: printHoles(principal.arn) },
      action: request.action,
      resource: printHoles(request.resource),
      outcome: answer.outcome,
      needs: answer.needs.map(({ key, text, kind }) => ({ key: printHoles(key), text: printHoles(text), kind })),
      ...(answer.denied ? { denied: { layer: answer.denied.layer, explicit: answer.denied.explicit } } : {}),
      by: answer.by.map(({ layer, policy, statement }) => ({
        layer,
        policy: printHoles(policy.name),
        sid: statement.sid ?? null,
        effect: statement.effect,
        evidence: evidenceRecord(statement.evidence),
      })),
      layers: layers.map(({ layer, policies }) => ({ layer, policies: policies.map(printHoles) })),
      doubts: doubts.map(printHoles),
    })),
  };
}

const VERDICT = {
  allow: ['may', 'bad'],
  'allow-if': ['may, on conditions,', 'medium'],
  deny: ['may not', 'good'],
} as const satisfies Record<string, readonly [string, Style]>;

/** One block an identity: the answer, what it waits for, the statements that decide, and what was asked. */
export function iamLines(all: readonly Explanation[], width: number): readonly Line[] {
  return all.flatMap((one, index) => [...(index === 0 ? [] : [BLANK]), ...block(one, width)]);
}

function block({ principal, request, answer, layers, doubts }: Explanation, width: number): readonly Line[] {
  const [may, style] = VERDICT[answer.outcome];
  const head = `${printHoles(principal.arn)} ${may} do ${request.action} on ${printHoles(request.resource)}`;
  const { denied } = answer;
  const why =
    denied === undefined
      ? ''
      : denied.explicit
        ? `A statement of the ${CALLED[denied.layer]} denies it.`
        : `Nothing in the ${CALLED[denied.layer]} allows it.`;
  return [
    ...paragraph(head, width, { style }),
    ...(why === '' ? [] : paragraph(why, width, { indent: 2 })),
    ...list(
      'only if',
      answer.needs.map(({ text }) => printHoles(text)),
      width,
    ),
    ...list('may not hold:', doubts.map(printHoles), width),
    ...(answer.by.length === 0 ? [] : [BLANK, ...answer.by.flatMap((row) => statement(row, width))]),
    BLANK,
    ...paragraph('What was asked:', width, { indent: 2, style: 'faint' }),
    ...layers.flatMap(({ layer, policies }) =>
      paragraph(`${CALLED[layer]}: ${policies.map(printHoles).join(', ') || 'nothing attached'}`, width, {
        indent: 4,
        style: 'faint',
      }),
    ),
  ];
}

const CALLED = {
  identity: 'policies of the identity',
  boundary: 'permissions boundary',
  session: 'session policies',
  resource: 'policy of the resource',
  scp: 'service control policies',
  rcp: 'resource control policies',
} as const;

const list = (head: string, texts: readonly string[], width: number): readonly Line[] =>
  texts.flatMap((text) => paragraph(`${head} ${text}`, width, { indent: 2, hanging: 4 }));

function statement(
  { layer, policy, statement: { sid, effect, evidence } }: Determining,
  width: number,
): readonly Line[] {
  const name = `${effect === 'Allow' ? 'allowed' : 'denied'} by ${printHoles(policy.name)}${sid === undefined ? '' : `, statement ${sid}`}`;
  return spread([span(`  ${name}`)], [span(`${layer}  ${placeOf(evidence)}`, 'faint')], width);
}
