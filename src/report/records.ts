import type { EstateGraph } from '../graph/port.ts';
import type { Declared, EstateEdge, EstateNode } from '../model/estate.ts';
import type { Evidence } from '../model/evidence.ts';
import type { RbacRule } from '../model/facts.ts';
import { isSettled, type Acceptance, type Exemption, type Finding, type PathStep } from '../model/finding.ts';
import { EDGE_KINDS, IDENTITY_KINDS } from '../model/kinds.ts';
import { ownerOf } from './owner.ts';
import type { Gone, Scanned } from './scanned.ts';
import type { Said } from '../findings/rule.ts';

/** The records of the JSON report. Keys stand in one fixed order; absent values have no key. */
export type JsonRecord = Readonly<Record<string, unknown>>;

export const SCHEMA_VERSION = '1';

export const isIdentity = (node: EstateNode): boolean => IDENTITY_KINDS.has(node.kind);

export function countsOf({ estate, graph, findings, compared }: Scanned): JsonRecord {
  const identities = estate.nodes.filter(isIdentity);
  return {
    identities: identities.length,
    resources: estate.nodes.length - identities.length,
    edges: estate.edges.length,
    findings: findings.length,
    unowned: identities.filter((node) => ownerOf(node, graph) === null).length,
    jewels: estate.nodes.filter((node) => node.jewel).length,
    files: estate.sources.reduce((sum, source) => sum + source.files, 0),
    ...optional('accepted', findings.some(isSettled) ? findings.filter(isSettled).length : undefined),
    ...optional('baseline', compared && { new: compared.new, known: compared.known, gone: compared.gone.length }),
  };
}

export function identityRecord(node: EstateNode, graph: EstateGraph): JsonRecord {
  const reach = graph.reach(node.id);
  return {
    id: node.id,
    kind: node.kind,
    name: node.name,
    realm: node.realm,
    ...optional('namespace', node.namespace),
    owner: ownerOf(node, graph),
    environment: node.environment,
    ...optional('declared', node.declared && declaredRecord(node.declared)),
    ...optional('implied', node.implied),
    evidence: node.evidence.map(evidenceRecord),
    reach: { jewels: reach.jewels, nodes: reach.nodes },
  };
}

export function nodeRecord(node: EstateNode): JsonRecord {
  const jewel = node.jewel;
  return {
    id: node.id,
    kind: node.kind,
    name: node.name,
    realm: node.realm,
    ...optional('namespace', node.namespace),
    environment: node.environment,
    ...optional(
      'jewel',
      jewel && { tier: jewel.tier, name: jewel.name, confidence: jewel.confidence, reason: jewel.reason },
    ),
    ...optional('entry', node.entry),
    ...optional('functions', node.functions),
    ...optional('declared', node.declared && declaredRecord(node.declared)),
    ...optional('implied', node.implied),
    ...optional('rules', node.rules?.map(ruleRecord)),
    evidence: node.evidence.map(evidenceRecord),
  };
}

function declaredRecord({ owner, purpose, dataScope, rotation, stage, sensitivity, vendor }: Declared): JsonRecord {
  return {
    ...optional('owner', owner),
    ...optional('purpose', purpose),
    ...optional('dataScope', dataScope),
    ...optional('rotation', rotation),
    ...optional('stage', stage),
    ...optional('sensitivity', sensitivity),
    ...optional('vendor', vendor),
  };
}

function ruleRecord(rule: RbacRule): JsonRecord {
  const { verbs, apiGroups, resources, resourceNames, nonResourceURLs } = rule;
  return {
    verbs,
    apiGroups,
    resources,
    resourceNames,
    nonResourceURLs,
    evidence: rule.evidence.map(evidenceRecord),
  };
}

export function edgeRecord(edge: EstateEdge): JsonRecord {
  return {
    id: edge.id,
    class: EDGE_KINDS[edge.kind].class,
    kind: edge.kind,
    from: edge.from,
    to: edge.to,
    confidence: edge.confidence,
    ...optional('precondition', edge.precondition),
    evidence: edge.evidence.map(evidenceRecord),
  };
}

export function findingRecord(finding: Finding): JsonRecord {
  return {
    id: finding.id,
    rule: finding.rule,
    severity: finding.severity,
    confidence: finding.confidence,
    score: finding.score,
    terms: {
      tier: finding.terms.tier,
      environment: finding.terms.environment,
      cost: finding.terms.cost,
      proof: finding.terms.proof,
    },
    identity: finding.identity,
    owner: finding.owner,
    title: finding.title,
    detail: finding.detail,
    evidence: finding.evidence.map(evidenceRecord),
    path: finding.path.map(stepRecord),
    closes: finding.closes,
    ...optional('removes', finding.removes),
    frameworks: finding.frameworks,
    fix: { kind: finding.fix.kind, why: finding.fix.why, text: finding.fix.text },
    ...optional('accepted', finding.accepted && acceptanceRecord(finding.accepted)),
    ...optional('exception', finding.exception && acceptanceRecord(finding.exception)),
    ...optional('new', finding.new),
    ...optional('since', finding.since),
  };
}

function acceptanceRecord(one: Acceptance | Exemption): JsonRecord {
  return {
    reason: one.reason,
    owner: one.owner,
    expires: one.expires,
    ...('controls' in one ? { controls: one.controls } : optional('expired', one.expired)),
    evidence: one.evidence.map(evidenceRecord),
  };
}

export function guardRecord({ guard, severity, why, evidence }: Said['guards'][number]): JsonRecord {
  return { sentence: guard.text, severity, ...optional('why', why), evidence: [evidenceRecord(evidence)] };
}

export function goneRecord({ id, rule, severity, title, since }: Gone): JsonRecord {
  return { id, rule, severity, title, ...optional('since', since) };
}

export function stepRecord(step: PathStep): JsonRecord {
  return {
    edge: step.edge,
    from: step.from,
    kind: step.kind,
    to: step.to,
    confidence: step.confidence,
    ...optional('precondition', step.precondition),
    evidence: step.evidence.map(evidenceRecord),
  };
}

export function evidenceRecord(evidence: Evidence): JsonRecord {
  return 'file' in evidence
    ? { file: evidence.file, line: evidence.line }
    : { object: evidence.object, at: evidence.at };
}

export function optional(key: string, value: unknown): JsonRecord {
  return value === undefined ? {} : { [key]: value };
}
