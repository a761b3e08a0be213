import type { Subject } from '../rbac/subjects.ts';
import type { Access } from './access-index.ts';
import { environmentInName } from '../../../model/environment-name.ts';
import { isOpen } from './open-names.ts';

/** Tells the node of who is named. Returns whether the input declares it; users and groups are declared nowhere, so they count as there. */
export function tellSubject(access: Access, subject: Subject): boolean {
  const common = {
    id: subject.node,
    name: subject.name,
    realm: access.realm,
    environment: access.world.environment,
    evidence: [subject.evidence],
  };
  switch (subject.kind) {
    case 'account': {
      const known = access.accountById.get(subject.node);
      if (!known)
        access.estate.node({
          ...common,
          kind: 'K8sServiceAccount',
          namespace: subject.namespace,
          environment: environmentInName(subject.namespace) ?? access.world.environment,
          implied: true,
        });
      return known !== undefined;
    }
    case 'group':
      access.estate.node({ ...common, kind: 'Group' });
      return true;
    case 'machine':
      access.estate.node({ ...common, kind: 'Node', implied: true });
      return true;
    case 'user':
      access.estate.node({ ...common, kind: userKind(subject.name) });
      return true;
  }
}

/** The cluster's own users are programs; every other name is taken for a person. */
export const userKind = (name: string): 'Human' | 'ServicePrincipal' =>
  name.startsWith('system:') ? 'ServicePrincipal' : 'Human';

/** Namespaces whose accounts the cluster itself makes: that no file declares them says nothing. */
const MADE_BY_CLUSTER: ReadonlySet<string> = new Set(['kube-system', 'kube-public', 'kube-node-lease']);

/** The subject is not missing though nothing declares it: the cluster makes it, its name is not known yet, or another kustomization puts it there. */
export function isExpected(
  access: Access,
  { name, namespace }: { readonly name: string; readonly namespace: string },
): boolean {
  if (isOpen(name) || isOpen(namespace)) return true;
  if (putElsewhere(access).has(`${namespace}/${name}`)) return true;
  return MADE_BY_CLUSTER.has(namespace) && access.accounts.in(namespace).every((account) => !account.declared);
}

const ELSEWHERE = new WeakMap<Access, ReadonlySet<string>>();

function putElsewhere(access: Access): ReadonlySet<string> {
  let known = ELSEWHERE.get(access);
  if (!known) {
    known = new Set(access.accounts.all.flatMap(({ objects }) => objects.flatMap((one) => one.elsewhere ?? [])));
    ELSEWHERE.set(access, known);
  }
  return known;
}
