import type { Diagnostic } from '../model/diagnostic.ts';
import { placeOf } from '../model/evidence.ts';
import type { EstateGraph } from '../graph/port.ts';
import type { EstateNode } from '../model/estate.ts';
import type { Finding } from '../model/finding.ts';
import { same, type Difference, type ReachChange } from '../questions/diff.ts';
import { diagnosticRecord } from './json.ts';
import { count, nameIn, titleIn } from './names.ts';
import { firstPlace } from './place.ts';
import { edgeRecord, findingRecord, isIdentity, nodeRecord, SCHEMA_VERSION, type JsonRecord } from './records.ts';
import { BLANK, paragraph, span, type Line, type Style } from './screen.ts';

/** A comparison and the graph of its later side, in which new reach is a path. */
export interface Compared {
  readonly difference: Difference;
  readonly after: EstateGraph;
}

export function diffJson({
  difference: { nodes, edges, owners, reach, findings, jewels, unread },
}: Compared): JsonRecord {
  return {
    schemaVersion: SCHEMA_VERSION,
    nodes: { appeared: nodes.appeared.map(nodeRecord), gone: nodes.gone.map(nodeRecord) },
    edges: { appeared: edges.appeared.map(edgeRecord), gone: edges.gone.map(edgeRecord) },
    owners: owners.map(({ id, before, after }) => ({ id, before, after })),
    reach: { gained: reach.gained.map(reachRecord), lost: reach.lost.map(reachRecord) },
    findings: {
      appeared: findings.appeared.map(findingRecord),
      gone: findings.gone.map(findingRecord),
      settled: findings.settled.map(findingRecord),
      eased: findings.eased.map(({ finding: { id, severity }, before }) => ({ id, before, after: severity })),
    },
    jewels: { gone: jewels.gone },
    unread: { appeared: unread.appeared.map(diagnosticRecord), gone: unread.gone.map(diagnosticRecord) },
  };
}

const reachRecord = ({ identity, jewels }: ReachChange): JsonRecord => ({ identity, jewels });

/** Identities first: what a reader of a change asks is who is new and who can reach more. */
export function diffLines({ difference, after }: Compared, width: number, realm: string | undefined): readonly Line[] {
  if (same(difference)) return paragraph('Nothing is different.', width);
  const { nodes, edges, owners, reach, findings, jewels, unread } = difference;
  const identities = { appeared: nodes.appeared.filter(isIdentity), gone: nodes.gone.filter(isIdentity) };
  const others = `${count(nodes.appeared.length - identities.appeared.length, 'other node')} and ${count(edges.appeared.length, 'edge')} appeared, ${count(nodes.gone.length - identities.gone.length, 'other node')} and ${count(edges.gone.length, 'edge')} went`;
  return [
    ...section(
      'Could not be read: findings may be gone for that alone',
      unread.appeared.flatMap((one) => marked('+', unreadLine(one), width)),
    ),
    ...section(
      'Can be read now',
      unread.gone.flatMap((one) => marked('-', unreadLine(one), width)),
    ),
    ...section(
      'Findings that are new',
      findings.appeared.flatMap((one) => findingLines(one, '+', width, realm)),
    ),
    ...section(
      'Findings that are accepted now',
      findings.settled.flatMap((one) => [
        ...findingLines(one, '~', width, realm),
        ...paragraph(settlementOf(one), width, { indent: 5, style: 'faint' }),
      ]),
    ),
    ...section(
      'Findings that count for less',
      findings.eased.flatMap(({ finding, before }) =>
        marked('~', `${before} > ${finding.severity}: ${titleIn(finding, realm)}`, width),
      ),
    ),
    ...section(
      'No crown jewel any more',
      jewels.gone.flatMap((id) => marked('~', nameIn(id, realm), width)),
    ),
    ...section(
      'Findings that are gone',
      findings.gone.flatMap((one) => findingLines(one, '-', width, realm)),
    ),
    ...section(
      'Gained reach',
      reach.gained.flatMap((one) => reachLines(one, '+', after, width, realm)),
    ),
    ...section(
      'Lost reach',
      reach.lost.flatMap((one) => reachLines(one, '-', after, width, realm)),
    ),
    ...section(
      'Identities that are new',
      identities.appeared.flatMap((one) => nodeLines(one, '+', width, realm)),
    ),
    ...section(
      'Identities that are gone',
      identities.gone.flatMap((one) => nodeLines(one, '-', width, realm)),
    ),
    ...section(
      'Changed owner',
      owners.flatMap(({ id, before, after: now }) =>
        marked('~', `${nameIn(id, realm, after.node(id)?.name)}: ${before ?? 'none'} > ${now ?? 'none'}`, width),
      ),
    ),
    BLANK,
    ...paragraph(`${others}.`, width, { style: 'faint' }),
  ].slice(1);
}

/** Who takes a finding on, until when and why. */
export function settlementOf({ accepted, exception }: Finding): string {
  const one = accepted ?? exception;
  return one === undefined ? '' : `by ${one.owner} until ${one.expires}: ${one.reason}`;
}

export const unreadPlace = ({ place }: Diagnostic): string =>
  place.line === undefined ? place.file : `${place.file}:${place.line}`;

const unreadLine = (one: Diagnostic): string => `${unreadPlace(one)}: ${one.message} (${one.code})`;

function section(title: string, lines: readonly Line[]): readonly Line[] {
  return lines.length === 0 ? [] : [BLANK, [span(title, 'strong')], ...lines];
}

const STYLE: Readonly<Record<string, Style>> = { '+': 'bad', '-': 'good', '~': 'plain' };

function marked(mark: string, text: string, width: number): readonly Line[] {
  return paragraph(text, width, { first: ` ${mark} `, hanging: 5, style: STYLE[mark] ?? 'plain' });
}

function findingLines(finding: Finding, mark: string, width: number, realm: string | undefined): readonly Line[] {
  return [
    ...marked(mark, `${finding.severity.toUpperCase()} ${titleIn(finding, realm)}`, width),
    ...where(finding.evidence, width),
  ];
}

function nodeLines(node: EstateNode, mark: string, width: number, realm: string | undefined): readonly Line[] {
  return [
    ...marked(
      mark,
      `${nameIn(node.id, realm, node.name)} (${node.kind}), owner: ${node.declared?.owner ?? 'none'}`,
      width,
    ),
    ...where(node.evidence, width),
  ];
}

function reachLines(
  { identity, jewels }: ReachChange,
  mark: string,
  after: EstateGraph,
  width: number,
  realm: string | undefined,
): readonly Line[] {
  const names = jewels.map((id) => after.node(id)?.jewel?.name ?? nameIn(id, realm, after.node(id)?.name));
  const path = mark === '+' ? after.cheapestToAny(identity, new Set(jewels)) : undefined;
  return [
    ...marked(
      mark,
      `${nameIn(identity, realm, after.node(identity)?.name)} ${mark === '+' ? 'now reaches' : 'no longer reaches'} ${names.join(', ')}`,
      width,
    ),
    ...(path === undefined
      ? []
      : paragraph(
          ['by', ...path.edges.map(({ kind, to }) => `${kind} > ${nameIn(to, realm, after.node(to)?.name)}`)].join(' '),
          width,
          {
            indent: 5,
            style: 'faint',
          },
        )),
  ];
}

function where(evidence: EstateNode['evidence'], width: number): readonly Line[] {
  const place = firstPlace(evidence);
  return place === undefined ? [] : paragraph(placeOf(place), width, { indent: 5, style: 'faint' });
}
