import type { EstateEdge, EstateNode } from '../model/estate.ts';
import { placeOf, type Evidence } from '../model/evidence.ts';
import { SEVERITIES, type Finding } from '../model/finding.ts';
import type { NodeId } from '../model/id.ts';
import { EDGE_KINDS } from '../model/kinds.ts';
import { shortName } from './names.ts';
import { ownerOf } from './owner.ts';
import { printable, safeJson } from './printable.ts';
import { isIdentity, optional, type JsonRecord } from './records.ts';
import type { Scanned } from './scanned.ts';

/**
 * BloodHound OpenGraph, after bloodhound.specterops.io/opengraph/developer/schema: property names in lower case, values primitives or
 * arrays of one primitive type, at most three kinds a node, kinds of letters, digits and underscores with a prefix of their own.
 */
export function* opengraphReport(scanned: Scanned): Generator<string> {
  const byIdentity = new Map<NodeId, Finding[]>();
  for (const finding of scanned.findings) {
    const known = byIdentity.get(finding.identity);
    if (known) known.push(finding);
    else byIdentity.set(finding.identity, [finding]);
  }
  yield `{\n"metadata": {"source_kind": "WritBase"},\n"graph": {\n"nodes": [`;
  yield* lines(scanned.estate.nodes, (node) => nodeOf(node, scanned, byIdentity.get(node.id) ?? []));
  yield ',\n"edges": [';
  yield* lines(scanned.estate.edges, edgeOf);
  yield '}\n}\n';
}

function* lines<T>(items: Iterable<T>, of: (item: T) => JsonRecord): Generator<string> {
  let first = true;
  for (const item of items) {
    yield `${first ? '\n' : ',\n'}${safeJson(of(item))}`;
    first = false;
  }
  yield first ? ']' : '\n]';
}

function nodeOf(node: EstateNode, { graph }: Scanned, findings: readonly Finding[]): JsonRecord {
  const { jewel } = node;
  const worst = SEVERITIES.find((one) => findings.some(({ severity }) => severity === one));
  const kinds = [`Writ${node.kind}`];
  if (isIdentity(node)) kinds.push('WritIdentity');
  if (jewel) kinds.push('WritJewel');
  return {
    id: node.id,
    kinds,
    properties: {
      name: printable(shortName(node.id, node.name)),
      displayname: printable(node.name),
      realm: printable(node.realm),
      environment: node.environment,
      ...optional('namespace', node.namespace && printable(node.namespace)),
      ...optional('owner', isIdentity(node) ? printable(ownerOf(node, graph) ?? 'none') : undefined),
      ...optional('entry', node.entry),
      ...optional('implied', node.implied),
      ...(jewel ? { jeweltier: jewel.tier, jewelname: printable(jewel.name), jewelconfidence: jewel.confidence } : {}),
      ...(findings.length > 0 ? { findings: findings.map(({ id }) => id), findingcount: findings.length } : {}),
      ...optional('worstseverity', worst),
      ...places(node.evidence),
    },
  };
}

function edgeOf(edge: EstateEdge): JsonRecord {
  const { class: kind, cost, means } = EDGE_KINDS[edge.kind];
  return {
    kind: `Writ${pascal(edge.kind)}`,
    start: { value: edge.from, match_by: 'id' },
    end: { value: edge.to, match_by: 'id' },
    properties: {
      edgeid: edge.id,
      class: kind,
      cost,
      means,
      confidence: edge.confidence,
      ...optional('precondition', edge.precondition && printable(edge.precondition)),
      ...places(edge.evidence),
    },
  };
}

const places = (evidence: readonly Evidence[]): JsonRecord =>
  evidence.length === 0 ? {} : { evidence: evidence.map((place) => printable(placeOf(place))) };

/** `RUNS_AS` reads RunsAs. */
const pascal = (kind: string): string =>
  kind.toLowerCase().replace(/(?:^|_)([a-z0-9])/gu, (_, letter: string) => letter.toUpperCase());
