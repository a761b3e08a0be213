import type { WorkloadFact } from '../../../model/facts.ts';
import { maskedDeep } from '../../../model/mask.ts';
import { idOf } from '../read/ids.ts';
import { dig, isFields, text } from '../../../documents/value.ts';
import type { PodTemplate } from '../world.ts';
import type { Lookup } from '../read/pod-source.ts';
import { Remembered } from '../read/remembered.ts';
import { environmentOf } from './environment.ts';
import { fingerprintOf } from './fingerprint.ts';
import { gpusOf } from './gpus.ts';
import { argsOf, imageOf, type Part } from './parts.ts';
import { privilegesOf } from './privileges.ts';
import { standing } from './standing.ts';
import type { Telling } from './telling.ts';
import { tokenMounted } from './token-mount.ts';
import { functionsOf } from './workload-functions.ts';

/** One fact for each pod template: what runs, as whom, for what. */
export function deriveWorkloadFacts(telling: Telling): void {
  const told = new Set<string>();
  for (const pod of telling.world.pods) {
    const { fact, same } = FACTS.of(pod, telling.world, (lookup) => known(factOf(lookup, pod, telling.partsOf(pod))));
    if (!told.has(same)) telling.estate.maskedFact(fact);
    told.add(same);
  }
}

const FACTS = new Remembered<PodTemplate, Known>();

interface Known {
  readonly fact: WorkloadFact;
  /** Variants of one document that run the same are one workload. */
  readonly same: string;
}

const known = (fact: WorkloadFact): Known => ({
  fact: maskedDeep(fact),
  same: JSON.stringify([fact.pod, fact.account, fact.fingerprint, fact.images]),
});

function factOf(lookup: Lookup, pod: PodTemplate, parts: readonly Part[]): WorkloadFact {
  const { object } = pod;
  const accountAt = ['serviceAccountName', 'serviceAccount'].find(
    (key) => text(dig(object.body, ...pod.at, key)) === pod.account,
  );
  const accountSpan = accountAt === undefined ? undefined : object.span([...pod.at, accountAt]);
  const podSpec = insertion(pod);
  return {
    fact: 'workload',
    node: pod.workload,
    pod: pod.id,
    workloadKind: object.kind,
    account: idOf.account(object.realm, pod.namespace, pod.account),
    accountNamed: pod.accountNamed,
    tokenMounted: tokenMounted(lookup, pod),
    functions: functionsOf(pod, parts),
    environment: environmentOf(lookup, object, pod.labels),
    images: [...new Set(parts.map(imageOf).filter((image) => image !== ''))],
    fingerprint: fingerprintOf(pod, parts),
    gpus: gpusOf(parts),
    privileged: privilegesOf(pod, parts),
    args: parts.flatMap(argsOf),
    labels: pod.labels,
    evidence: [object.at(pod.at)],
    confidence: standing('configured', object).confidence,
    ...(podSpec ? { podSpec } : {}),
    ...(accountSpan ? { accountSpan } : {}),
  };
}

/** Where a key can be put before the first one of a pod spec that stands in block style. */
function insertion(pod: PodTemplate): WorkloadFact['podSpec'] {
  const { object, at } = pod;
  const written = dig(object.body, ...at);
  const span = object.span(at);
  const first = isFields(written) ? Object.keys(written)[0] : undefined;
  if (!span || first === undefined || object.block([...at, first]) === undefined) return undefined;
  const column = object.indent([...at, first]);
  if (column === undefined) return undefined;
  const automount = object.span([...at, 'automountServiceAccountToken']);
  return {
    at: { file: span.file, start: span.start, end: span.start },
    indent: ' '.repeat(column),
    ...(automount ? { automount } : {}),
  };
}
