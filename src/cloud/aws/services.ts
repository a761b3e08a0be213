import { hasHole, printHoles } from '../../model/hole.ts';
import type { NodeId } from '../../model/id.ts';
import { awsIdentityId } from '../tell/aws.ts';
import { alike } from './alike.ts';
import { basisFor } from './basis.ts';
import { askOf } from './ask.ts';
import type { Granted } from './granted.ts';
import { contextOf } from './request.ts';
import type { Deriving } from './deriving.ts';
import { RUNS_AS_SERVICE } from './data/services.ts';
import { accountOfArn } from './world/principals.ts';
import { nameOf } from './world/policies.ts';
import type { AwsIdentity, AwsThing, World } from './world/types.ts';

/** Whether the service may take on the role: its trust policy says so, or no file tells the trust policy. */
export function serviceMayAssume(world: World, service: string, role: AwsIdentity): Granted | undefined {
  if (!role.trust)
    return {
      confidence: 'possible',
      precondition: `the trust policy of ${role.name} admits ${service}`,
      evidence: role.evidence,
      by: [],
    };
  const target = { resource: role.arn, account: role.account.id, policy: role.trust };
  const known = {
    'aws:PrincipalIsAWSService': ['true'],
    'aws:SourceAccount': [role.account.id],
    'aws:SourceOrgID': organisationOf(world, role),
  };
  return alike(world, basisFor(world, service, undefined, 'sts:AssumeRole', target, known), () => {
    const request = {
      caller: { type: 'service', name: service },
      action: 'sts:AssumeRole',
      resource: role.arn,
      resourceAccount: role.account.id,
      context: contextOf(world, undefined, role.account.id, known),
    } as const;
    return askOf(world, request, { identity: [] }, target);
  });
}

const organisationOf = (world: World, { account }: AwsIdentity): readonly string[] => {
  const { organisation } = world.standingOf(account.id);
  return organisation === undefined ? [] : [organisation];
};

/** What runs in a service with a role receives its credentials; on an instance they are handed out by the metadata service. */
export function deriveServiceRoles(deriving: Deriving): void {
  const profiles = profilesIn(deriving.world);
  for (const thing of deriving.world.things) {
    const { role } = thing.fact;
    if (role !== undefined && role !== '' && thing.fact.metadata?.off !== true)
      runsWith(deriving, thing, role, profiles);
  }
}

export function profilesIn(world: World): ReadonlyMap<string, AwsIdentity> {
  return new Map(world.identities.flatMap((role) => role.fact.instanceProfiles.map((arn) => [arn, role] as const)));
}

export const roleNamed = (
  world: World,
  arn: string,
  thing: AwsThing,
  profiles: ReadonlyMap<string, AwsIdentity>,
): AwsIdentity | undefined => world.byArn.get(arn) ?? profiles.get(arn) ?? byName(world, arn, thing);

function runsWith(deriving: Deriving, thing: AwsThing, arn: string, profiles: ReadonlyMap<string, AwsIdentity>): void {
  const { world, estate } = deriving;
  const role = roleNamed(world, arn, thing, profiles);
  const service = RUNS_AS_SERVICE[`${thing.fact.service}/${thing.fact.type}`];
  const kind = thing.fact.service === 'ec2' ? 'IMDS_REACH' : 'RUNS_WITH_ROLE';
  const { evidence } = thing.fact;
  if (!role) {
    const precondition = `the trust policy of the role admits ${service ?? thing.fact.service}`;
    estate.edge({
      kind,
      from: thing.node,
      to: unknownRole(deriving, arn, thing),
      confidence: 'configured',
      precondition,
      evidence,
    });
    return;
  }
  const granted = service === undefined ? undefined : serviceMayAssume(world, service, role);
  if (service !== undefined && !granted) return;
  const { confidence, precondition } = granted ?? { confidence: 'configured' as const, precondition: undefined };
  const when = precondition === undefined ? {} : { precondition };
  estate.edge({
    kind,
    from: thing.node,
    to: role.node,
    confidence,
    evidence: [...evidence, ...(granted?.evidence ?? [])],
    ...when,
  });
}

/** A role of the same account by its name, where the ARN has a part that is not known. */
function byName(world: World, arn: string, { account }: AwsThing): AwsIdentity | undefined {
  const name = nameOf(arn);
  if (hasHole(name)) return undefined;
  const all = world.byName.get(`role ${name}`) ?? [];
  const near = all.filter((one) => one.account === account);
  const placed = /^\d{12}$/u.test(accountOfArn(arn) ?? '');
  const [only, more] = near.length > 0 ? near : all;
  return placed || more ? undefined : only;
}

/** A role that a file names and none tells of. */
export function unknownRole({ estate }: Deriving, arn: string, { fact }: AwsThing): NodeId {
  const account = accountOfArn(arn) ?? fact.account;
  const node = awsIdentityId('role', account, arn);
  const name = printHoles(nameOf(arn));
  return estate.node({
    id: node, kind: 'CloudRole', name, realm: printHoles(account), environment: 'unknown', evidence: fact.evidence, implied: true,
  }); // prettier-ignore
}
