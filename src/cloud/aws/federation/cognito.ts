import { printHoles } from '../../../model/hole.ts';
import { nodeId, type NodeId } from '../../../model/id.ts';
import { outsider } from '../outsiders.ts';
import type { Granted } from '../granted.ts';
import type { Deriving } from '../deriving.ts';
import { joined } from '../granted.ts';
import { tellAdmitted } from './tell.ts';
import { admits, conditionValues, plain, type FederatedTrust } from './trusts.ts';

export const COGNITO = 'cognito-identity.amazonaws.com';

/** A pool that no policy names. */
const SOME_POOL = 'us-east-1:00000000-0000-0000-0000-000000000000';

/**
 * Roles of identity pools. A pool gives its tokens to guests, whose `amr` is `unauthenticated`, or to who has signed in, whose `amr` is
 * `authenticated` and how (Cognito developer guide, "Role trust and permissions"). Whether it lets guests in, and who may sign up, is the pool's to
 * say. A trust policy that names no pool admits any of its own account: STS refuses those of others without conditions on `aud` and `amr`
 * ("Security best practices for identity pools"). What guests get by the enhanced flow is cut by AmazonCognitoUnAuthedIdentitiesSessionPolicy, by
 * the classic flow by nothing.
 */
export function deriveIdentityPools(deriving: Deriving, trusts: readonly FederatedTrust[]): void {
  for (const trust of trusts) {
    if (trust.issuer !== COGNITO) continue;
    const named = conditionValues(trust, 'aud');
    const anyPool = ask(deriving, trust, SOME_POOL, GUEST) ?? ask(deriving, trust, SOME_POOL, signedIn(trust));
    for (const pool of anyPool ? [undefined] : named) admitted(deriving, trust, pool);
  }
}

const GUEST = ['unauthenticated'];
const signedIn = (trust: FederatedTrust): readonly string[] => [
  'authenticated',
  ...conditionValues(trust, 'amr').map(plain).filter((one) => one !== GUEST[0]),
]; // prettier-ignore

const ask = ({ world }: Deriving, trust: FederatedTrust, pool: string, amr: readonly string[]): Granted | undefined =>
  admits(world, trust, { subject: SOME_POOL, audience: plain(pool), amr });

function admitted(deriving: Deriving, trust: FederatedTrust, pool: string | undefined): void {
  const { role } = trust;
  const whose = pool === undefined ? 'an identity pool of the account' : `the identity pool ${printHoles(pool)}`;
  const guest = ask(deriving, trust, pool ?? SOME_POOL, GUEST);
  if (guest) {
    const when = `${whose} lets guests in, by the classic flow where it is more than the enhanced one leaves to guests`;
    const precondition = joined([when, ...(guest.precondition === undefined ? [] : [guest.precondition])]);
    tellAdmitted(deriving, 'ASSUME_ROLE', outsider(deriving, 'anonymous', guest.evidence), role, guest, [], [when]);
    deriving.estate.fact({
      fact: 'public-resource', node: role.node, actions: ['sts:AssumeRoleWithWebIdentity'], to: 'anonymous',
      policy: trust.trust.policy, evidence: guest.evidence, confidence: 'possible', precondition,
    }); // prettier-ignore
    return;
  }
  const user = ask(deriving, trust, pool ?? SOME_POOL, signedIn(trust));
  if (!user) return;
  const from = visitor(deriving, trust, pool);
  tellAdmitted(deriving, 'ASSUME_ROLE', from, role, user, [], [`whoever signs in to ${whose} is given this role`]);
}

/** Who has signed in to an application: whether anybody may sign up is not in these files. */
function visitor(deriving: Deriving, { trust, role }: FederatedTrust, pool: string | undefined): NodeId {
  const name = pool === undefined ? `any identity pool of ${role.account.id}` : `identity pool ${pool}`;
  return deriving.estate.node({
    id: nodeId('cognito', 'Anyone', pool ?? role.account.id), kind: 'NetworkZone', name: `who signs in to ${printHoles(name)}`,
    realm: printHoles(role.account.id), environment: 'unknown', evidence: [trust.policy.evidence], entry: 'internet', implied: true,
  }); // prettier-ignore
}
