import { ownerOf } from '../graph/owner.ts';
import type { ScanResult } from '../inventory/scan.ts';
import type { EstateNode } from '../model/estate.ts';
import { visible } from '../model/errors.ts';
import { IDENTITY_KINDS } from '../model/kinds.ts';
import type { Declared } from '../store/rows/identities.ts';
import type { Said } from '../store/rows/sightings.ts';
import { credentialsIn, type SeenCredential } from './credentials.ts';
import { stateOf } from './stage.ts';
import { clean } from './text.ts';

/** What a scan tells the records of one identity. */
export interface SeenIdentity {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly realm: string;
  readonly said: Said;
  readonly credentials: readonly SeenCredential[];
}

/** What a scan tells the records. It is plain data: it comes from another thread. */
export interface Seen {
  readonly identities: readonly SeenIdentity[];
  /** Why it is not all that is there; undefined when it is. */
  readonly incomplete?: string;
  readonly counts: Readonly<Record<string, number>>;
  /** All of it for people, as `writ scan -o html` prints it. */
  readonly report?: string;
}

/** Longer ids are none of the store. */
const LONGEST_ID = 2048;
const PLACES = 50;

/** The non-human identities of a scan, with what was said and declared of each and the credentials that it holds. */
export function seenOf({ estate, graph, findings, files, declared }: ScanResult): Seen {
  const credentials = credentialsIn(estate);
  const nodes = estate.nodes.filter(({ id, kind }) => IDENTITY_KINDS.has(kind) && id.length <= LONGEST_ID);
  const identities = nodes.map((node) => {
    const fields = declaredOf(node, declared);
    return {
      id: node.id,
      kind: node.kind,
      name: clean(node.name),
      realm: clean(node.realm),
      said: {
        fields: withoutDeclared(saidOf(node, ownerOf(node, graph)), fields),
        declared: fields,
        evidence: node.evidence.slice(0, PLACES),
      },
      credentials: credentials.get(node.id) ?? [],
    };
  });
  const incomplete = whyIncomplete(estate.diagnostics, files);
  return {
    identities,
    counts: { identities: identities.length, nodes: estate.nodes.length, findings: findings.length, files },
    ...(incomplete === undefined ? {} : { incomplete }),
  };
}

function saidOf({ declared = {}, environment }: EstateNode, owner: string | null): Record<string, string | undefined> {
  const { purpose, dataScope, rotation } = declared;
  return {
    owner: owner ?? undefined,
    purpose,
    dataScope,
    rotationPolicy: rotation,
    environment: environment === 'unknown' ? undefined : environment,
  };
}

const withoutDeclared = (said: Record<string, string | undefined>, declared: Declared): Record<string, string> =>
  Object.fromEntries(
    Object.entries(said).flatMap(([field, value]) =>
      value === undefined || Object.hasOwn(declared, field) ? [] : [[field, clean(value)]],
    ),
  );

/** Fields that git declares of it; the last file that names it counts, as in the scan. */
function declaredOf({ id }: EstateNode, declarations: ScanResult['declared']): Declared {
  const fields: Record<string, { readonly value: unknown; readonly file: string }> = {};
  for (const { id: glob, declared, environment, evidence } of declarations) {
    if (!glob.test(id)) continue;
    const file = clean('file' in evidence ? evidence.file : evidence.object);
    const { owner, purpose, dataScope, rotation, stage } = declared;
    const state = stage === undefined ? undefined : stateOf(stage);
    const named = { owner, purpose, dataScope, rotationPolicy: rotation, stage, state, environment };
    for (const [field, value] of Object.entries(named))
      if (value !== undefined) fields[field] = { value: clean(value), file };
  }
  return fields;
}

function whyIncomplete(diagnostics: ScanResult['estate']['diagnostics'], files: number): string | undefined {
  const errors = diagnostics.filter(({ level }) => level === 'error');
  const [first] = errors;
  if (first) return visible(`${errors.length} could not be read, the first ${first.place.file}: ${first.message}`);
  return files === 0 ? 'there was no file to read' : undefined;
}
