import type { Jewel } from '../../model/estate.ts';
import { storeOf } from '../../products/stores.ts';
import { vectorStoreOfImage } from '../../products/vector-stores.ts';
import { repositoryOf } from '../../products/words.ts';
import { environmentOf } from './credentials.ts';
import { endpointNode } from './endpoints.ts';
import { commandOf, whole, type Service } from './service.ts';
import type { Telling } from './telling.ts';
import { imageOf } from './workloads.ts';

/** What databases, artefact stores and vector indexes of the project keep. */
export function tellData(telling: Telling): void {
  for (const service of telling.services) {
    const repository = repositoryOf(imageOf(telling, service));
    const vector = vectorStoreOfImage(repository);
    const store = storeOf(repository);
    if (!vector && store?.what !== 'database' && store?.what !== 'artefact store') continue;
    const id = telling.id(vector ? 'VectorIndex' : 'DataStore', service.name);
    const evidence = service.layers.map(({ entry }) => entry.evidence);
    const prod = telling.environment === 'prod';
    const tier: Jewel['tier'] = store ? (prod ? store.prod : store.other) : 3;
    const what = vector ? 'vector index' : (store?.what ?? 'data');
    telling.node(id, vector ? 'VectorIndex' : 'DataStore', service.name, evidence, {
      jewel: {
        tier,
        name: `${what} ${service.name}`,
        confidence: 'possible',
        reason: `image ${imageOf(telling, service)}: ${what}`,
      },
    });
    telling.serves.set(service.name, id);
    telling.estate.edge({ kind: 'CONTAINS', from: telling.service(service.name), to: id, ...service.known, evidence });
    const open = asksNobody(telling, service, repository);
    if (open)
      telling.estate.edge({
        kind: 'DATA_ACCESS',
        from: endpointNode(telling, service),
        to: id,
        ...service.known,
        evidence,
      });
  }
}

/** Databases that are told to let everybody in, or ask nobody unless told to (documentation of their images). */
function asksNobody(telling: Telling, service: Service, repository: string): boolean {
  const env = environmentOf(telling, service);
  const line = commandOf(whole(service), telling.fill).join(' ');
  if (/(?:^|\/)(?:postgres|postgresql|pgvector)$/u.test(repository))
    return env.get('POSTGRES_HOST_AUTH_METHOD') === 'trust';
  if (/(?:^|\/)(?:mysql|mariadb)$/u.test(repository))
    return (
      /^(?:1|yes|true)$/iu.test(env.get('MYSQL_ALLOW_EMPTY_PASSWORD') ?? '') &&
      (env.get('MYSQL_ROOT_PASSWORD') ?? '') === ''
    );
  if (/(?:^|\/)(?:mongo|mongodb)$/u.test(repository))
    return !env.has('MONGO_INITDB_ROOT_USERNAME') && !/--auth\b/u.test(line);
  return false;
}
