import { placeOf, type Confidence, type Evidence } from '../model/evidence.ts';
import { parseId, type NodeId } from '../model/id.ts';
import { count, nameIn } from './names.ts';
import { firstPlace } from './place.ts';
import { evidenceRecord, optional, SCHEMA_VERSION, type JsonRecord } from './records.ts';
import { BLANK, fit, paragraph, span, spread, type Line } from './screen.ts';
import { truncateStart } from './width.ts';

export interface WhoCanAnswer {
  readonly verb: string;
  readonly resource: string;
  /** What the words were taken to mean. */
  readonly asked: readonly object[];
  readonly holders: readonly {
    readonly identity: NodeId;
    readonly via: NodeId;
    readonly through?: NodeId;
    readonly evidence: readonly Evidence[];
    readonly confidence: Confidence;
  }[];
}

export function whoCanJson({ verb, resource, asked, holders }: WhoCanAnswer): JsonRecord {
  return {
    schemaVersion: SCHEMA_VERSION,
    verb,
    resource,
    asked,
    holders: holders.map(({ identity, via, through, evidence, confidence }) => ({
      identity,
      via,
      ...optional('through', through),
      where: whereOf(via),
      confidence,
      evidence: evidence.map(evidenceRecord),
    })),
  };
}

export function whoCanLines(answer: WhoCanAnswer, width: number, realm: string | undefined): readonly Line[] {
  const { verb, resource, holders } = answer;
  const identities = new Set(holders.map(({ identity }) => identity)).size;
  if (holders.length === 0) return paragraph(`Nobody may ${verb} ${resource}, by what was read.`, width);
  const head = `${count(identities, 'identity', 'identities')} may ${verb} ${resource}, by ${count(holders.length, 'way')}:`;
  return [
    ...paragraph(head, width, { style: 'strong' }),
    ...holders.flatMap(({ identity, via, through, evidence, confidence }) => {
      const group = through === undefined ? '' : `, as member of ${nameIn(through, realm)}`;
      const place = firstPlace(evidence);
      return [
        BLANK,
        ...spread(
          [span(nameIn(identity, realm), 'strong')],
          [span(`${whereOf(via)}, ${confidence}`, 'faint')],
          width,
        ).flatMap((line) => fit(line, width)),
        ...paragraph(`by ${nameIn(via, realm)}${group}`, width, { indent: 3, hanging: 5 }),
        ...(place === undefined ? [] : [[span('   '), span(truncateStart(placeOf(place), width - 3), 'faint')]]),
      ];
    }),
  ];
}

/** Where the set gives its rights: a namespace, or everywhere in its realm. */
function whereOf(via: NodeId): string {
  const path = parseId(via)?.path ?? [];
  return path.length > 1 ? `in ${path[0] ?? ''}` : 'cluster-wide';
}
