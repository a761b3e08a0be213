import { keptFacts } from '../cloud/kept.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Include } from './includes.ts';
import { safeJson } from './printable.ts';
import {
  countsOf,
  edgeRecord,
  findingRecord,
  goneRecord,
  guardRecord,
  identityRecord,
  isIdentity,
  nodeRecord,
  optional,
  SCHEMA_VERSION,
  type JsonRecord,
} from './records.ts';
import type { Scanned } from './scanned.ts';

/** One record of the report at a time, in the order of the outside contract. */
export interface Section {
  readonly name: string;
  readonly type: string;
  records(): Iterable<JsonRecord>;
}

export function sections(scanned: Scanned, include: ReadonlySet<Include>): readonly Section[] {
  const { estate, graph, findings, guards = [], compared } = scanned;
  const all: readonly (Section & { when?: Include })[] = [
    { name: 'sources', type: 'source', records: () => estate.sources.map(sourceRecord) },
    { name: 'diagnostics', type: 'diagnostic', records: () => estate.diagnostics.map(diagnosticRecord) },
    {
      name: 'identities',
      type: 'identity',
      when: 'identities',
      records: () => map(estate.nodes.filter(isIdentity), (node) => identityRecord(node, graph)),
    },
    { name: 'nodes', type: 'node', when: 'nodes', records: () => map(estate.nodes, nodeRecord) },
    { name: 'edges', type: 'edge', when: 'edges', records: () => map(estate.edges, edgeRecord) },
    {
      name: 'policies',
      type: 'policy',
      when: 'policies',
      records: () => map(keptFacts(estate.facts), (text) => JSON.parse(text) as JsonRecord),
    },
    { name: 'findings', type: 'finding', records: () => map(findings, findingRecord) },
    ...(guards.length === 0 ? [] : [{ name: 'guards', type: 'guard', records: () => guards.map(guardRecord) }]),
    ...(compared ? [{ name: 'gone', type: 'gone', records: () => compared.gone.map(goneRecord) }] : []),
  ];
  return all.filter(({ when }) => when === undefined || include.has(when));
}

/**
 * The JSON report in pieces, so that a large estate never stands in memory as one string: an object with one record a line, the
 * same bytes for the same estate.
 */
export function* jsonReport(scanned: Scanned, include: ReadonlySet<Include>): Generator<string> {
  yield `{\n"schemaVersion": ${safeJson(SCHEMA_VERSION)}`;
  if (scanned.scannedAt !== undefined) yield `,\n"scannedAt": ${safeJson(scanned.scannedAt)}`;
  for (const section of sections(scanned, include)) {
    yield `,\n${safeJson(section.name)}: [`;
    let first = true;
    for (const record of section.records()) {
      yield `${first ? '\n' : ',\n'}${safeJson(record)}`;
      first = false;
    }
    yield first ? ']' : '\n]';
    if (section.name === 'diagnostics') yield `,\n"counts": ${safeJson(countsOf(scanned))}`;
  }
  yield '\n}\n';
}

/** The same records as lines, each with its `type`; the first line is the head with the counts. */
export function* jsonlReport(scanned: Scanned, include: ReadonlySet<Include>): Generator<string> {
  const counts = countsOf(scanned);
  const day = optional('scannedAt', scanned.scannedAt);
  yield `${safeJson({ type: 'scan', schemaVersion: SCHEMA_VERSION, ...day, counts })}\n`;
  for (const section of sections(scanned, include))
    for (const record of section.records()) yield `${safeJson({ type: section.type, ...record })}\n`;
}

function sourceRecord(source: Scanned['estate']['sources'][number]): JsonRecord {
  return { path: source.path, kind: source.kind, files: source.files, objects: source.objects };
}

export function diagnosticRecord({ code, level, message, place }: Diagnostic): JsonRecord {
  const where = place.line === undefined ? { file: place.file } : { file: place.file, line: place.line };
  return { code, level, message, place: where };
}

function* map<T>(items: Iterable<T>, of: (item: T) => JsonRecord): Generator<JsonRecord> {
  for (const item of items) yield of(item);
}
