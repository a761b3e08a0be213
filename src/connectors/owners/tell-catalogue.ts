import type { EstateBuilder } from '../../model/builder.ts';
import { nodeId, type NodeId } from '../../model/id.ts';
import type { NodeKind } from '../../model/kinds.ts';
import type { CatalogueEntity } from './catalogue.ts';
import { ownerNode } from './owner-nodes.ts';

/** What the entity stands for, by its `spec.type`; a service or API is something that answers. */
const KINDS: readonly (readonly [RegExp, NodeKind])[] = [
  [/database|bucket|store|queue|topic/iu, 'DataStore'],
  [/cluster/iu, 'Cluster'],
  [/vector|index/iu, 'VectorIndex'],
  [/dataset/iu, 'Dataset'],
];

/** Entities, their owners, and what each needs next, as the catalogue declares it. A system or domain is a name for several and no thing. */
export function tellCatalogue(estate: EstateBuilder, entities: readonly CatalogueEntity[]): void {
  const known = new Map<string, NodeId>();
  for (const entity of entities) {
    if (entity.kind === 'System' || entity.kind === 'Domain') continue;
    const { standing, name, evidence } = entity;
    const [, namespace = 'default'] = /:([^/]*)\//u.exec(entity.reference) ?? [];
    const id = nodeId('backstage', entity.kind, standing.realm, namespace, name);
    const kind =
      entity.kind === 'Resource' ? (KINDS.find(([type]) => type.test(entity.type))?.[1] ?? 'Endpoint') : 'Endpoint';
    known.set(
      entity.reference,
      estate.node({ id, kind, name, realm: standing.realm, environment: standing.environment, evidence: [evidence] }),
    );
    if (entity.owner !== undefined) {
      const to = ownerNode(estate, entity.owner, standing.realm, entity.ownerEvidence);
      estate.edge({ kind: 'OWNED_BY', from: id, to, confidence: 'configured', evidence: [entity.ownerEvidence] });
    }
  }
  for (const { reference, next } of entities)
    for (const one of next) {
      const [here, there] = [known.get(reference), known.get(one.reference)];
      if (here === undefined || there === undefined || here === there) continue;
      // A request to an API arrives at the component that provides it.
      const [from, to] = one.how === 'provides' ? [there, here] : [here, there];
      estate.edge({ kind: 'CHAIN_NEXT', from, to, confidence: 'configured', evidence: [one.entry.evidence] });
    }
}
