import type { AwsPolicy } from '../../../model/aws-policy.ts';
import { hasHole } from '../../../model/hole.ts';
import type { NodeId } from '../../../model/id.ts';
import { mayDo } from '../ask.ts';
import type { Granted, Target } from '../granted.ts';
import { inSession } from '../request.ts';
import type { Deriving } from '../deriving.ts';
import { outsider } from '../outsiders.ts';
import { accountOfArn, admittedBy, isKnownAccount } from '../world/principals.ts';
import type { AwsAccount, AwsIdentity } from '../world/types.ts';
import { Assumers } from './assumers.ts';
import { ASSUME, byAccount, byNamed, byStranger } from './from-outside.ts';

/**
 * Who may become whom: for every role those whom its trust policy may admit are asked, with both sides across accounts. An account that is
 * admitted as a whole is one step from whoever administers it, so its administrators are not asked one by one.
 */
export function deriveAssumptions(deriving: Deriving): void {
  const assumers = new Map<AwsAccount, Assumers>();
  const assumersOf = (account: AwsAccount): Assumers => {
    const known = assumers.get(account);
    if (known) return known;
    const made = new Assumers(account, (one) => deriving.isAdmin(one));
    assumers.set(account, made);
    return made;
  };
  for (const role of deriving.world.identities)
    if (role.type === 'role' && role.trust && !role.serviceLinked) intoRole(deriving, role, assumersOf);
}

function intoRole(deriving: Deriving, role: AwsIdentity, assumersOf: (account: AwsAccount) => Assumers): void {
  const { world, estate } = deriving;
  const { trust } = role;
  if (!trust) return;
  const admitted = admittedBy(trust.policy);
  const target: Target = { resource: role.arn, account: role.account.id, policy: trust };
  const tell = (from: () => NodeId, granted: Granted | undefined): void => {
    if (!granted) return;
    const { confidence, precondition } = granted;
    const evidence = granted.evidence.length > 0 ? granted.evidence : role.evidence;
    const when = precondition === undefined ? {} : { precondition };
    estate.edge({ kind: 'ASSUME_ROLE', from: from(), to: role.node, confidence, evidence, ...when });
  };
  const anySession = !asksForSession(trust.policy);
  const asked = new Set<AwsIdentity>([role]);
  const consider = (who: AwsIdentity): void => {
    if (asked.has(who)) return;
    asked.add(who);
    tell(() => who.node, mayDo(world, anySession && who.type === 'role' ? inSession(who) : who, ASSUME, target));
  };

  for (const id of admitted.anyone ? [...world.accounts.keys()] : admitted.accounts) {
    const account = world.accounts.get(id);
    // `*` grants the account's own identities without a policy of theirs; an account as a whole delegates to those that have one.
    const own = admitted.anyone && account === role.account;
    const candidates = account ? (own ? account.identities : assumersOf(account).of(role.arn)) : [];
    for (const who of candidates) if (!deriving.isAdmin(who)) consider(who);
    if (id === role.account.id) continue;
    const granted = byAccount(deriving, id, target);
    tell(() => deriving.accountNode(id, role.evidence), granted);
    if (granted && !account && isKnownAccount(id)) deriving.externalTrust(role, id, granted);
  }
  const unknown = [...admitted.unknown];
  for (const arn of admitted.identities) {
    const known = deriving.findIdentity(arn);
    const other = known ? undefined : byNamed(deriving, arn, target);
    if (known) consider(known);
    else if (other === 'nobody') unknown.push(arn);
    else if (other) {
      const account = accountOfArn(arn) ?? '';
      tell(() => other.node, other.granted);
      if (isKnownAccount(account)) deriving.externalTrust(role, account, other.granted);
    }
  }
  const stranger = admitted.anyone ? byStranger(deriving, target) : undefined;
  tell(() => outsider(deriving, 'account', role.evidence), stranger);
  if (stranger) deriving.externalTrust(role, '*', stranger);
  if (unknown.length > 0) deriving.unknownPrincipal(role, unknown);
}

/** Whether it matters to a trust policy in which session a role asks: by a principal or by a condition. */
const asksForSession = ({ statements }: AwsPolicy): boolean =>
  statements.some(
    ({ principals, notPrincipals, conditions }) =>
      conditions.length > 0 ||
      notPrincipals !== undefined ||
      (principals?.aws.some((one) => one.includes(':assumed-role/') || hasHole(one)) ?? false),
  );
