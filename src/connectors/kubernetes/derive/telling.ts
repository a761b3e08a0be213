import type { SecretDigest } from '../../../bytes/digest.ts';
import type { EstateBuilder } from '../../../model/builder.ts';
import type { Declared } from '../../../model/estate.ts';
import type { Environment, NodeKind } from '../../../model/kinds.ts';
import type { NodeId } from '../../../model/id.ts';
import { idOf } from '../read/ids.ts';
import type { Lookup } from '../read/pod-source.ts';
import type { K8sObject, KubeWorld, PodTemplate } from '../world.ts';
import type { OneByOne } from './one-by-one.ts';
import { partsOf, type Part } from './parts.ts';
import { environmentOf } from './environment.ts';
import { places } from './standing.ts';

/** What is told of one thing works with this: the estate to tell, and what may be looked up. */
export class TellingOfOne {
  readonly world: Lookup;
  readonly estate: EstateBuilder;
  readonly digest: SecretDigest;

  constructor(world: Lookup, estate: EstateBuilder, digest: SecretDigest) {
    this.world = world;
    this.estate = estate;
    this.digest = digest;
  }

  partsOf(pod: PodTemplate): readonly Part[] {
    return partsOf(pod);
  }

  environment(object: K8sObject, ...labels: readonly Readonly<Record<string, string>>[]): Environment {
    return environmentOf(this.world, object, ...labels);
  }

  /** A node for an object, called as the object is. */
  object(object: K8sObject, kind: NodeKind, declared?: Declared): NodeId {
    return this.estate.node({
      id: idOf.object(object),
      kind,
      name: object.name,
      realm: object.realm,
      environment: this.environment(object),
      ...(object.namespace === undefined ? {} : { namespace: object.namespace }),
      evidence: places(object),
      ...(declared ? { declared } : {}),
    });
  }

  /** A node that is referred to; what declares it, if anything, adds to it. */
  implied(id: NodeId, kind: NodeKind, name: string, from: K8sObject, namespace?: string): NodeId {
    if (this.estate.has(id)) return id;
    return this.estate.node({
      id,
      kind,
      name,
      realm: from.realm,
      environment: environmentOf(this.world, from),
      ...(namespace === undefined ? {} : { namespace }),
      evidence: [from.at()],
      implied: true,
    });
  }
}

/** What every step of the derivation works with: one realm, the estate to tell, and what is asked of pods again and again. */
export class Telling extends TellingOfOne {
  declare readonly world: KubeWorld;
  private readonly byNamespace = new Map<string, PodTemplate[]>();

  constructor(world: KubeWorld, estate: EstateBuilder, digest: SecretDigest) {
    super(world, estate, digest);
    for (const pod of world.pods) {
      const known = this.byNamespace.get(pod.namespace);
      if (known) known.push(pod);
      else this.byNamespace.set(pod.namespace, [pod]);
    }
  }

  podsIn(namespace: string): readonly PodTemplate[] {
    return this.byNamespace.get(namespace) ?? [];
  }

  /** Tells of one thing, or the same of it again: see `OneByOne`. */
  one<K extends object>(
    known: OneByOne<K>,
    thing: K,
    tell: (telling: TellingOfOne, thing: K) => void,
    by?: readonly unknown[],
  ): void {
    const told = (world: Lookup): void => {
      tell(new TellingOfOne(world, this.estate, this.digest), thing);
    };
    known.tell(this, thing, told, by);
  }
}
