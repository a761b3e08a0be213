/** Values that a product ships with: who installs it and changes nothing runs with them. Public knowledge, with the place where it stands. */
export interface ShippedDefault {
  readonly product: string;
  readonly value: string;
  /** Counts only under keys that match; absent when the value is telling by itself. */
  readonly key?: RegExp;
  readonly source: string;
}

const SECRET_NAMED = /pass|pwd|secret|token|key|hash/iu;

export const SHIPPED_DEFAULTS: readonly ShippedDefault[] = [
  { product: 'MinIO / SeaweedFS as Kubeflow ships it', value: 'minio123', source: 'kubeflow/manifests, applications/pipeline' },
  { product: 'MinIO', value: 'minioadmin', source: 'MinIO documentation, root credentials' },
  { product: 'MinIO', value: 'miniostorage', source: 'KServe ModelMesh quickstart' },
  { product: 'SeaweedFS as KServe ships it for tests', value: 's3admin123', source: 'kserve/kserve, config/overlays/test' },
  {
    product: 'Dex as Kubeflow ships it',
    value: '$2y$12$4K/VkmDd1q1Orb3xAt82zu8gk7Ad6ReFR4LCP9UeYE90NLiN9Df72',
    source: 'kubeflow/manifests, common/dex',
  },
  { product: 'Dex as Kubeflow ships it', value: '12341234', key: SECRET_NAMED, source: 'kubeflow/manifests, README' },
  { product: 'Dex client of the example configuration', value: 'ZXhhbXBsZS1hcHAtc2VjcmV0', source: 'dexidp/dex, examples' },
  { product: 'Katib MySQL', value: 'test', key: /^MYSQL_ROOT_PASSWORD$/u, source: 'kubeflow/katib, components/mysql' },
  { product: 'Katib PostgreSQL', value: 'katib', key: /^POSTGRES_PASSWORD$/u, source: 'kubeflow/katib, components/postgres' },
  { product: 'Grafana', value: 'prom-operator', key: SECRET_NAMED, source: 'kube-prometheus-stack chart, grafana.adminPassword' },
  { product: 'Grafana', value: 'admin', key: /^GF_|grafana/iu, source: 'Grafana documentation, security.admin_password' },
  { product: 'a value that everybody tries first', value: 'admin', key: SECRET_NAMED, source: 'product documentation' },
  { product: 'PostgreSQL images', value: 'postgres', key: SECRET_NAMED, source: 'PostgreSQL image documentation' },
  { product: 'Elasticsearch', value: 'elastic', key: SECRET_NAMED, source: 'Elastic documentation' },
  { product: 'RabbitMQ', value: 'guest', key: SECRET_NAMED, source: 'RabbitMQ access control documentation' },
  { product: 'Redis as Ray samples ship it', value: '5241590000000000', key: SECRET_NAMED, source: 'ray-project/kuberay, ray-operator/config/samples' },
  { product: 'LiteLLM as its examples ship it', value: 'sk-1234', source: 'LiteLLM documentation, master_key' },
  { product: 'Airflow', value: 'airflow', key: SECRET_NAMED, source: 'Apache Airflow compose file' },
  { product: 'a value that everybody tries first', value: 'password', key: SECRET_NAMED, source: 'lists of common passwords' },
  { product: 'a value that everybody tries first', value: 'password123', key: SECRET_NAMED, source: 'lists of common passwords' },
  { product: 'a value that everybody tries first', value: 'changeme', key: SECRET_NAMED, source: 'lists of common passwords' },
  { product: 'a value that everybody tries first', value: 'change-me', key: SECRET_NAMED, source: 'lists of common passwords' },
  { product: 'a value that everybody tries first', value: 'secret', key: SECRET_NAMED, source: 'lists of common passwords' },
  { product: 'a value that everybody tries first', value: 'root', key: SECRET_NAMED, source: 'lists of common passwords' },
  { product: 'a value that everybody tries first', value: '123456', key: SECRET_NAMED, source: 'lists of common passwords' },
  { product: 'a value that everybody tries first', value: '12345678', key: SECRET_NAMED, source: 'lists of common passwords' },
]; // prettier-ignore

const BY_VALUE = new Map<string, ShippedDefault[]>();
for (const one of SHIPPED_DEFAULTS) BY_VALUE.set(one.value, [...(BY_VALUE.get(one.value) ?? []), one]);

/** The product whose shipped default this value is, under this key. */
export function shippedDefault(key: string, value: string): string | undefined {
  return (BY_VALUE.get(value) ?? BY_VALUE.get(value.toLowerCase()))?.find(
    (one) => one.key === undefined || one.key.test(key),
  )?.product;
}
