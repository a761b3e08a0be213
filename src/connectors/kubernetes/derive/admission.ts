import { possible, type Certainty } from '../rbac/certainty.ts';
import type { Access } from './access-index.ts';

const ENFORCE = 'pod-security.kubernetes.io/enforce';
const CONFIGURED: Certainty = { confidence: 'configured' };

/**
 * Whether a pod that takes over its node is admitted. Undefined: the namespace enforces a Pod Security level that forbids it.
 * Configured: the namespace is declared without one. Possible: nothing was read about it.
 */
export function admission(access: Access, namespace: string | undefined): Certainty | undefined {
  if (namespace !== undefined) return inNamespace(access, namespace);
  // Of all namespaces, the easiest one counts.
  const verdicts = access.world.namespaces.map((name) => inNamespace(access, name));
  if (verdicts.some((verdict) => verdict === CONFIGURED)) return CONFIGURED;
  return possible('admission does not forbid privileged pods in every namespace');
}

function inNamespace(access: Access, namespace: string): Certainty | undefined {
  const objects = access.namespaceObjects.get(namespace) ?? [];
  if (objects.length === 0) return possible(`admission does not forbid privileged pods in namespace ${namespace}`);
  const open = objects.filter(({ labels }) => labels[ENFORCE] !== 'baseline' && labels[ENFORCE] !== 'restricted');
  if (open.length === 0) return undefined;
  return open.some(({ reading, variant }) => reading !== 'symbolic' && !variant)
    ? CONFIGURED
    : possible(`admission does not forbid privileged pods in namespace ${namespace}`);
}
