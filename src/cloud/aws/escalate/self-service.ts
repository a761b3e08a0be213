import { printHoles } from '../../../model/hole.ts';
import type { NodeId } from '../../../model/id.ts';
import { awsIdentityId } from '../../tell/aws.ts';
import { isAdministrator } from '../admin.ts';
import { mayDo } from '../ask.ts';
import type { Granted, Target } from '../granted.ts';
import { FREE, NEW_IDENTITY, ORGANISATION_WAYS, SELF_SERVICE, type SelfServiceWay } from '../data/self-service.ts';
import type { Deriving } from '../deriving.ts';
import { ManyTargets } from '../many-targets.ts';
import { mayDoSome } from '../may-some.ts';
import { isAwsOwned, nameOf } from '../world/policies.ts';
import { concerns } from '../world/concerns.ts';
import type { AwsIdentity } from '../world/types.ts';
import { tellWay, together } from './tell.ts';

/**
 * Who may widen its own rights. Widening an identity that one is, or may become, ends at the account, unless a boundary or the organisation leaves
 * less than everything: that is asked with a policy that allows all.
 */
export function deriveSelfService(deriving: Deriving): void {
  for (const who of deriving.world.identities) {
    if (deriving.isAdmin(who) || who.serviceLinked) continue;
    if (changesRights(who)) selfService(deriving, who);
    organisation(deriving, who);
  }
}

function selfService(deriving: Deriving, who: AwsIdentity): void {
  const account = deriving.accountNode(who.account.id);
  const wide = isAdministrator(deriving, who, [...who.texts, deriving.everything.policy]);
  const widening = SELF_SERVICE.filter(({ gives }) => gives === 'widens');
  for (const way of SELF_SERVICE) {
    if (way.gives === 'unlimits' && who.boundary && way.on === who.type) unlimits(deriving, who, way);
    const limit = who.fact.boundary;
    if (way.on === 'policy' && who.boundary && limit !== undefined && !isAwsOwned(limit))
      unlimits(deriving, who, way, limit);
    if (way.gives === 'joins' && who.type === 'user') joins(deriving, who, way);
  }
  if (wide) for (const way of widening) widens(deriving, who, way, { target: who }, wide);
  newIdentity(deriving, who, account);
  // Whoever gets the account gets everybody in it.
  if (deriving.isSure('IAM_SELF_ESCALATE', who.node, account)) return;
  for (const one of becomes(deriving, who)) {
    const { target, by, way } = one;
    if (wide) for (const other of widening) widens(deriving, who, other, one, wide);
    tellWay(deriving, 'IAM_SELF_ESCALATE', who, target.node, byOne(way), together([by], when(way)));
  }
}

function newIdentity(deriving: Deriving, who: AwsIdentity, account: NodeId): void {
  for (const { id, actions } of NEW_IDENTITY) {
    const rights = actions.map(([action, resource]) =>
      mayDoSome(deriving.world, who, action, resource, who.account.id, {}, FREE),
    );
    const granted = rights.filter((one) => one !== undefined);
    if (granted.length === rights.length)
      tellWay(
        deriving,
        'IAM_SELF_ESCALATE',
        who,
        account,
        { id, actions: actions.map(([action]) => action) },
        together(granted),
      );
  }
}

interface Becoming {
  readonly target: AwsIdentity;
  readonly by: Granted;
  readonly way: SelfServiceWay;
}

/** Whom it may become by a key, a password or a changed trust policy. */
function becomes(deriving: Deriving, who: AwsIdentity): readonly Becoming[] {
  const found: Becoming[] = [];
  for (const way of SELF_SERVICE) {
    if (way.gives !== 'becomes' || !concerns(who.concerns, way.action)) continue;
    const asked = new ManyTargets(deriving.world, who, way.action, who.account.id);
    for (const target of who.account.identities) {
      if (target === who || target.type !== way.on || target.serviceLinked) continue;
      const granted = asked.may(target.arn);
      if (granted) found.push({ target, by: granted, way });
    }
  }
  return found;
}

