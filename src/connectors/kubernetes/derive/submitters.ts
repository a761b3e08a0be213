import { idOf } from '../read/ids.ts';
import type { EndpointFact } from '../../../model/facts.ts';
import { standing } from './standing.ts';
import type { Telling } from './telling.ts';

/** Products through which a job is submitted; an EndpointFact of one of them becomes a fact about submitting. */
const SUBMIT: ReadonlySet<string> = new Set(['Ray dashboard', 'Argo server', 'Dask scheduler']);

/** Job APIs: what is submitted runs as the account of the pods behind them. Comes after the endpoints. */
export function deriveSubmitters(telling: Telling): void {
  const pods = new Map(telling.world.pods.map((pod) => [pod.workload, pod]));
  const heads = new Map(
    telling.world.pods.filter((pod) => pod.segments[3] === 'head').map((pod) => [pod.workload, pod]),
  );
  const facts = telling.estate
    .allFacts()
    .filter((one): one is EndpointFact => one.fact === 'endpoint' && SUBMIT.has(one.product));
  for (const fact of facts) {
    const pod = heads.get(fact.workload) ?? pods.get(fact.workload);
    if (!pod) continue;
    const runsAs = idOf.account(pod.object.realm, pod.namespace, pod.account);
    telling.implied(runsAs, 'K8sServiceAccount', pod.account, pod.object, pod.namespace);
    telling.estate.fact({
      fact: 'submit',
      node: fact.node,
      product: fact.product,
      runsAs,
      authentication: fact.authentication,
      workload: fact.workload,
      evidence: fact.evidence,
      confidence: fact.confidence,
    });
    if (fact.authentication === 'none')
      telling.estate.edge({
        kind: 'SCHED_SUBMIT',
        from: fact.node,
        to: pod.id,
        ...standing('configured', pod.object),
        evidence: fact.evidence,
      });
  }
}
