import { readFileSync, statSync } from 'node:fs';
import { buildGraph, graphOf } from '../graph/build.ts';
import { decodeSnapshot, SnapshotError } from '../graph/snapshot.ts';
import { WritError } from '../model/errors.ts';
import type { EstateEdge, EstateNode } from '../model/estate.ts';
import { fieldsOf, inside, list, maybe, text, wrong, type At, type Fields } from './read/fields.ts';
import { findingOf } from './read/finding.ts';
import { guardOf } from './read/guards.ts';
import { diagnosticOf, edgeOf, identityOf, nodeOf, sourceOf } from './read/records.ts';
import { SCHEMA_VERSION, type JsonRecord } from './records.ts';
import type { SavedBytes } from './saved-bytes.ts';
import type { Scanned } from './scanned.ts';

/** Saved scans above this are refused: they would not fit the memory that a question deserves. */
const LARGEST_JSON = 500_000_000;
const LARGEST_SNAPSHOT = 2_000_000_000;

/** A saved scan, checked field by field. `asked` is the path as the person typed it; `read` has its bytes where they are at hand. */
export function readEstate(path: string, asked: string, read?: SavedBytes): Scanned {
  const bytes = read?.bytes ?? bytesOf(path, asked);
  const isSnapshot = bytes.subarray(0, 4).toString('latin1') === 'WRIT';
  return isSnapshot ? fromSnapshot(bytes, asked, read) : fromJson(bytes, asked);
}

function bytesOf(path: string, asked: string): Buffer {
  try {
    const { size } = statSync(path);
    if (size > LARGEST_SNAPSHOT) throw new WritError('not-an-estate', `${asked} (${size} bytes)`);
    return readFileSync(path);
  } catch (error) {
    if (error instanceof WritError) throw error;
    throw new WritError('not-an-estate', `${asked} (${error instanceof Error ? error.message : String(error)})`);
  }
}

/** What `saveEstate` keeps beside the estate. */
export interface SnapshotExtra {
  readonly findings: Scanned['findings'];
  readonly scannedAt?: string;
  readonly guards?: readonly JsonRecord[];
}

export function fromSnapshot(bytes: Uint8Array, asked: string, read?: Omit<SavedBytes, 'bytes'>): Scanned {
  try {
    const snapshot = decodeSnapshot(bytes, read);
    const packed = snapshot.policies;
    const at: At = { file: asked, path: '' };
    const rest = fieldsOf(snapshot.rest(), at);
    const extra = rest.get('extra') === undefined ? undefined : fieldsOf(rest.get('extra'), inside(at, 'extra'));
    const { rows, nodes, edges } = snapshot.columns;
    let [nodeList, edgeList]: [EstateNode[]?, EstateEdge[]?] = [];
    return {
      // Two million edges become objects only for a question that walks all of them.
      estate: {
        get nodes() {
          return (nodeList ??= Array.from({ length: nodes }, (_, node) => rows.node(node)));
        },
        get edges() {
          return (edgeList ??= Array.from({ length: edges }, (_, edge) => rows.edge(edge)));
        },
        facts: [],
        sources: list(rest, 'sources', at, sourceOf),
        diagnostics: list(rest, 'diagnostics', at, diagnosticOf),
      },
      graph: graphOf(snapshot.columns),
      ...(packed ? { policies: async () => (await import('./policies.ts')).unpackPolicies(packed, asked) } : {}),
      findings: extra?.has('findings') === true ? list(extra, 'findings', inside(at, 'extra'), findingOf) : [],
      ...(extra ? saidOf(extra, inside(at, 'extra')) : {}),
    };
  } catch (error) {
    if (error instanceof SnapshotError) throw new WritError('bad-snapshot', `${asked}: ${error.message}`);
    throw error;
  }
}

export function fromJson(bytes: Buffer, asked: string): Scanned {
  const at: At = { file: asked, path: '' };
  if (bytes.length > LARGEST_JSON) throw wrong(at, `has ${bytes.length} bytes; save a snapshot instead`);
  const fields = fieldsOf(parsed(bytes, at), at);
  const version = fields.get('schemaVersion');
  if (version !== SCHEMA_VERSION) throw wrong(inside(at, 'schemaVersion'), `is not "${SCHEMA_VERSION}"`);
  const absent = ['identities', 'nodes', 'edges'].filter((key) => !fields.has(key));
  if (absent.length > 0) throw wrong(at, `holds no ${absent.join(', no ')}`);
  const nodes = new Map<string, EstateNode>();
  for (const [key, read] of [
    ['nodes', nodeOf],
    ['identities', identityOf],
  ] as const) {
    const seen = new Set<string>();
    for (const node of list(fields, key, at, read)) {
      if (seen.has(node.id)) throw wrong(inside(at, key), `holds ${node.id} twice`);
      seen.add(node.id);
      const known = nodes.get(node.id);
      nodes.set(node.id, known === undefined ? node : { ...node, ...known, ...declaredBoth(known, node) });
    }
  }
  const edges = list(fields, 'edges', at, edgeOf);
  const edgeIds = new Set<string>();
  edges.forEach((edge, index) => {
    const here = inside(inside(at, 'edges'), index);
    if (edgeIds.has(edge.id)) throw wrong(here, `has the id ${edge.id} of an edge before it`);
    edgeIds.add(edge.id);
    for (const end of [edge.from, edge.to]) if (!nodes.has(end)) throw wrong(here, `leads to ${end}, which is no node`);
  });
  const estate = {
    nodes: sorted([...nodes.values()]),
    edges: sorted([...edges]),
    facts: [],
    sources: fields.has('sources') ? list(fields, 'sources', at, sourceOf) : [],
    diagnostics: fields.has('diagnostics') ? list(fields, 'diagnostics', at, diagnosticOf) : [],
  };
  const findings = list(fields, 'findings', at, findingOf);
  const policies = fields.get('policies');
  return {
    estate,
    graph: buildGraph(estate),
    findings,
    ...(policies === undefined
      ? {}
      : { policies: async () => (await import('./policies.ts')).policiesIn(policies, at) }),
    ...saidOf(fields, at),
  };
}

/** The day of the scan and the guards that were declared then. */
function saidOf(fields: Fields, at: At): Pick<Scanned, 'scannedAt' | 'guards'> {
  return {
    ...maybe('scannedAt', fields, () => text(fields, 'scannedAt', at)),
    ...maybe('guards', fields, () => list(fields, 'guards', at, guardOf)),
  };
}

function parsed(bytes: Buffer, at: At): unknown {
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch (error) {
    throw wrong(at, error instanceof Error ? error.message : 'is not JSON');
  }
}

function declaredBoth(node: EstateNode, identity: EstateNode): Partial<EstateNode> {
  return node.declared || identity.declared ? { declared: { ...identity.declared, ...node.declared } } : {};
}

function sorted<T extends { readonly id: string }>(rows: T[]): readonly T[] {
  return rows.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}
