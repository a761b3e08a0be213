import { possible, type Certainty } from '../rbac/certainty.ts';
import type { Access } from './access-index.ts';

const ENFORCE = 'pod-security.kubernetes.io/enforce';
const CONFIGURED: Certainty = { confidence: 'configured' };

/**
 * Whether a pod that takes over its node is admitted. Undefined: the namespace enforces a Pod Security level that forbids it.
 * Configured: the namespace is declared without one. Possible: nothing was read about it.
 */
export function admission(
  { namespaceObjects }: Pick<Access, 'namespaceObjects'>,
  namespace: string,
): Certainty | undefined {
  const objects = namespaceObjects.get(namespace) ?? [];
  if (objects.length === 0) return possible(`admission does not forbid privileged pods in namespace ${namespace}`);
  const open = objects.filter(({ labels }) => labels[ENFORCE] !== 'baseline' && labels[ENFORCE] !== 'restricted');
  if (open.length === 0) return undefined;
  return open.some(({ reading, variant }) => reading !== 'symbolic' && !variant)
    ? CONFIGURED
    : possible(`admission does not forbid privileged pods in namespace ${namespace}`);
}

/** Of the verdicts on all namespaces, the easiest one counts. */
export function easiestAdmission(verdicts: readonly (Certainty | undefined)[]): Certainty {
  if (verdicts.includes(CONFIGURED)) return CONFIGURED;
  return possible('admission does not forbid privileged pods in every namespace');
}
