import { createHash } from 'node:crypto';
import type { EstateBuilder } from '../../../model/builder.ts';
import { nodeId, type NodeId } from '../../../model/id.ts';
import { fileKey } from '../../../model/keys.ts';
import type { Environment } from '../../../model/kinds.ts';
import type { SeenNotebook } from '../seen.ts';
import { tellAct } from './acts.ts';
import { tellSecrets } from './secrets.ts';

/** A notebook that is being told. */
export interface Telling {
  readonly estate: EstateBuilder;
  readonly node: NodeId;
  readonly path: readonly string[];
  readonly realm: string;
  readonly environment: Environment;
}

/** The notebook, who sits at it, and what its code holds and does. */
export function tellNotebook(estate: EstateBuilder, seen: SeenNotebook): void {
  const { standing, file } = seen;
  const { realm, path } = standing;
  const environment = standing.environment === 'unknown' ? named(path) : standing.environment;
  const node = nodeId('jupyter', 'Notebook', realm, ...path);
  const evidence = [seen.first];
  const base = { realm, environment, evidence };
  estate.node({ ...base, id: node, kind: 'Workload', name: path.at(-1) ?? file.path });
  estate.known(node, fileKey(file.path));
  const user = nodeId('jupyter', 'Human', realm, ...path, '{notebook user}');
  estate.node({
    ...base,
    id: user,
    kind: 'Human',
    name: `notebook user of ${path.at(-1) ?? ''}`,
    entry: 'notebook-user',
    implied: true,
  });
  estate.edge({ kind: 'NOTEBOOK_SPAWN', from: user, to: node, confidence: 'configured', evidence });
  estate.fact({
    fact: 'workload',
    node,
    // Where it runs is not known: it acts with what it holds, as nobody but itself.
    pod: node,
    account: node,
    accountNamed: false,
    tokenMounted: false,
    workloadKind: 'Notebook',
    functions: [{ is: 'notebook', because: 'it is a Jupyter notebook' }],
    environment,
    images: [],
    fingerprint: createHash('sha256').update(node).digest('hex').slice(0, 32),
    gpus: 0,
    privileged: [],
    args: [],
    evidence,
    confidence: 'configured',
  });
  const telling: Telling = { estate, node, path, realm, environment };
  tellSecrets(telling, seen.secrets);
  const registry = seen.acts.find(({ act }) => act.is === 'tracking')?.act;
  const store = seen.acts.find(
    ({ act }) => act.is === 'calls' && /qdrant|weaviate|milvus|chroma|pinecone/iu.test(act.url),
  )?.act;
  const known = {
    tracking: registry?.is === 'tracking' ? registry.url : undefined,
    vectors: store?.is === 'calls' ? store.url : undefined,
  };
  for (const { act, evidence: place } of seen.acts) tellAct(telling, act, [place], known);
}

const WORDS: readonly (readonly [RegExp, Environment])[] = [
  [/(?:^|[^a-z])(?:prod|production)(?:[^a-z]|$)/iu, 'prod'],
  [/(?:^|[^a-z])(?:staging|stage)(?:[^a-z]|$)/iu, 'staging'],
  [/(?:^|[^a-z])(?:dev|development|sandbox)(?:[^a-z]|$)/iu, 'dev'],
];

/** By whole words of the folders and the file name; of none or of several, nothing is said. */
export function named(path: readonly string[]): Environment {
  const found = WORDS.filter(([word]) => path.some((segment) => word.test(segment))).map(([, is]) => is);
  return found.length === 1 ? (found[0] ?? 'unknown') : 'unknown';
}