/** Widens the identity itself, or one that it may become. */
function widens(
  deriving: Deriving,
  who: AwsIdentity,
  way: SelfServiceWay,
  { target, by }: Pick<Becoming, 'target'> & Partial<Becoming>,
  wide: Granted,
): void {
  if (!concerns(who.concerns, way.action)) return;
  const to = deriving.accountNode(who.account.id);
  for (const resource of thingsOf(target, way.on)) {
    const granted = mayDo(deriving.world, who, way.action, on(resource, who), way.known);
    if (!granted) continue;
    const all = [granted, { ...wide, evidence: [] }, ...(by ? [by] : [])];
    tellWay(deriving, 'IAM_SELF_ESCALATE', who, to, byOne(way), together(all, when(way)));
  }
}

/** What of an identity carries its rights: itself, its groups, its own managed policies. */
function thingsOf({ type, arn, account, fact }: AwsIdentity, on_: SelfServiceWay['on']): readonly string[] {
  if (on_ === type) return [arn];
  if (on_ === 'group') return fact.groups.map((name) => `arn:aws:iam::${account.id}:group/${name}`);
  return on_ === 'policy' ? fact.attached.filter((one) => !isAwsOwned(one)) : [];
}

/** Its boundary may be taken off or replaced by `way`, or its policy rewritten. */
function unlimits(deriving: Deriving, who: AwsIdentity, way: SelfServiceWay, resource = who.arn): void {
  const granted = mayDo(deriving.world, who, way.action, on(resource, who), way.known);
  if (!granted) return;
  const { boundary, ...free } = who;
  const all = together([granted], when(way));
  deriving.estate.fact({
    fact: 'limit-modifiable', node: who.node, limit: 'boundary', name: printHoles(nameOf(who.fact.boundary ?? boundary?.policy.name ?? '')),
    actions: [way.action], resource, ...all,
  }); // prettier-ignore
  const admin = isAdministrator(deriving, free);
  if (!admin) return;
  const to = deriving.accountNode(who.account.id);
  const both = together([granted, admin], when(way));
  tellWay(deriving, 'IAM_SELF_ESCALATE', who, to, byOne(way), both);
}

function joins(deriving: Deriving, who: AwsIdentity, way: SelfServiceWay): void {
  for (const fact of deriving.groups.get(who.account.id) ?? []) {
    if (who.fact.groups.includes(fact.name)) continue;
    const granted = mayDo(deriving.world, who, way.action, on(fact.arn, who));
    if (!granted) continue;
    const policies = deriving.policiesOf(fact);
    const admin = isAdministrator(deriving, who, [...who.texts, ...policies]);
    const to = admin ? deriving.accountNode(who.account.id) : awsIdentityId('group', fact.account, fact.arn);
    tellWay(deriving, 'IAM_SELF_ESCALATE', who, to, byOne(way), together([granted, ...(admin ? [admin] : [])]));
  }
}

function organisation(deriving: Deriving, who: AwsIdentity): void {
  for (const { id, actions, when: then } of ORGANISATION_WAYS) {
    if (!actions.every((action) => concerns(who.concerns, action))) continue;
    const rights = actions.map((action) => mayDo(deriving.world, who, action, on('*', who)));
    const granted = rights.filter((one) => one !== undefined);
    if (granted.length !== rights.length) continue;
    const here = who.account.standing.management
      ? []
      : [`account ${printHoles(who.account.id)} manages sign-in or the organisation`];
    const to = deriving.accountNode(who.account.id);
    tellWay(deriving, 'IAM_SELF_ESCALATE', who, to, { id, actions }, together(granted, [then, ...here]));
  }
}

const byOne = ({ id, action }: SelfServiceWay): { id: string; actions: readonly string[] } => ({
  id,
  actions: [action],
});

const when = ({ when: then }: SelfServiceWay): readonly string[] => (then === undefined ? [] : [then]);

const on = (resource: string, { account }: AwsIdentity): Target => ({ resource, account: account.id });

const CHANGES = [
  ...SELF_SERVICE.map(({ action }) => action),
  ...NEW_IDENTITY.flatMap(({ actions }) => actions.map(([action]) => action)),
];

const changesRights = (who: AwsIdentity): boolean => CHANGES.some((action) => concerns(who.concerns, action));
