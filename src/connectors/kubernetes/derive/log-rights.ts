import { both, type Certainty } from '../rbac/certainty.ts';
import type { Grant } from '../rbac/grants.ts';
import { idOf } from '../read/ids.ts';
import type { Access } from './access-index.ts';
import { accountGroups } from './group-names.ts';
import type { PodView } from './pod-view.ts';

/** Whether the account of a pod may read logs: of containers through pods/log, or files of the node through nodes/log or nodes/proxy. */
export function mayReadLogs(access: Access, pod: PodView): Certainty | undefined {
  const { namespace } = pod.template;
  const subjects = [pod.account, ...accountGroups(namespace).map((name) => idOf.group(access.realm, name))];
  for (const subject of subjects)
    for (const grant of access.grantsTo.get(subject) ?? []) {
      const rules = logRules(grant, namespace);
      const certainty = rules[0] === undefined ? undefined : grant.rules[rules[0]]?.certainty;
      if (certainty) return both(grant.certainty, certainty);
    }
  return undefined;
}

function logRules(grant: Grant, namespace: string): readonly number[] {
  const { rights } = grant;
  const pods =
    grant.namespace === undefined || grant.namespace === namespace ? rights.scope('get', '', 'pods/log').all : [];
  if (grant.namespace !== undefined) return pods;
  return [...pods, ...rights.scope('get', '', 'nodes/log').all, ...rights.scope('get', '', 'nodes/proxy').all];
}
