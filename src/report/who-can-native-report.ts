import type { NativeHolder } from '../cloud/answer/holder.ts';
import { standingOf } from '../cloud/answer/standing.ts';
import { placeOf } from '../model/evidence.ts';
import type { NodeId } from '../model/id.ts';
import { count } from './names.ts';
import { evidenceRecord, optional, SCHEMA_VERSION, type JsonRecord } from './records.ts';
import { BLANK, fit, paragraph, span, spread, type Line } from './screen.ts';

export interface WhoCanNative {
  readonly action: string;
  readonly resource: string;
  /** Things that the words were taken to mean. */
  readonly asked: readonly NodeId[];
  readonly holders: readonly NativeHolder[];
}

export function whoCanNativeJson({ action, resource, asked, holders }: WhoCanNative): JsonRecord {
  return {
    schemaVersion: SCHEMA_VERSION,
    verb: action,
    resource,
    asked: [...asked],
    holders: holders.map(({ who, by, where, answer, evidence }) => {
      const { confidence, precondition } = standingOf(answer);
      return {
        identity: who,
        via: by,
        where,
        confidence,
        ...optional('precondition', precondition),
        evidence: evidence.map(evidenceRecord),
      };
    }),
  };
}

export function whoCanNativeLines({ action, resource, asked, holders }: WhoCanNative, width: number): readonly Line[] {
  if (holders.length === 0) return paragraph(`Nobody may do ${action} on ${resource}, by what was read.`, width);
  const identities = new Set(holders.map(({ who }) => who)).size;
  const sure = new Set(holders.filter(({ answer }) => answer.is === 'yes').map(({ who }) => who)).size;
  const head = `${count(identities, 'identity', 'identities')} may do ${action} on ${resource}, ${String(sure)} of them proved:`;
  return [
    ...paragraph(head, width, { style: 'strong' }),
    ...holders.flatMap(({ name, where, answer, by, evidence }) => {
      const { confidence, precondition } = standingOf(answer);
      const [place] = evidence;
      return [
        BLANK,
        ...spread([span(name, 'strong')], [span(confidence, 'faint')], width).flatMap((line) => fit(line, width)),
        ...paragraph(`by ${by}${asked.length > 1 ? ` on ${where}` : ''}`, width, { indent: 3, hanging: 5 }),
        ...(precondition === undefined ? [] : paragraph(`if ${precondition}`, width, { indent: 3, hanging: 5 })),
        ...(place === undefined ? [] : paragraph(placeOf(place), width, { indent: 3, style: 'faint' })),
      ];
    }),
  ];
}
