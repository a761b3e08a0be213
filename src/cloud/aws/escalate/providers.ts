import { mayDo } from '../ask.ts';
import { PROVIDER_WAYS, type ProviderWay } from '../data/self-service.ts';
import type { Deriving } from '../deriving.ts';
import { concerns } from '../world/concerns.ts';
import { admittedBy } from '../world/principals.ts';
import type { AwsAccount, AwsIdentity } from '../world/types.ts';
import { tellWay, together } from './tell.ts';

/** A role and a provider of its account that it trusts. */
interface Trusting {
  readonly role: AwsIdentity;
  readonly provider: string;
}

/** Who may change the provider that a role trusts may make what the role asks for. */
export function deriveProviderRights(deriving: Deriving): void {
  for (const account of deriving.world.accounts.values()) {
    const trusting = rolesOf(account);
    if (trusting.length === 0) continue;
    for (const who of account.identities) {
      if (deriving.isAdmin(who) || who.serviceLinked) continue;
      if (deriving.isSure('IAM_SELF_ESCALATE', who.node, deriving.accountNode(account.id))) continue;
      for (const way of PROVIDER_WAYS) if (concerns(who.concerns, way.action)) change(deriving, who, way, trusting);
    }
  }
}

function rolesOf({ id, identities }: AwsAccount): readonly Trusting[] {
  return identities.flatMap((role) =>
    role.type !== 'role' || !role.trust
      ? []
      : [...admittedBy(role.trust.policy).providers]
          .filter((provider) => /:(?:saml|oidc)-provider\//u.test(provider) && provider.split(':')[4] === id)
          .map((provider) => ({ role, provider })),
  );
}

function change(deriving: Deriving, who: AwsIdentity, way: ProviderWay, trusting: readonly Trusting[]): void {
  for (const { role, provider } of trusting) {
    if (role === who || !provider.includes(`:${way.on}/`)) continue;
    const granted = mayDo(deriving.world, who, way.action, { resource: provider, account: who.account.id });
    if (!granted) continue;
    const when = [
      ...(way.when === undefined ? [] : [way.when]),
      ...(asksMore(role, provider) ? ['the other conditions of its trust policy hold'] : []),
    ];
    const told = { id: way.id, actions: [way.action] };
    tellWay(deriving, 'IAM_SELF_ESCALATE', who, role.node, told, together([granted], when));
  }
}

/** Conditions on what no assertion of the provider says: who makes the assertion chooses the rest. */
function asksMore({ trust }: AwsIdentity, provider: string): boolean {
  const own = trust?.policy.statements.filter(({ principals }) => principals?.federated.includes(provider)) ?? [];
  return own.every(({ conditions }) => conditions.some(({ key }) => !/^saml:|:(?:aud|sub)$/iu.test(key)));
}
