import type { SourceFile } from '../../../bytes/files.ts';
import type { Entry } from '../../../documents/entry.ts';
import { mapFileName, type MapFile } from '../../../documents/map-files.ts';
import type { EstateBuilder } from '../../../model/builder.ts';
import type { EstateNode } from '../../../model/estate.ts';
import { environmentInName } from '../../../model/environment-name.ts';
import type { Evidence } from '../../../model/evidence.ts';
import { nodeId, type NodeId } from '../../../model/id.ts';
import { fileKey, gatewayKey } from '../../../model/keys.ts';
import type { Environment, NodeKind } from '../../../model/kinds.ts';
import type { ScanContext, Standing } from '../../port.ts';

/**
 * One configuration of a LiteLLM proxy. The file holds what is written in it; the door is what callers reach, which lends its keys and
 * gives nothing else away.
 */
export class Door {
  readonly estate: EstateBuilder;
  readonly context: ScanContext;
  readonly root: Entry;
  readonly path: string;
  /** Inside a ConfigMap the cluster's reader tells literal values: they are said once. */
  readonly tellsLiterals: boolean;
  readonly id: NodeId;
  readonly file: NodeId;
  /** The setting by which callers may send keys of their own to the providers, where it is on. */
  readonly ownKeys: Entry | undefined;
  /** Vendors and hosts that models of the door are asked of: set by `tellModels`. */
  readonly receivers = new Set<string>();
  readonly #standing: Standing;
  readonly #within: readonly string[];
  readonly #environment: Environment;

  constructor(context: ScanContext, file: SourceFile, root: Entry, inside?: MapFile) {
    this.estate = context.estate;
    this.context = context;
    this.root = root;
    this.ownKeys = ['general_settings', 'litellm_settings']
      .flatMap((section) => root.get(section, 'forward_llm_provider_auth_headers') ?? [])
      .find((entry) => entry.text() === 'true');
    this.path = file.path;
    this.#standing = context.standing(file);
    this.#within = inside ? [inside.map, inside.key] : [];
    this.tellsLiterals = !inside;
    const name = inside ? `${inside.map}/${inside.key}` : file.path.slice(file.path.lastIndexOf('/') + 1);
    const called = inside ? mapFileName(inside.at, inside.key) : file.path;
    const said = this.#standing.environment;
    this.#environment = said === 'unknown' ? (environmentInName(name.replace(/\.ya?ml$/iu, '')) ?? 'unknown') : said;
    const evidence = [root.evidence];
    this.id = this.node(this.idOf('Gateway'), 'FrontDoor', name, evidence, {
      jewel: {
        tier: this.#environment === 'prod' ? 5 : 3,
        name: `model gateway ${name}`,
        confidence: 'possible',
        reason: 'who is let in uses every model behind it with its keys',
      },
    });
    this.file = this.node(this.idOf('File'), 'Volume', name, evidence);
    this.estate.edge({ kind: 'CONTAINS', from: this.file, to: this.id, confidence: 'configured', evidence });
    this.estate.known(this.file, fileKey(called));
    this.estate.known(this.id, gatewayKey(called));
  }

  idOf(kind: string, ...path: readonly string[]): NodeId {
    return nodeId('litellm', kind, this.#standing.realm, ...this.#standing.path, ...this.#within, ...path);
  }

  get realm(): string {
    return this.#standing.realm;
  }

  node(
    id: NodeId,
    kind: NodeKind,
    name: string,
    evidence: readonly Evidence[],
    more: Partial<EstateNode> = {},
  ): NodeId {
    return this.estate.node({ id, kind, name, realm: this.realm, environment: this.#environment, evidence, ...more });
  }

  /** Something that the configuration names and does not declare. */
  outside(id: NodeId, kind: NodeKind, name: string, realm: string, evidence: readonly Evidence[]): EstateNode {
    return { id, kind, name, realm, environment: 'unknown', evidence, implied: true };
  }
}
