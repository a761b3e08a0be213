import type { AwsPolicy } from '../../../model/aws-policy.ts';
import { isAdministrator } from '../admin.ts';
import { mayDo } from '../ask.ts';
import { LIFTING, type LiftingWay } from '../data/self-service.ts';
import type { Deriving } from '../deriving.ts';
import type { Granted } from '../granted.ts';
import { concerns } from '../world/concerns.ts';
import { isAwsOwned } from '../world/policies.ts';
import type { AwsIdentity } from '../world/types.ts';
import { tellWay, together } from './tell.ts';

/** A policy that denies, which the identity may be rid of. */
interface Lifted {
  readonly policy: AwsPolicy;
  readonly by: Granted;
  readonly way: LiftingWay;
}

/** Who is held back by an own Deny alone and may take it off: what the other policies say is then everything. */
export function deriveOwnDenials(deriving: Deriving): void {
  for (const who of deriving.world.identities) {
    if (deriving.isAdmin(who) || who.serviceLinked || !LIFTING.some(({ action }) => concerns(who.concerns, action)))
      continue;
    const to = deriving.accountNode(who.account.id);
    if (deriving.isSure('IAM_SELF_ESCALATE', who.node, to)) continue;
    const lifted = who.texts.filter(denies).flatMap((policy) => lift(deriving, who, policy) ?? []);
    // What denies may also be what allows: one alone, or all of them.
    for (const some of lifted.length > 1 ? [lifted, ...lifted.map((one) => [one])] : [lifted]) {
      const off = new Set(some.map(({ policy }) => policy));
      const admin =
        some.length > 0
          ? isAdministrator(
              deriving,
              who,
              who.texts.filter((one) => !off.has(one)),
            )
          : undefined;
      if (!admin) continue;
      const when = some.flatMap(({ way }) => way.when ?? []);
      const actions = some.map(({ way }) => way.action);
      const all = together([...some.map(({ by }) => by), admin], when);
      tellWay(deriving, 'IAM_SELF_ESCALATE', who, to, { id: some[0]?.way.id ?? '', actions }, all);
    }
  }
}

const denies = ({ statements }: AwsPolicy): boolean => statements.some(({ effect }) => effect === 'Deny');

function lift(deriving: Deriving, who: AwsIdentity, policy: AwsPolicy): Lifted | undefined {
  const found = holdersOf(deriving, who, policy).flatMap(({ of, on, resource, arn }) =>
    LIFTING.filter((way) => way.of === of && way.on === on).flatMap((way): Lifted[] => {
      const known = arn === undefined ? {} : { 'iam:PolicyARN': [arn] };
      const by = mayDo(deriving.world, who, way.action, { resource, account: who.account.id }, known);
      return by ? [{ policy, by, way }] : [];
    }),
  );
  return found.find(({ by, way }) => by.confidence === 'proved' && way.when === undefined) ?? found[0];
}

interface Holding {
  readonly of: LiftingWay['of'];
  readonly on: LiftingWay['on'];
  readonly resource: string;
  /** Of an attached policy. */
  readonly arn?: string;
}

/** Where the identity has a policy from: itself, a group of its own, or the managed policy. One that it has twice it is not rid of by one step. */
function holdersOf(deriving: Deriving, who: AwsIdentity, policy: AwsPolicy): readonly Holding[] {
  const { account, fact } = who;
  const groups = (deriving.groups.get(account.id) ?? []).filter(({ name }) => fact.groups.includes(name));
  const found: Holding[] = [];
  const managed = new Set<string>();
  for (const holder of [{ ...fact, type: who.type, arn: who.arn }, ...groups]) {
    if (holder.inline.includes(policy)) found.push({ of: 'inline', on: holder.type, resource: holder.arn });
    for (const arn of holder.attached) {
      if (deriving.world.managed(arn) !== policy) continue;
      managed.add(arn);
      found.push({ of: 'attached', on: holder.type, resource: holder.arn, arn });
    }
  }
  const own = [...managed].filter((arn) => !isAwsOwned(arn));
  const rewritten = own.map((arn): Holding => ({ of: 'attached', on: 'policy', resource: arn }));
  return found.length > 1 ? rewritten : [...found, ...rewritten];
}
