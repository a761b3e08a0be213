import { mayDo } from '../ask.ts';
import type { Granted } from '../granted.ts';
import { PASS_ROLE_WAYS, type PassRoleWay } from '../data/escalations.ts';
import type { Deriving } from '../deriving.ts';
import { ManyTargets } from '../many-targets.ts';
import { mayDoSome } from '../may-some.ts';
import type { Known } from '../request.ts';
import { serviceMayAssume } from '../services.ts';
import { admittedBy } from '../world/principals.ts';
import { concerns } from '../world/concerns.ts';
import type { AwsAccount, AwsIdentity, World } from '../world/types.ts';
import { tellWay, together } from './tell.ts';

/** Who may run code with a role by passing it to a service: the rights on the service, the right to pass the role to it, and a role that trusts it. */
export function derivePassRole(deriving: Deriving): void {
  for (const account of deriving.world.accounts.values()) {
    const passers = account.identities.filter(
      (who) => !deriving.isAdmin(who) && !who.serviceLinked && concerns(who.concerns, 'iam:PassRole'),
    );
    if (passers.length === 0) continue;
    const roles = new Map<string, readonly Trusting[]>();
    for (const { service } of PASS_ROLE_WAYS)
      if (!roles.has(service)) roles.set(service, trusting(deriving.world, account, service));
    for (const who of passers) ways(deriving, who, roles);
  }
}

function ways(deriving: Deriving, who: AwsIdentity, roles: ReadonlyMap<string, readonly Trusting[]>): void {
  const passing = new Map<string, ManyTargets>();
  for (const way of PASS_ROLE_WAYS) {
    const candidates = roles.get(way.service) ?? [];
    if (candidates.length === 0) continue;
    const rights = rightsOn(deriving.world, who, way);
    if (!rights) continue;
    const pass = passing.get(way.service) ?? passingTo(deriving.world, who, way.service);
    passing.set(way.service, pass);
    const told = { id: way.id, actions: ['iam:PassRole', ...way.actions.map(([action]) => action)] };
    for (const { role, trusts } of candidates) {
      if (role === who) continue;
      // One sure way to a role is enough, unless the role is the account.
      if (!deriving.isAdmin(role) && deriving.isSure('PASS_ROLE_EXEC', who.node, role.node)) continue;
      const granted = pass.may(role.arn);
      if (!granted) continue;
      const all = together([...rights, granted, trusts], waitsFor(way, who.account));
      tellWay(deriving, 'PASS_ROLE_EXEC', who, role.node, told, all);
    }
  }
}

/** What no file says is there. */
function waitsFor({ when, has }: PassRoleWay, { things }: AwsAccount): readonly string[] {
  if (when === undefined) return [];
  return has !== undefined && things.some(({ fact }) => `${fact.service}/${fact.type}` === has) ? [] : [when];
}

function rightsOn(world: World, who: AwsIdentity, { actions }: PassRoleWay): readonly Granted[] | undefined {
  const rights: Granted[] = [];
  for (const [action, resource] of actions) {
    if (!concerns(who.concerns, action)) return undefined;
    const granted = mayDoSome(world, who, action, resource, who.account.id);
    if (!granted) return undefined;
    rights.push(granted);
  }
  return rights;
}

const passedTo = (service: string): Known => ({ 'iam:PassedToService': [service] });

const passingTo = (world: World, who: AwsIdentity, service: string): ManyTargets =>
  new ManyTargets(world, who, 'iam:PassRole', who.account.id, passedTo(service));

export const mayPass = (world: World, who: AwsIdentity, role: AwsIdentity, service: string): Granted | undefined =>
  mayDo(world, who, 'iam:PassRole', { resource: role.arn, account: role.account.id }, passedTo(service));

export interface Trusting {
  readonly role: AwsIdentity;
  readonly trusts: Granted;
}

const asked = new WeakMap<AwsAccount, Map<string, readonly Trusting[]>>();

/** Roles of an account that a service may take on; found once. */
export function trusting(world: World, account: AwsAccount, service: string): readonly Trusting[] {
  let known = asked.get(account);
  if (!known) asked.set(account, (known = new Map<string, readonly Trusting[]>()));
  const before = known.get(service);
  if (before) return before;
  const made = find(world, account, service);
  known.set(service, made);
  return made;
}

function find(world: World, { identities }: AwsAccount, service: string): readonly Trusting[] {
  return identities.flatMap((role) => {
    if (role.type !== 'role' || role.serviceLinked || !role.trust) return [];
    const { services, anyone } = admittedBy(role.trust.policy);
    if (!services.has(service) && !anyone && ![...services].some((one) => one.includes('*') || one.includes('\uE000')))
      return [];
    const trusts = serviceMayAssume(world, service, role);
    return trusts ? [{ role, trusts }] : [];
  });
}
