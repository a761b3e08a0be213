import { both, possible, type Certainty } from '../rbac/certainty.ts';
import type { PodView } from './pod-view.ts';

/**
 * Whether a pod of this template has the name. A bare pod has its own; a StatefulSet numbers its pods; what other controllers make has
 * a random end, so a name that begins alike may be one of theirs.
 */
export function podNamed(pod: PodView, name: string): Certainty | undefined {
  const { object, workload, id } = pod.template;
  if (workload === id) return object.name === name ? pod.certainty : undefined;
  if (!name.startsWith(`${object.name}-`)) return undefined;
  const end = name.slice(object.name.length + 1);
  if (object.kind === 'StatefulSet' && object.group === 'apps')
    return /^\d{1,9}$/u.test(end) ? pod.certainty : undefined;
  return both(pod.certainty, possible(`a pod of ${object.kind} ${object.name} is named ${name}`));
}
