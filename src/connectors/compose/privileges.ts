import type { WorkloadFact } from '../../model/facts.ts';
import { hostPath, mountsOf } from './mounts.ts';
import { all, first, type Service } from './service.ts';

type Privileged = WorkloadFact['privileged'];

/** What a service may do beyond its container, each where it is written, in the words that rules know. */
export function privilegesOf({ layers }: Service, fill: (text: string) => string): Privileged {
  const found: Privileged[number][] = [];
  const flag = (key: string, value: string, what: string): void => {
    const entry = first(layers, key);
    if (entry?.text() !== value) return;
    const { span } = entry;
    found.push({ what, evidence: entry.evidence, ...(span && value === 'true' ? { span } : {}) });
  };
  flag('privileged', 'true', 'privileged');
  flag('pid', 'host', 'hostPID');
  flag('network_mode', 'host', 'hostNetwork');
  flag('ipc', 'host', 'hostIPC');
  flag('use_api_socket', 'true', 'use_api_socket');
  for (const entry of all(layers, 'cap_add')) {
    const { span } = entry;
    const name = (entry.text() ?? '').toUpperCase().replace(/^CAP_/u, '');
    if (name !== '') found.push({ what: `capability ${name}`, evidence: entry.evidence, ...(span ? { span } : {}) });
  }
  for (const mount of mountsOf(layers, fill)) {
    const path = hostPath(mount);
    const { span } = mount.entry;
    if (path !== undefined)
      found.push({ what: `hostPath ${path}`, evidence: mount.entry.evidence, ...(span ? { span } : {}) });
  }
  return found;
}
