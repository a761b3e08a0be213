import { parseId, type NodeId } from '../model/id.ts';
import type { Holder, JudgeContext } from './rule.ts';

/** Groups that hold machines, not people: every account, those of a namespace, or simply everybody. */
const MACHINES = /^system:(?:serviceaccounts(?::.+)?|authenticated|unauthenticated)$/u;

/** Rights of the control plane's own identities are given with every cluster. */
const CONTROL_PLANE = /^system:(?!serviceaccounts|authenticated|unauthenticated)/u;

export function isMachine(id: NodeId): boolean {
  const parsed = parseId(id);
  if (!parsed) return false;
  if (parsed.kind === 'ServiceAccount') return true;
  return parsed.kind === 'Group' && MACHINES.test(parsed.name) && !CONTROL_PLANE.test(parsed.name);
}

/** Machines that hold the role; what runs something comes first, since it is where an attacker starts. */
export function machines(context: JudgeContext, role: NodeId): readonly Holder[] {
  const running = (holder: Holder): number => (context.runningAs(holder.subject).length > 0 ? 0 : 1);
  return context
    .holders(role)
    .filter(({ subject }) => isMachine(subject))
    .sort((a, b) => running(a) - running(b) || (a.subject < b.subject ? -1 : a.subject > b.subject ? 1 : 0));
}

/** `in every namespace` or `in namespace team-a`. */
export function whereOf(holders: readonly Holder[]): string {
  const places = new Set(holders.map(({ grant }) => grant.namespace));
  const [only] = places;
  if (places.has(undefined)) return 'in every namespace';
  return places.size === 1 ? `in namespace ${only ?? ''}` : `in ${places.size} namespaces`;
}

/** How the holders are called in a title: the account, and how many others hold the same. */
export function holdersNamed(context: JudgeContext, holders: readonly Holder[]): string {
  const subjects = [...new Set(holders.map(({ subject }) => subject))];
  const [first = ''] = subjects;
  const others = subjects.length - 1;
  return `${context.named(first)}${others > 0 ? ` (and ${others} more)` : ''}`;
}
