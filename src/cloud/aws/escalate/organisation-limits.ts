import type { AwsStatement } from '../../../model/aws-policy.ts';
import { printHoles } from '../../../model/hole.ts';
import { mayDo } from '../ask.ts';
import { ORGANISATION_LIMITS } from '../data/self-service.ts';
import type { Deriving } from '../deriving.ts';
import { concerns } from '../world/concerns.ts';
import type { AwsAccount, AwsIdentity } from '../world/types.ts';
import { together } from './tell.ts';

/**
 * Who may take its account out from under the service control policies that limit it. One that lets everything through limits nobody; the policies
 * that are asked about are those that would stop it too.
 */
export function deriveOrganisationLimits(deriving: Deriving): void {
  for (const account of deriving.world.accounts.values()) {
    const limits = limiting(account);
    if (limits.length === 0) continue;
    for (const who of account.identities) if (!who.serviceLinked) lifts(deriving, who, limits);
  }
}

function lifts(deriving: Deriving, who: AwsIdentity, limits: readonly string[]): void {
  for (const { action, when } of ORGANISATION_LIMITS) {
    if (!concerns(who.concerns, action)) continue;
    const granted = mayDo(deriving.world, who, action, { resource: '*', account: who.account.id });
    if (!granted) continue;
    for (const name of limits)
        deriving.estate.fact({ fact: 'limit-modifiable', node: who.node, limit: 'scp', name, actions: [action], resource: '*', ...together([granted], [when]) }); // prettier-ignore
  }
}

/** Names of the policies above its account that leave less than everything. The management account has none. */
function limiting({ standing }: AwsAccount): readonly string[] {
  if (standing.management) return [];
  const policies = (standing.scps ?? []).flat().map(({ policy }) => policy);
  const less = policies.filter(
    ({ statements }) => !statements.some(isEverything) || statements.some(({ effect }) => effect === 'Deny'),
  );
  return [...new Set(less.map(({ name }) => printHoles(name)))].sort();
}

const isEverything = ({ effect, actions, resources, conditions }: AwsStatement): boolean =>
  effect === 'Allow' && conditions.length === 0 && actions?.includes('*') === true && resources?.includes('*') === true;
