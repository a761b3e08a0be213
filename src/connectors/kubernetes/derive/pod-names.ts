import { both, possible, type Certainty } from '../rbac/certainty.ts';
import type { PodTarget } from './surroundings.ts';

/**
 * Whether a pod of this template has the name. A bare pod has its own; a StatefulSet numbers its pods; what other controllers make has
 * a random end, so a name that begins alike may be one of theirs.
 */
export function podNamed(pod: PodTarget, name: string): Certainty | undefined {
  if (pod.workload === pod.id) return pod.name === name ? pod.certainty : undefined;
  if (!name.startsWith(`${pod.name}-`)) return undefined;
  const end = name.slice(pod.name.length + 1);
  if (pod.kind === 'StatefulSet' && pod.group === 'apps') return /^\d{1,9}$/u.test(end) ? pod.certainty : undefined;
  return both(pod.certainty, possible(`a pod of ${pod.kind} ${pod.name} is named ${name}`));
}
