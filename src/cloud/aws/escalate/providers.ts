import { mayDo } from '../ask.ts';
import { PROVIDER_WAYS, type ProviderWay } from '../data/self-service.ts';
import type { Deriving } from '../deriving.ts';
import { concerns } from '../world/concerns.ts';
import { admittedBy } from '../world/principals.ts';
import type { AwsAccount, AwsIdentity } from '../world/types.ts';
import { tellWay, together } from './tell.ts';

/** A provider of an account, and the roles that trust it. */
interface Trusted {
  readonly provider: string;
  readonly roles: readonly { readonly role: AwsIdentity; readonly more: boolean }[];
}

/** Who may change the provider that a role trusts may make what the role asks for. */
export function deriveProviderRights(deriving: Deriving): void {
  for (const account of deriving.world.accounts.values()) {
    const trusted = trustedIn(account);
    if (trusted.length === 0) continue;
    for (const who of account.identities) {
      if (deriving.isAdmin(who) || who.serviceLinked) continue;
      if (deriving.isSure('IAM_SELF_ESCALATE', who.node, deriving.accountNode(account.id))) continue;
      for (const way of PROVIDER_WAYS)
        if (concerns(who.concerns, way.action)) for (const one of trusted) change(deriving, who, way, one);
    }
  }
}

function trustedIn({ id, identities }: AwsAccount): readonly Trusted[] {
  const found = new Map<string, { role: AwsIdentity; more: boolean }[]>();
  for (const role of identities) {
    if (role.type !== 'role' || !role.trust) continue;
    for (const provider of admittedBy(role.trust.policy).providers) {
      if (!/:(?:saml|oidc)-provider\//u.test(provider) || provider.split(':')[4] !== id) continue;
      const roles = found.get(provider) ?? [];
      if (roles.length === 0) found.set(provider, roles);
      roles.push({ role, more: asksMore(role, provider) });
    }
  }
  return [...found].map(([provider, roles]) => ({ provider, roles }));
}

/** The right is one on the provider, whoever trusts it: it is asked for once. */
function change(deriving: Deriving, who: AwsIdentity, way: ProviderWay, { provider, roles }: Trusted): void {
  if (!provider.includes(`:${way.on}/`)) return;
  const granted = mayDo(deriving.world, who, way.action, { resource: provider, account: who.account.id });
  if (!granted) return;
  const when = way.when === undefined ? [] : [way.when];
  const plain = together([granted], when);
  const conditional = together([granted], [...when, 'the other conditions of its trust policy hold']);
  const told = { id: way.id, actions: [way.action] };
  for (const { role, more } of roles)
    if (role !== who) tellWay(deriving, 'IAM_SELF_ESCALATE', who, role.node, told, more ? conditional : plain);
}

/** Conditions on what no assertion of the provider says: who makes the assertion chooses the rest. */
function asksMore({ trust }: AwsIdentity, provider: string): boolean {
  const own = trust?.policy.statements.filter(({ principals }) => principals?.federated.includes(provider)) ?? [];
  return own.every(({ conditions }) => conditions.some(({ key }) => !/^saml:|:(?:aud|sub)$/iu.test(key)));
}
