import type { EstateBuilder } from '../model/builder.ts';
import type { EstateNode, Jewel } from '../model/estate.ts';
import { parseId } from '../model/id.ts';

/** Words of ids of clouds under which data is kept. Queues and topics hand on and keep nothing. */
const KEEPS: ReadonlySet<string> = new Set([
  'aws:Bucket', 'aws:Table', 'aws:Database', 'aws:DatabaseCluster', 'gcp:Bucket', 'gcp:Dataset', 'gcp:Table', 'gcp:Database', 'gcp:VertexDataset',
  'azure:StorageAccount', 'azure:CosmosAccount', 'azure:SqlServer', 'azure:PostgresServer',
]); // prettier-ignore

/** Whole words of a name, singular or plural. */
const OF_CUSTOMERS = /^(?:customer|client|patient|member|user|payment|billing|order|pii|phi|crm)s?$/u;
const OF_TRAINING = /^(?:train|training|trainingdata|finetune|finetuning|corpus|corpora|feature|featurestore)s?$/u;

/** Stores of clouds that matter although nobody declared it: customer data of production, training data, and what else is labelled production. */
export function tellDataStakes(estate: EstateBuilder): void {
  for (const node of [...estate.allNodes()]) {
    const jewel = node.jewel ? undefined : stakeOf(node);
    if (jewel) estate.node({ ...node, jewel });
  }
}

function stakeOf({ id, name, environment, implied }: EstateNode): Jewel | undefined {
  const parsed = parseId(id);
  if (implied || environment === 'dev' || environment === 'staging') return undefined;
  if (!KEEPS.has(`${parsed?.source ?? ''}:${parsed?.kind ?? ''}`)) return undefined;
  const words = name.toLowerCase().split(/[^a-z0-9]+/u);
  const prod = environment === 'prod';
  const known = { confidence: 'possible' } as const;
  if (prod && words.some((word) => OF_CUSTOMERS.test(word)))
    return {
      tier: 8,
      name: `customer data ${name}`,
      reason: 'its name says customers, and it is labelled production',
      ...known,
    };
  if (words.some((word) => OF_TRAINING.test(word)))
    return { tier: 5, name: `training data ${name}`, reason: 'its name says training data', ...known };
  return prod ? { tier: 3, name: `production data ${name}`, reason: 'it is labelled production', ...known } : undefined;
}
