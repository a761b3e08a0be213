import type { CloudHolder } from '../cloud/aws/who-can.ts';
import { placeOf } from '../model/evidence.ts';
import { printHoles } from '../model/hole.ts';
import { count } from './names.ts';
import { evidenceRecord, optional, SCHEMA_VERSION, type JsonRecord } from './records.ts';
import { BLANK, fit, paragraph, span, spread, type Line } from './screen.ts';

export interface WhoCanCloud {
  readonly action: string;
  readonly resource: string;
  /** ARNs that the words were taken to mean. */
  readonly asked: readonly string[];
  readonly holders: readonly CloudHolder[];
}

export function whoCanCloudJson({ action, resource, asked, holders }: WhoCanCloud): JsonRecord {
  return {
    schemaVersion: SCHEMA_VERSION,
    verb: action,
    resource,
    asked: asked.map(printHoles),
    holders: holders.map(({ who, resource: on, granted }) => ({
      identity: who.node,
      via: viaOf({ granted }),
      where: on,
      confidence: granted.confidence,
      ...optional('precondition', granted.precondition),
      evidence: granted.evidence.map(evidenceRecord),
    })),
  };
}

/** Names of the policies whose statements decide. */
const viaOf = ({ granted }: Pick<CloudHolder, 'granted'>): string =>
  [...new Set(granted.by.map(({ policy }) => printHoles(policy.name)))].join(', ');

export function whoCanCloudLines({ action, resource, asked, holders }: WhoCanCloud, width: number): readonly Line[] {
  if (holders.length === 0) return paragraph(`Nobody may do ${action} on ${resource}, by what was read.`, width);
  const identities = new Set(holders.map(({ who }) => who.node)).size;
  const sure = new Set(holders.filter(({ granted }) => granted.confidence === 'proved').map(({ who }) => who.node))
    .size;
  const head = `${count(identities, 'identity', 'identities')} may do ${action} on ${resource}, ${String(sure)} of them proved:`;
  return [
    ...paragraph(head, width, { style: 'strong' }),
    ...holders.flatMap((one) => {
      const [place] = one.granted.evidence;
      const on = asked.length > 1 ? ` on ${one.resource}` : '';
      return [
        BLANK,
        ...spread(
          [span(`${one.who.type} ${printHoles(one.who.name)}`, 'strong')],
          [span(one.granted.confidence, 'faint')],
          width,
        ).flatMap((line) => fit(line, width)),
        ...paragraph(`by ${viaOf(one)}${on}`, width, { indent: 3, hanging: 5 }),
        ...(one.granted.precondition === undefined
          ? []
          : paragraph(`if ${one.granted.precondition}`, width, { indent: 3, hanging: 5 })),
        ...(place === undefined ? [] : paragraph(placeOf(place), width, { indent: 3, style: 'faint' })),
      ];
    }),
  ];
}
