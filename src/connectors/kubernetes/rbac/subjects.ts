import type { Evidence, Span } from '../../../model/evidence.ts';
import type { NodeId } from '../../../model/id.ts';
import { idOf } from '../read/ids.ts';
import { list, own, text } from '../../../documents/value.ts';
import type { K8sObject } from '../world.ts';
import { possible, PROVED, type Certainty } from './certainty.ts';
import { machineId } from './ids.ts';

/** Who a binding names. */
export type Subject = {
  readonly node: NodeId;
  readonly name: string;
  readonly evidence: Evidence;
  /** The list item, line-aligned. */
  readonly span?: Span;
  readonly certainty: Certainty;
} & ({ readonly kind: 'account'; readonly namespace: string } | { readonly kind: 'user' | 'group' | 'machine' });

const ACCOUNT_USER = /^system:serviceaccount:([^:]+):([^:]+)$/u;
const MACHINE_USER = /^system:node:([^:]+)$/u;

/** Subjects of a binding, in order; entries that name nobody are left out. */
export function subjectsOf(binding: K8sObject): readonly Subject[] {
  return list(own(binding.body, 'subjects')).flatMap((entry, index): Subject[] => {
    const name = text(own(entry, 'name'));
    if (name === undefined) return [];
    const path = ['subjects', index];
    const span = binding.block(path);
    const place = { evidence: binding.at(path), ...(span && { span }) };
    switch (own(entry, 'kind')) {
      case 'ServiceAccount':
        return [{ ...account(binding, name, text(own(entry, 'namespace'))), ...place }];
      case 'Group':
        return [{ kind: 'group', name, node: idOf.group(binding.realm, name), certainty: PROVED, ...place }];
      case 'User':
        return [{ ...user(binding.realm, name), ...place }];
      default:
        return [];
    }
  });
}

const NO_NAMESPACE = possible('the subject of a ClusterRoleBinding names no namespace, which the API server refuses');

/** In a RoleBinding an account without a namespace is one of the binding's own; a ClusterRoleBinding must name it. */
function account(binding: K8sObject, name: string, written: string | undefined) {
  const namespace = written ?? binding.namespace ?? 'default';
  const known = written !== undefined || binding.namespace !== undefined;
  return {
    kind: 'account',
    name,
    namespace,
    node: idOf.account(binding.realm, namespace, name),
    certainty: known ? PROVED : NO_NAMESPACE,
  } as const;
}

/** Some user names are accounts and nodes under the name by which they authenticate. */
function user(realm: string, name: string) {
  const [, namespace, account] = ACCOUNT_USER.exec(name) ?? [];
  if (namespace !== undefined && account !== undefined)
    return {
      kind: 'account',
      name: account,
      namespace,
      node: idOf.account(realm, namespace, account),
      certainty: PROVED,
    } as const;
  const machine = MACHINE_USER.exec(name)?.[1];
  if (machine !== undefined)
    return { kind: 'machine', name: machine, node: machineId(realm, machine), certainty: PROVED } as const;
  return { kind: 'user', name, node: idOf.user(realm, name), certainty: PROVED } as const;
}
