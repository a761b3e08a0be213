import type { NodeId } from '../../model/id.ts';
import type { NodeKind } from '../../model/kinds.ts';
import type { JudgeContext } from '../rule.ts';

const WORDS: Partial<Record<NodeKind, string>> = {
  CloudRole: 'role', CloudUser: 'user', CloudAccount: 'account', Group: 'group', DataStore: 'store', SecretStore: 'secret store',
  K8sServiceAccount: 'service account', Workflow: 'workflow', ModelEndpoint: 'model endpoint', ModelArtifact: 'model', Registry: 'registry',
}; // prettier-ignore

/** How a person calls something of a cloud: its kind and name, without its account or path. */
export function called(context: JudgeContext, id: NodeId): string {
  const node = context.node(id);
  if (!node) return context.named(id);
  const name = node.namespace === undefined ? node.name : `${node.namespace}/${node.name}`;
  return `${WORDS[node.kind] ?? 'resource'} ${name}`;
}
