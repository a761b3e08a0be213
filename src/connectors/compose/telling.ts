import type { ScanContext, Standing } from '../port.ts';
import type { EstateBuilder } from '../../model/builder.ts';
import type { EstateNode } from '../../model/estate.ts';
import { environmentInName } from '../../model/environment-name.ts';
import type { Evidence } from '../../model/evidence.ts';
import { nodeId, type NodeId } from '../../model/id.ts';
import { credentialKey } from '../../model/keys.ts';
import type { Environment, NodeKind } from '../../model/kinds.ts';
import type { SmallFile } from './env-file.ts';
import type { Project } from './project.ts';
import { folderOf, nameOf } from './recognise.ts';
import { filler, type Known, type Service } from './service.ts';

/** A service of an included file: it is told with its own file and found by its name here. */
export interface Included {
  readonly service: Service;
  readonly endpoint: NodeId;
  readonly workload: NodeId;
}

interface Given {
  readonly context: ScanContext;
  readonly project: Project;
  readonly services: readonly Service[];
  readonly included: ReadonlyMap<string, Included>;
  readonly small: ReadonlyMap<string, SmallFile>;
  readonly files: ReadonlySet<string>;
  readonly standing: Standing;
  readonly dotEnv: SmallFile | undefined;
  readonly own: (file: string, service: string) => NodeId | undefined;
}

/** One project being told: its ids, the values of its variables, the small files beside it. */
export class Telling {
  readonly estate: EstateBuilder;
  readonly context: ScanContext;
  readonly project: Project;
  readonly services: readonly Service[];
  readonly small: ReadonlyMap<string, SmallFile>;
  readonly standing: Standing;
  readonly environment: Environment;
  /** Puts values of `.env` that are no secrets, and defaults, where variables stand. */
  readonly fill: (text: string) => string;
  /** Small files that something of the project refers to. */
  readonly used = new Set<string>();
  readonly names: ReadonlySet<string>;

  /** What each store of the project keeps, by service: set by `tellData`. */
  readonly serves = new Map<string, NodeId>();
  /** Credentials of small files that are told already. */
  readonly sealed = new Set<string>();
  readonly #defaults = new Map<string, NodeId>();
  /** Services of files that the project includes: called by their names, told with their own file. */
  readonly included: ReadonlyMap<string, Included>;
  /** Every path of the scan. */
  readonly files: ReadonlySet<string>;

  /** The id that a service has by the path of the file that writes it. */
  readonly own: (file: string, service: string) => NodeId | undefined;

  constructor({ context, project, services, included, small, files, standing, dotEnv, own }: Given) {
    this.own = own;
    this.included = included;
    this.files = files;
    this.context = context;
    this.estate = context.estate;
    this.project = project;
    this.services = services;
    this.small = small;
    this.standing = standing;
    this.environment =
      standing.environment === 'unknown' ? (environmentInPath(project.main.path) ?? 'unknown') : standing.environment;
    this.fill = filler(dotEnv?.values ?? new Map<string, string>());
    this.names = new Set(services.map(({ name }) => name));
  }

  id(kind: string, ...path: readonly string[]): NodeId {
    return nodeId('compose', kind, this.standing.realm, ...this.standing.path, ...path);
  }

  /** Equal values are one credential everywhere; a value that everybody tries first is so only within the project. */
  holds(id: NodeId, digest: string, isDefault: boolean, evidence: Evidence): void {
    if (!isDefault) this.estate.known(id, credentialKey(digest));
    else {
      const before = this.#defaults.get(digest);
      this.#defaults.set(digest, id);
      if (before === undefined || before === id) return;
      const same = { kind: 'SAME_CREDENTIAL', confidence: 'configured', evidence: [evidence] } as const;
      this.estate.edge({ ...same, from: before, to: id });
      this.estate.edge({ ...same, from: id, to: before });
    }
  }

  /** Of what runs: the variant that says it, or the profiles that it belongs to, where they name one environment; else that of the project. */
  environmentOf({ layers, known }: Service): Environment {
    const [first] = layers;
    const varied = known.precondition !== undefined && first !== undefined && first.file !== this.project.main.path;
    const file = varied ? environmentInName(nameOf(first.file).replace(/\.ya?ml$/u, '')) : undefined;
    const named = layers.flatMap(({ entry }) => entry.texts('profiles')).map(environmentInName);
    const [profile, ...others] = new Set(named);
    return file ?? (others.length === 0 ? profile : undefined) ?? this.environment;
  }

  service(name: string): NodeId {
    return this.id('Service', name);
  }

  endpoint(name: string): NodeId {
    return this.id('Endpoint', name);
  }

  node(
    id: NodeId,
    kind: NodeKind,
    name: string,
    evidence: readonly Evidence[],
    more: Partial<EstateNode> = {},
  ): NodeId {
    const { realm } = this.standing;
    return this.estate.node({ id, kind, name, realm, environment: this.environment, evidence, ...more });
  }

  /** Something outside: known to the estate only because the project names it. */
  outside(id: NodeId, kind: NodeKind, name: string, realm: string, evidence: readonly Evidence[]): EstateNode {
    return { id, kind, name, realm, environment: 'unknown', evidence, implied: true };
  }
}

/** What the name of the file says, else that of its folder. */
function environmentInPath(path: string): Environment | undefined {
  return environmentInName(nameOf(path).replace(/\.ya?ml$/u, '')) ?? environmentInName(nameOf(folderOf(path)));
}

/** Both must hold. */
export function also(known: Known, precondition: string): Known {
  const before = known.precondition === undefined ? '' : `${known.precondition}; `;
  return { confidence: 'possible', precondition: `${before}${precondition}` };
}
