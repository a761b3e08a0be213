import type { SecretDigest } from '../../bytes/digest.ts';
import type { SourceFile } from '../../bytes/files.ts';
import type { Entry } from '../../documents/entry.ts';
import { mapFileName, type MapFile } from '../../documents/map-files.ts';
import type { EstateBuilder } from '../../model/builder.ts';
import type { EstateNode } from '../../model/estate.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { EdgeKind, Environment, NodeKind } from '../../model/kinds.ts';
import { nodeId, type NodeId } from '../../model/id.ts';
import type { Standing } from '../port.ts';

type Extra = Partial<Pick<EstateNode, 'entry' | 'jewel' | 'implied'>>;

/** What one file tells the estate. Ids are made of where the file stands, so that two files never share a thing by accident. */
export class Telling {
  readonly estate: EstateBuilder;
  readonly digest: SecretDigest;
  readonly file: Pick<SourceFile, 'path' | 'relative'>;
  /** Literal values of a file that a ConfigMap carries are told by the reader of the cluster. */
  readonly tellsLiterals: boolean;
  readonly standing: Standing;
  readonly environment: Environment;
  /** The file holds only when it is applied on top of another: what is true then. */
  readonly variant: string | undefined;
  /** Edges that hold anyway, shared by the files of one scan: a variant does not tell them again with its doubt. */
  readonly #firm: Set<string>;

  constructor(
    estate: EstateBuilder,
    digest: SecretDigest,
    file: Pick<SourceFile, 'path' | 'relative'>,
    standing: Standing,
    firm: Set<string> = new Set(),
    { variant, inside }: { readonly variant?: string; readonly inside?: MapFile } = {},
  ) {
    this.tellsLiterals = !inside;
    this.#firm = firm;
    this.variant = variant;
    this.estate = estate;
    this.digest = digest;
    this.file = inside ? { ...file, path: mapFileName(inside.at, inside.key) } : file;
    this.standing = inside ? { ...standing, path: [...standing.path, inside.map, inside.key] } : standing;
    this.environment = standing.environment === 'unknown' ? environmentIn(standing.path) : standing.environment;
  }

  id(source: string, word: string, ...path: readonly string[]): NodeId {
    return nodeId(source, word, this.standing.realm, ...this.standing.path, ...path);
  }

  node(id: NodeId, kind: NodeKind, name: string, at: readonly Evidence[], extra: Extra = {}): NodeId {
    const { realm } = this.standing;
    return this.estate.node({ id, kind, name, realm, environment: this.environment, evidence: at, ...extra });
  }

  /** A thing of the outside world: of no realm of ours, and its environment is not this file's. */
  outside(id: NodeId, kind: NodeKind, name: string, realm: string, at: Evidence): NodeId {
    return this.estate.node({ id, kind, name, realm, environment: 'unknown', implied: true, evidence: [at] });
  }

  /** Configured, or possible where a precondition is named. */
  edge(kind: EdgeKind, from: NodeId, to: NodeId, at: Pick<Entry, 'evidence'>, precondition?: string): void {
    const key = `${kind}\0${from}\0${to}`;
    const why = [precondition, this.variant].filter((one) => one !== undefined).join('; ');
    if (why === '') this.#firm.add(key);
    else if (this.variant !== undefined && this.#firm.has(key)) return;
    const known = why === '' ? CONFIGURED : ({ confidence: 'possible', precondition: why } as const);
    this.estate.edge({ kind, from, to, ...known, evidence: [at.evidence] });
  }
}

const CONFIGURED = { confidence: 'configured' } as const;

const WORDS: readonly (readonly [RegExp, Environment])[] = [
  [/^(?:prod|production)$/iu, 'prod'],
  [/^(?:staging|stage|preprod)$/iu, 'staging'],
  [/^(?:dev|development|test|testing|sandbox)$/iu, 'dev'],
];

/** Whole words of a path, the nearest to the file first. */
function environmentIn(path: readonly string[]): Environment {
  for (const part of [...path].reverse())
    for (const word of part.split(/[^A-Za-z0-9]+/u)) for (const [is, found] of WORDS) if (is.test(word)) return found;
  return 'unknown';
}
