import { toolHostKey } from '../../../model/keys.ts';
import { idOf } from '../read/ids.ts';
import { secretUses } from './mounts.ts';
import type { ServiceView } from './services.ts';
import { standing } from './standing.ts';
import type { Telling } from './telling.ts';

/**
 * A tool server that clients call at the host of a Service is what runs behind it: for everyone who asks, it acts with the Secrets that
 * its pod receives. What pulls its image is not the server's to use.
 */
export function deriveToolServers(telling: Telling, services: readonly ServiceView[]): void {
  for (const service of services) {
    const key = toolHostKey(`${service.name}.${service.namespace}`);
    if (key === undefined) continue;
    for (const pod of service.pods) {
      const { object } = pod;
      if (pod.synthetic !== undefined) continue;
      for (const { name, pulls, evidence } of secretUses(telling, pod)) {
        if (pulls) continue;
        const node = telling.implied(
          idOf.secret(object.realm, pod.namespace, name),
          'K8sSecret',
          name,
          object,
          pod.namespace,
        );
        const known = { ...standing('configured', object), evidence: [service.evidence, evidence] };
        telling.estate.refer({ kind: 'TOOL_ACTS_AS', node, side: 'to', key, ...known });
      }
    }
  }
}
