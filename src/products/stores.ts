import type { Jewel } from '../model/estate.ts';

export interface Store {
  readonly image: RegExp;
  /** Its tier in production, and elsewhere. */
  readonly prod: Jewel['tier'];
  readonly other: Jewel['tier'];
  readonly what: string;
}

/** Images of stores and tools, by repository name. */
const STORES: readonly Store[] = [
  { image: /(?:^|\/)(?:mlflow|model-registry(?:\/server)?|registry-server|harbor-core)$/u, prod: 8, other: 5, what: 'model registry' },
  { image: /(?:^|\/)(?:minio|seaweedfs|ceph)$/u, prod: 8, other: 5, what: 'artefact store' },
  { image: /(?:^|\/)(?:vault|openbao|infisical|external-secrets|conjur)$/u, prod: 8, other: 8, what: 'secret store' },
  { image: /(?:^|\/)(?:postgres|postgresql|mysql|mariadb|mongo|mongodb|clickhouse-server|elasticsearch|opensearch)$/u, prod: 8, other: 5, what: 'database' },
  { image: /(?:^|\/)(?:qdrant|weaviate|milvus|chroma|pgvector)$/u, prod: 5, other: 3, what: 'vector index' },
  { image: /(?:^|\/)(?:[a-z0-9-]+-mcp|mcp-[a-z0-9-]+|[a-z0-9]+-mcp-server|[a-z0-9]+-tools)$/u, prod: 5, other: 3, what: 'tool server' },
]; // prettier-ignore

/** What a repository's image keeps or does that is worth protecting. */
export function storeOf(repository: string): Store | undefined {
  return STORES.find(({ image }) => image.test(repository));
}
