import type { EstateBuilder } from '../../../model/builder.ts';
import { nodeId } from '../../../model/id.ts';
import { hostKey, rayClusterKey, rayJobKey, rayNodeKey } from '../../../model/keys.ts';
import { environmentOf } from '../environment.ts';
import type { SeenRay } from './read.ts';

/** The head and its job API; what a job acts as is the user of the head and the role of its machine. */
export function tellRay(estate: EstateBuilder, seen: SeenRay): void {
  const { standing, evidence: place, name } = seen;
  const { realm, path } = standing;
  const environment = environmentOf(standing, name, ...path);
  const evidence = [place];
  const base = { realm, environment, evidence };
  if (seen.is === 'caller') {
    const caller = nodeId('ray', 'Submitter', realm, ...path);
    estate.node({ ...base, id: caller, kind: 'Workload', name });
    if (seen.job !== undefined)
      estate.refer({ kind: 'SCHED_SUBMIT', node: caller, side: 'from', key: rayJobKey(seen.job), confidence: 'configured', evidence }); // prettier-ignore
    const key = hostKey(seen.address ?? '');
    const host = key?.slice('host:'.length);
    if (key === undefined || host === undefined) return;
    const otherwise = {
      id: nodeId('net', 'Host', host),
      kind: 'Endpoint' as const,
      name: host,
      realm: host,
      environment: 'unknown' as const,
      evidence,
      implied: true as const,
    };
    estate.refer({
      kind: 'SCHED_SUBMIT',
      node: caller,
      side: 'from',
      key,
      confidence: 'configured',
      evidence,
      otherwise,
    });
    return;
  }
  const head = nodeId('ray', 'Head', realm, ...path);
  estate.node({ ...base, id: head, kind: 'Workload', name });
  estate.known(head, rayClusterKey(realm));
  for (const address of seen.nodes ?? []) estate.known(head, rayNodeKey(address));
  const dashboard = nodeId('ray', 'Dashboard', realm, ...path);
  estate.node({ ...base, id: dashboard, kind: 'Endpoint', name: `dashboard of ${name}` });
  const open = seen.open && !seen.token;
  const known = seen.open
    ? { confidence: 'configured' as const }
    : { confidence: 'possible' as const, precondition: 'the caller is on the machine of the head' };
  if (!seen.token) estate.edge({ kind: 'SCHED_SUBMIT', from: dashboard, to: head, ...known, evidence });
  if (seen.role !== undefined) {
    const account = /^arn:[^:]*:iam::(\d{12}):/u.exec(seen.role)?.[1] ?? '{account}';
    const role = nodeId('aws', 'InstanceProfile', account, seen.role);
    estate.node({
      id: role,
      kind: 'CloudRole',
      name: seen.role,
      realm: account,
      environment: 'unknown',
      evidence,
      implied: true,
    });
    estate.edge({ kind: 'IMDS_REACH', from: head, to: role, confidence: 'configured', evidence });
  }
  estate.fact({
    fact: 'submit', node: dashboard, product: 'Ray dashboard', runsAs: head, authentication: open ? 'none' : 'required', workload: head,
    evidence, confidence: 'configured',
  }); // prettier-ignore
}
