import { mayDo } from '../ask.ts';
import type { Granted } from '../granted.ts';
import { COMPUTE_WAYS, RUNNING, type ComputeWay } from '../data/escalations.ts';
import { RUNS_AS_SERVICE } from '../data/services.ts';
import type { Deriving } from '../deriving.ts';
import { mayDoSome } from '../may-some.ts';
import { roleNamed } from '../services.ts';
import { concerns } from '../world/concerns.ts';
import type { AwsAccount, AwsIdentity, AwsThing, World } from '../world/types.ts';
import { mayPass, trusting } from './pass-role.ts';
import { tellWay, together } from './tell.ts';

/** Who may run code in what runs already: its role is one step further. */
export function deriveCompute(deriving: Deriving): void {
  for (const account of deriving.world.accounts.values()) {
    const things = new Map<string, AwsThing[]>();
    for (const thing of account.things) {
      const key = `${thing.fact.service}/${thing.fact.type}`;
      things.set(key, [...(things.get(key) ?? []), thing]);
    }
    for (const way of COMPUTE_WAYS) inThings(deriving, account, way, things.get(way.thing) ?? []);
  }
}

function inThings(deriving: Deriving, account: AwsAccount, way: ComputeWay, things: readonly AwsThing[]): void {
  const service = RUNS_AS_SERVICE[way.thing];
  const running = RUNNING[way.thing];
  if (service === undefined || (things.length === 0 && !running)) return;
  const when = way.when === undefined ? [] : [way.when];
  let roles: ReturnType<typeof trusting> | undefined;
  for (const who of account.identities) {
    if (deriving.isAdmin(who) || who.serviceLinked || !way.actions.every((one) => concerns(who.concerns, one)))
      continue;
    const also = alsoMay(deriving.world, who, way);
    if (!also) continue;
    for (const thing of things) {
      const rights = onThing(deriving.world, who, way, thing);
      const passed = rights && passedAgain(deriving.world, who, way, service, thing);
      if (passed)
        tellWay(
          deriving,
          'COMPUTE_EXEC',
          who,
          thing.node,
          { id: way.id, actions: actionsOf(way) },
          together([...rights, ...also, ...passed], when),
        );
    }
    // A row of roles that are passed tells what is passed again where no thing is known.
    if (things.length > 0 || !running || way.passes) continue;
    const rights = way.actions
      .map((action) => mayDoSome(deriving.world, who, action, running.template, account.id))
      .filter((one) => one !== undefined);
    if (rights.length < way.actions.length) continue;
    roles ??= trusting(deriving.world, account, service);
    // What runs is in no file: it may run with any role that its service may take on.
    const some = `${/^[aeiou]/iu.test(running.word) ? 'an' : 'a'} ${running.word} of the account runs with the role`;
    for (const { role, trusts } of roles) {
      if (role !== who)
        tellWay(
          deriving,
          'PASS_ROLE_EXEC',
          who,
          role.node,
          way,
          together([...rights, ...also, trusts], [some, ...when]),
        );
    }
  }
}

const actionsOf = ({ actions, passes }: ComputeWay): readonly string[] =>
  passes ? ['iam:PassRole', ...actions] : actions;

/** The right to pass the role of a thing to its service once more, where the way asks for it. Which role that is may be in no file. */
function passedAgain(
  world: World,
  who: AwsIdentity,
  { passes }: ComputeWay,
  service: string,
  thing: AwsThing,
): readonly Granted[] | undefined {
  if (!passes) return [];
  if (!concerns(who.concerns, 'iam:PassRole')) return undefined;
  const role = roleNamed(world, thing.fact.role ?? '', thing, NO_PROFILES);
  const pass = role ? mayPass(world, who, role, service) : UNTOLD;
  return pass && [pass];
}

const NO_PROFILES: ReadonlyMap<string, AwsIdentity> = new Map();
const UNTOLD: Granted = {
  confidence: 'possible',
  precondition: 'it may pass the role that it runs with',
  evidence: [],
  by: [],
};

function alsoMay(world: World, who: AwsIdentity, { also = [] }: ComputeWay): readonly Granted[] | undefined {
  const all = also.map(([action, resource]) => mayDoSome(world, who, action, resource, who.account.id));
  const granted = all.filter((one) => one !== undefined);
  return granted.length === all.length ? granted : undefined;
}

function onThing(
  world: World,
  who: AwsIdentity,
  { actions }: ComputeWay,
  { fact, policy }: AwsThing,
): readonly Granted[] | undefined {
  const rights: Granted[] = [];
  for (const action of actions) {
    const granted = mayDo(world, who, action, {
      resource: fact.arn,
      account: fact.account,
      ...(policy ? { policy } : {}),
    });
    if (!granted) return undefined;
    rights.push(granted);
  }
  return rights;
}
