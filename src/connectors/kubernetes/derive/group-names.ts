/** Groups that authentication puts every service account of a namespace in. */
export function accountGroups(namespace: string): readonly string[] {
  return [`system:serviceaccounts:${namespace}`, 'system:serviceaccounts', 'system:authenticated'];
}

export const NODES_GROUP = 'system:nodes';
export const MASTERS_GROUP = 'system:masters';
export const AUTHENTICATED = 'system:authenticated';
export const UNAUTHENTICATED = 'system:unauthenticated';
export const ANONYMOUS = 'system:anonymous';
