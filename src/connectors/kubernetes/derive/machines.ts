import type { EstateBuilder } from '../../../model/builder.ts';
import type { Evidence } from '../../../model/evidence.ts';
import type { NodeId } from '../../../model/id.ts';
import { certaintyOf, placesOf, PROVED, type Certainty } from '../rbac/certainty.ts';
import { ANY_NODE, machineId } from '../rbac/ids.ts';
import { list, own, text } from '../../../documents/value.ts';
import type { KubeWorld } from '../world.ts';

/** A node of the cluster. */
export interface Machine {
  readonly id: NodeId;
  readonly name: string;
  readonly certainty: Certainty;
}

/** The nodes of a realm: declared ones, and the one that stands for a node that nobody named. */
export class Machines {
  readonly declared: readonly Machine[];
  readonly #byName: ReadonlyMap<string, Machine>;
  readonly #world: KubeWorld;
  readonly #estate: EstateBuilder;
  #any: Machine | undefined;

  constructor(world: KubeWorld, estate: EstateBuilder) {
    this.#world = world;
    this.#estate = estate;
    const found = new Map<string, Machine>();
    for (const { name, evidence, certainty } of namesOf(world)) {
      const id = machineId(world.realm, name);
      found.set(name, found.get(name) ?? { id, name, certainty });
      this.#tell(id, name, evidence, false);
    }
    this.#byName = found;
    this.declared = [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** The symbolic node, told to the estate on first use. */
  any(evidence: readonly Evidence[]): Machine {
    this.#any ??= this.#symbolic;
    this.#tell(this.#any.id, ANY_NODE, evidence, true);
    return this.#any;
  }

  /** Set once some edge leads to the symbolic node. */
  get anyUsed(): Machine | undefined {
    return this.#any;
  }

  /** Where a pod runs: the node that it names, or some node. */
  of(nodeName: string | undefined, evidence: readonly Evidence[]): Machine {
    if (nodeName === undefined) return this.any(evidence);
    const known = this.#byName.get(nodeName);
    if (known) return known;
    const id = machineId(this.#world.realm, nodeName);
    this.#tell(id, nodeName, evidence, true);
    return { id, name: nodeName, certainty: PROVED };
  }

  /** Every declared node; the symbolic one when none is declared. */
  all(evidence: readonly Evidence[]): readonly Machine[] {
    return this.declared.length > 0 ? this.declared : [this.any(evidence)];
  }

  /** The same, without a word to the estate. */
  get where(): readonly Machine[] {
    return this.declared.length > 0 ? this.declared : [this.#symbolic];
  }

  get #symbolic(): Machine {
    return { id: machineId(this.#world.realm, ANY_NODE), name: ANY_NODE, certainty: PROVED };
  }

  #tell(id: NodeId, name: string, evidence: readonly Evidence[], implied: boolean): void {
    this.#estate.node({
      id,
      kind: 'Node',
      name,
      realm: this.#world.realm,
      environment: this.#world.environment,
      evidence,
      ...(implied ? { implied: true } : {}),
    });
  }
}

interface Named {
  readonly name: string;
  readonly evidence: readonly Evidence[];
  readonly certainty: Certainty;
}

function namesOf(world: KubeWorld): readonly Named[] {
  const nodes = world
    .of('Node', '')
    .map((object): Named => ({ name: object.name, evidence: placesOf(object), certainty: certaintyOf(object) }));
  const kind = world.of('Cluster', 'kind.x-k8s.io').flatMap((object): readonly Named[] =>
    kindNodes(object.body).map(({ name, index }) => ({
      name,
      evidence: [object.at(index === undefined ? [] : ['nodes', index])],
      certainty: certaintyOf(object),
    })),
  );
  return [...nodes, ...kind];
}

/** How kind names its nodes: cluster, role, and a number from the second of a role on. Without a list there is one control plane. */
function kindNodes(body: unknown): readonly { readonly name: string; readonly index?: number }[] {
  const cluster = text(own(body, 'name')) ?? 'kind';
  const roles = list(own(body, 'nodes')).map((node) => text(own(node, 'role')) ?? 'control-plane');
  if (roles.length === 0) return [{ name: `${cluster}-control-plane` }];
  const seen = new Map<string, number>();
  return roles.map((role, index) => {
    const count = (seen.get(role) ?? 0) + 1;
    seen.set(role, count);
    return { name: `${cluster}-${role}${count === 1 ? '' : String(count)}`, index };
  });
}
