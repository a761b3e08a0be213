import { createHash } from 'node:crypto';
import { imageKey } from '../../model/keys.ts';
import type { WorkloadFact } from '../../model/facts.ts';
import { functionsOfCommand, functionsOfImage } from '../../products/functions.ts';
import { storeOf } from '../../products/stores.ts';
import { repositoryOf, splitWords } from '../../products/words.ts';
import { all, commandOf, first, whole, type Service } from './service.ts';
import type { Telling } from './telling.ts';
import { gpusOf } from './gpus.ts';
import { privilegesOf } from './privileges.ts';
import { portsOf } from './ports.ts';

/** Each service as a workload that is its own account: Compose knows no other. */
export function tellWorkloads(telling: Telling): void {
  const told = new Set<string>();
  for (const service of telling.services) {
    const fact = factOf(telling, service);
    nodeOf(telling, service, fact);
    sameAs(telling, service, fact);
    // A variant that runs the same is the same workload.
    const same = JSON.stringify([
      fact.node,
      fact.fingerprint,
      fact.images,
      fact.environment,
      fact.gpus,
      fact.privileged.map(({ what }) => what),
    ]);
    if (!told.has(same)) telling.estate.fact(fact);
    told.add(same);
  }
}

export const imageOf = (telling: Telling, service: Service): string =>
  telling.fill(first(whole(service), 'image')?.text() ?? '');

function nodeOf(telling: Telling, service: Service, fact: WorkloadFact): void {
  const { estate } = telling;
  const image = imageOf(telling, service);
  const store = storeOf(repositoryOf(image));
  // What a variant says is of the service only where that variant is applied.
  const environment = service.below.length > 0 ? telling.environment : fact.environment;
  const prod = environment === 'prod';
  const serves = fact.functions.some(({ is }) => is === 'serving') && environment !== 'dev';
  const because = store ? `image ${image}: ${store.what}` : 'it serves a model';
  const name = store ? `${store.what} ${service.name}` : `${prod ? 'production' : 'served'} model ${service.name}`;
  const tier = store ? (prod ? store.prod : store.other) : prod ? 5 : 3;
  telling.node(fact.node, 'Workload', service.name, fact.evidence, {
    environment,
    ...(store || serves ? { jewel: { tier, name, confidence: 'possible', reason: because } } : {}),
  });
  if (image !== '') estate.known(fact.node, imageKey(image));
}

/** What another connector tells of the service by the path of the variant itself is about this service. */
function sameAs({ estate, own }: Telling, { name, layers, known }: Service, { node }: WorkloadFact): void {
  if (known.precondition === undefined) return;
  for (const { file, entry } of layers) {
    const other = own(file, name);
    if (other === undefined || other === node || !estate.has(other)) continue;
    const edge = { kind: 'MAY_BE', ...known, evidence: [entry.evidence] } as const;
    estate.edge({ ...edge, from: node, to: other });
    estate.edge({ ...edge, from: other, to: node });
  }
}

function factOf(telling: Telling, service: Service): WorkloadFact {
  const node = telling.service(service.name);
  const layers = whole(service);
  const image = imageOf(telling, service);
  const args = commandOf(layers, telling.fill);
  const functions = new Map(
    [
      ...functionsOfImage(repositoryOf(image)).map((is) => [is, `image ${image}`] as const),
      ...functionsOfCommand(splitWords(args)).map(({ is, matched }) => [is, `command ${matched}`] as const),
    ].reverse(),
  );
  const ports = portsOf(all(layers, 'ports'), telling.fill).map(({ container }) => container);
  const seen = [
    repositoryOf(image),
    first(layers, 'build')?.text('context') ?? first(layers, 'build')?.text() ?? '',
    args,
    ports,
  ];
  return {
    fact: 'workload',
    node,
    pod: node,
    account: node,
    workloadKind: 'Service',
    accountNamed: true,
    tokenMounted: false,
    functions: [...functions].reverse().map(([is, because]) => ({ is, because })),
    environment: telling.environmentOf(service),
    images: image === '' ? [] : [image],
    fingerprint: createHash('sha256').update(JSON.stringify(seen)).digest('hex'),
    gpus: gpusOf(layers),
    privileged: privilegesOf(service, telling.fill),
    args,
    evidence: service.layers.map(({ entry }) => entry.evidence),
    confidence: service.known.confidence,
  };
}
