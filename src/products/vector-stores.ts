/** Stores of embeddings: by image, and by the variables that their clients read their address from (their documentation). */
export interface VectorStore {
  readonly product: string;
  readonly image: RegExp;
  readonly variable: RegExp;
}

export const VECTOR_STORES: readonly VectorStore[] = [
  { product: 'Qdrant', image: /(?:^|\/)qdrant(?:-unprivileged)?$/u, variable: /^QDRANT(?:_CLUSTER)?_(?:URL|HOST|ENDPOINT|API_KEY)$/u },
  { product: 'Chroma', image: /(?:^|\/)chroma(?:db)?$/u, variable: /^CHROMA(?:DB)?_(?:URL|HOST|SERVER_HOST|HTTP_HOST|ENDPOINT)$/u },
  { product: 'Weaviate', image: /(?:^|\/)weaviate$/u, variable: /^WEAVIATE(?:_CLUSTER)?_(?:URL|HOST|ENDPOINT|API_KEY)$/u },
  { product: 'Milvus', image: /(?:^|\/)milvus$/u, variable: /^(?:MILVUS|ZILLIZ)(?:_CLOUD)?_(?:URI|URL|HOST|ADDRESS|ENDPOINT|TOKEN)$/u },
  { product: 'pgvector', image: /(?:^|\/)pgvector$/u, variable: /^PGVECTOR_(?:URL|URI|HOST|CONNECTION_STRING|DSN)$/u },
  { product: 'Pinecone', image: /(?:^|\/)pinecone-(?:local|index)$/u, variable: /^PINECONE_(?:API_KEY|HOST|INDEX(?:_NAME|_HOST)?|ENVIRONMENT)$/u },
  { product: 'Redis vector index', image: /(?:^|\/)redis-stack(?:-server)?$/u, variable: /^REDIS_VECTOR_(?:URL|HOST)$/u },
]; // prettier-ignore

export const vectorStoreOfImage = (repository: string): VectorStore | undefined =>
  VECTOR_STORES.find(({ image }) => image.test(repository));

export const vectorStoreOfVariable = (name: string): VectorStore | undefined =>
  VECTOR_STORES.find(({ variable }) => variable.test(name));

/** Words by which people name what writes an index, whole. */
const WRITERS: ReadonlySet<string> = new Set([
  'ingest', 'ingester', 'ingestion', 'indexer', 'indexing', 'index', 'embedder', 'loader', 'crawler', 'etl', 'sync',
]); // prettier-ignore

export const writesIndex = (name: string): boolean =>
  name
    .toLowerCase()
    .split(/[^a-z]+/u)
    .some((word) => WRITERS.has(word));
