import { both } from '../rbac/certainty.ts';
import { own } from '../../../documents/value.ts';
import type { Access } from './access-index.ts';
import { link } from './emit.ts';

/** Containers of a pod with one process namespace see each other's processes, environment and files. */
export function deriveSharedProcesses(access: Access): void {
  for (const pod of access.pods.all) {
    if (own(pod.template.spec, 'shareProcessNamespace') !== true) continue;
    const certainty = both(pod.certainty, { confidence: 'configured' });
    const place = [pod.template.object.at([...pod.template.at, 'shareProcessNamespace'])];
    const running = pod.containers.filter((container) => !container.init);
    for (const from of running)
      for (const to of running) if (from !== to) link(access, 'SHARE_PS', from.id, to.id, certainty, place);
  }
}
