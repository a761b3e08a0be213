import { createHash } from 'node:crypto';
import type { Entry } from '../../../documents/entry.ts';
import { diagnostic } from '../../../model/diagnostic.ts';
import type { Evidence } from '../../../model/evidence.ts';
import { nodeId, type NodeId } from '../../../model/id.ts';
import { hostKey, rayClusterKey, rayClusterOfJobKey, rayJobKey, rayNodeKey, type Key } from '../../../model/keys.ts';
import { functionsOfCommand } from '../../../products/functions.ts';
import { splitWords } from '../../../products/words.ts';
import type { ScanContext } from '../../port.ts';
import { environmentOf } from '../environment.ts';
import { tellCalls, tellCode, tellLoose, tellSubmitter } from './job-reach.ts';
import { heldBy, tellHeld, tellReferences, withoutSecrets } from './job-secrets.ts';
import { groupRuns, idOfJob, type SeenJobs } from './jobs.ts';
import { codeOf, looseIn } from './packages.ts';
import type { Telling } from './telling.ts';

/** The cluster that answered, its jobs, who submitted them, and what each holds, calls and fetches. */
export function tellJobs(context: ScanContext, { file, standing, jobs, others }: SeenJobs): void {
  const { estate } = context;
  const { realm, path } = standing;
  const evidence = jobs.slice(0, 1).map((one) => one.evidence);
  const cluster = nodeId('ray', 'Cluster', realm, ...path);
  const environment = environmentOf(standing, ...path);
  const name = `Ray cluster that answered ${path.at(-1) ?? file.path}`;
  estate.node({ id: cluster, kind: 'Workload', name, realm, environment, evidence });
  for (const [key, unless] of namesOfCluster(jobs, realm)) isCluster(context, cluster, key, evidence, unless);
  for (const runs of groupRuns(jobs)) {
    const [job] = runs;
    const node = nodeId('ray', 'Job', realm, ...path, idOfJob(job));
    const places = runs.map((one) => one.evidence);
    const inMetadata = ['environment', 'env', 'stage'].flatMap((key) => job.text('metadata', key) ?? []);
    const own = environmentOf(standing, ...inMetadata, ...path);
    estate.node({ id: node, kind: 'Workload', name: `job ${idOfJob(job)}`, realm, environment: own, evidence: places });
    for (const run of runs) estate.known(node, rayJobKey(idOfJob(run)));
    estate.edge({ kind: 'CONTAINS', from: cluster, to: node, confidence: 'configured', evidence: places });
    estate.edge({ kind: 'PART_OF', from: node, to: cluster, confidence: 'configured', evidence: places });
    tellJob({ context, node, job: idOfJob(job), realm, path, environment: own, evidence: places }, job);
  }
  for (const one of others)
    estate.diagnostic(diagnostic('malformed', 'an entry of the answer is no job of Ray and was left out', file.path, one.evidence.line)); // prettier-ignore
}

/** By what the estate may know the cluster, and what must hold for it. */
function namesOfCluster(jobs: readonly Entry[], realm: string): ReadonlyMap<Key, string | undefined> {
  const found = new Map<Key, string | undefined>();
  for (const job of jobs) {
    found.set(rayClusterOfJobKey(idOfJob(job)), undefined);
    const agent = hostKey(job.text('driver_agent_http_address') ?? '')?.slice('host:'.length);
    for (const address of [agent, job.text('driver_info', 'node_ip_address')])
      if (address !== undefined) found.set(rayNodeKey(address), undefined);
  }
  return found.set(rayClusterKey(realm), 'the answer is of this cluster: it names none');
}

function isCluster(
  { estate }: ScanContext,
  node: NodeId,
  key: Key,
  evidence: readonly Evidence[],
  unless?: string,
): void {
  const known = unless === undefined ? { confidence: 'configured' as const } : { confidence: 'possible' as const, precondition: unless }; // prettier-ignore
  for (const side of ['from', 'to'] as const) estate.refer({ kind: 'MAY_BE', node, side, key, ...known, evidence });
}

function tellJob(telling: Telling, job: Entry): void {
  const { context, node, environment, evidence } = telling;
  const held = heldBy(job);
  const args = splitWords([withoutSecrets(job.text('entrypoint') ?? '', held)]);
  const image = job.text('runtime_env', 'image_uri') ?? job.text('runtime_env', 'container', 'image');
  const pattern = JSON.stringify([args, job.get('runtime_env', 'pip')?.value ?? '', image ?? '']);
  context.estate.fact({
    fact: 'workload', node, pod: node, account: node, workloadKind: 'RayJob', accountNamed: true, tokenMounted: false,
    functions: functionsOfCommand(args).map(({ is, matched }) => ({ is, because: `command ${matched}` })),
    environment, images: image === undefined ? [] : [image], fingerprint: createHash('sha256').update(pattern).digest('hex'),
    gpus: Number(job.text('entrypoint_num_gpus') ?? 0) || 0, privileged: [], args, evidence, confidence: 'configured',
  }); // prettier-ignore
  for (const one of held) tellHeld(telling, one);
  tellReferences(telling, job);
  tellSubmitter(telling, job);
  tellCalls(telling, job);
  const fetched = job.get('runtime_env');
  if (!fetched) return;
  for (const one of looseIn(fetched)) tellLoose(telling, one);
  for (const one of codeOf(fetched)) tellCode(telling, one);
}
