import { placeOf } from '../model/evidence.ts';
import type { Hop, ServiceMap } from '../questions/map.ts';
import { STAGES } from '../questions/stages.ts';
import { count, nameIn } from './names.ts';
import { firstPlace } from './place.ts';
import { edgeRecord, evidenceRecord, optional, SCHEMA_VERSION, type JsonRecord } from './records.ts';
import { BLANK, fit, paragraph, span, spread, type Line } from './screen.ts';

export function mapJson({ service, hops, missing }: ServiceMap): JsonRecord {
  return {
    schemaVersion: SCHEMA_VERSION,
    service,
    hops: hops.map(({ stage, node, by, actsAs, influence, unknown }) => ({
      stage,
      id: node.id,
      kind: node.kind,
      name: node.name,
      realm: node.realm,
      environment: node.environment,
      owner: node.declared?.owner ?? null,
      unknown,
      ...optional('by', by && edgeRecord(by)),
      actsAs: actsAs.map(edgeRecord),
      influencedBy: influence.map(({ identity, steps }) => ({ identity, steps: steps.map(edgeRecord) })),
      evidence: node.evidence.map(evidenceRecord),
    })),
    missing,
  };
}

export function mapLines(
  { service, hops, missing }: ServiceMap,
  width: number,
  realm: string | undefined,
): readonly Line[] {
  const credentials = new Set(hops.flatMap(({ influence }) => influence.map(({ identity }) => identity))).size;
  const head = `${nameIn(service, realm)}: ${count(hops.length, 'hop')}, ${count(credentials, 'credential')} that can influence it`;
  const stages = STAGES.map((stage) => ({ stage, hops: hops.filter((one) => one.stage === stage) }));
  const unknown = hops.filter((one) => one.unknown);
  return [
    ...paragraph(head, width, { style: 'strong' }),
    ...stages.flatMap((one) =>
      one.hops.length === 0
        ? []
        : [BLANK, [span(one.stage, 'strong')], ...one.hops.flatMap((hop) => hopLines(hop, width, realm))],
    ),
    ...(missing.length === 0 ? [] : [BLANK, ...paragraph(`No hop is known for: ${missing.join(', ')}.`, width)]),
    ...(unknown.length === 0
      ? []
      : paragraph(
          `Nothing that was read answers to ${unknown.map(({ node }) => node.name).join(', ')}: say what it is in writ.estate.yaml.`,
          width,
        )),
  ];
}

function hopLines({ node, by, actsAs, influence }: Hop, width: number, realm: string | undefined): readonly Line[] {
  const place = firstPlace(by?.evidence ?? node.evidence);
  const owner = node.declared?.owner;
  const right = [node.environment === 'unknown' ? '' : node.environment, owner === undefined ? '' : `owner: ${owner}`];
  return [
    ...spread([span(`  ${nameIn(node.id, realm)}`)], [span(right.filter(Boolean).join(', '), 'faint')], width).flatMap(
      (line) => fit(line, width, 2),
    ),
    ...(by === undefined ? [] : paragraph(`${by.kind}, ${by.confidence}`, width, { indent: 4, style: 'faint' })),
    ...(place === undefined ? [] : paragraph(placeOf(place), width, { indent: 4, style: 'faint' })),
    ...named(
      'acts as',
      actsAs.map(({ to }) => nameIn(to, realm)),
      width,
    ),
    ...named(
      'influenced by',
      influence.map(({ identity, steps }) => `${nameIn(identity, realm)} (${steps.at(-1)?.kind ?? ''})`),
      width,
    ),
  ];
}

function named(what: string, names: readonly string[], width: number): readonly Line[] {
  return names.length === 0 ? [] : paragraph(`${what} ${names.join(', ')}`, width, { indent: 4, hanging: 6 });
}
