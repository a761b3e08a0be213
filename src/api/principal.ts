import { covers, type Place, type Role, type RoleName } from '../governance/roles.ts';

/** What a token may be used for; `provision` stands alone in a token, which then may do nothing but SCIM. A session may be used for all that its person may do. */
export const SCOPES = ['read', 'write', 'administer', 'provision'] as const;
export type Scope = (typeof SCOPES)[number];

/** What the request carries, by its hash. */
export type Signed =
  { readonly session: Buffer } | { readonly token: string; readonly hash: Buffer; readonly scopes: readonly Scope[] };

/** Who asks. Workloads that show their SVID or a task token will be another kind; roles are of people. */
export interface Principal {
  readonly kind: 'person';
  /** Of the person. */
  readonly id: string;
  readonly name: string;
  /** Its own and those of its groups. */
  readonly roles: readonly Role[];
  readonly by: Signed;
  /** It set Writ up and nobody else is an administrator yet: it may do what is named for that, and no more. */
  readonly alone: boolean;
  /** As long as this authority and this time have not passed, all of it stands. */
  readonly stands: { readonly authority: number; readonly until: Date };
}

/** As the record names it: a token acts on behalf of its person. */
export function actorOf({ id, by }: Principal): { readonly actor: string; readonly onBehalfOf?: string } {
  return 'token' in by ? { actor: `token:${by.token}`, onBehalfOf: `person:${id}` } : { actor: `person:${id}` };
}

/** Its roles of these names that count at a place; all of them where the place is left out. */
export const held = (principal: Principal, names: readonly RoleName[], place?: Place): readonly Role[] =>
  principal.roles.filter((one) => names.some((name) => name === one.role) && (!place || covers(one, place)));
