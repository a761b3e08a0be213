import { EstateBuilder } from '../../../../model/builder.ts';
import type { Environment, EdgeKind } from '../../../../model/kinds.ts';
import type { EstateEdge, EstateNode } from '../../../../model/estate.ts';
import type { Fact } from '../../../../model/facts.ts';
import { plainContext } from '../../../testing/read-texts.ts';
import { objectsFromText } from '../../load/from-text.ts';
import { buildWorld } from '../../read/world.ts';
import type { K8sObject } from '../../world.ts';
import { inferJewels } from '../jewels.ts';
import { Telling } from '../telling.ts';
import { deriveWorkloads } from '../workloads.ts';

/** What the derivation tells of a text, ready to be asked. */
export class Derived {
  readonly estate: EstateBuilder;

  constructor(estate: EstateBuilder) {
    this.estate = estate;
  }

  facts<F extends Fact['fact']>(fact: F): Extract<Fact, { readonly fact: F }>[] {
    return this.estate.allFacts().filter((one): one is Extract<Fact, { readonly fact: F }> => one.fact === fact);
  }

  /** `from > to` of every edge of a kind, sorted. */
  edges(kind: EdgeKind): readonly string[] {
    return this.of(kind)
      .map((edge) => `${edge.from} > ${edge.to}`)
      .sort();
  }

  of(kind: EdgeKind): readonly EstateEdge[] {
    return [...this.estate.allEdges()].filter((edge) => edge.kind === kind);
  }

  node(id: string): EstateNode | undefined {
    return this.estate.get(id);
  }
}

export function derived(
  text: string,
  environment: Environment = 'unknown',
  reading: K8sObject['reading'] = 'plain',
): Derived {
  const estate = new EstateBuilder();
  const context = plainContext(estate);
  const world = buildWorld('r', objectsFromText(text, { realm: 'r', environment, reading }));
  deriveWorkloads(world, estate, context);
  inferJewels(new Telling(world, estate, context.digest));
  // Every edge has both ends: `build` throws otherwise.
  estate.build();
  return new Derived(estate);
}
