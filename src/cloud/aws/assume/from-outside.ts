import type { Caller, Layers } from '../../../iam/port.ts';
import { printHoles } from '../../../model/hole.ts';
import type { NodeId } from '../../../model/id.ts';
import { awsIdentityId } from '../../tell/aws.ts';
import { alike } from '../alike.ts';
import { basisFor } from '../basis.ts';
import { askOf } from '../ask.ts';
import type { Granted, Target } from '../granted.ts';
import { contextOf, insider, type Known } from '../request.ts';
import type { Deriving } from '../deriving.ts';
import { accountOfArn, isKnownAccount } from '../world/principals.ts';
import { nameOf } from '../world/policies.ts';

export const ASSUME = 'sts:AssumeRole';

/** An account that no policy names: what admits it admits everybody. */
export const STRANGER = '000000000000';
export const OTHER_ORGANISATION: Known = {
  'aws:PrincipalOrgID': ['o-stranger00'],
  'aws:PrincipalOrgPaths': ['o-stranger00/r-none/'],
};

/** Whoever has every right in that account. */
export function byAccount(deriving: Deriving, id: string, target: Target): Granted | undefined {
  const { caller, layers } = insider(id, deriving.everything, deriving.world);
  return asOutside(
    deriving,
    caller,
    id,
    layers,
    target,
    !isKnownAccount(id) ? ['the account is the one that is meant'] : [],
  );
}

/** Somebody with every right in an account of his own. */
export function byStranger(deriving: Deriving, target: Target): Granted | undefined {
  const { caller, layers } = insider(STRANGER, deriving.everything, deriving.world);
  return asOutside(deriving, caller, undefined, { identity: layers.identity }, target, [], OTHER_ORGANISATION);
}

/**
 * A principal that is named by its ARN and that the files do not tell. In an account whose identities they do tell it is nobody: a principal that
 * does not exist any more, or not yet.
 */
export function byNamed(
  deriving: Deriving,
  arn: string,
  target: Target,
): { readonly node: NodeId; readonly granted: Granted } | 'nobody' | undefined {
  const account = accountOfArn(arn);
  if (account === undefined || (isKnownAccount(account) && deriving.world.accounts.has(account))) return 'nobody';
  const { layers } = insider(account, deriving.everything, deriving.world);
  const type = arn.includes(':user/') ? 'user' : 'role';
  const name = printHoles(nameOf(arn));
  const doubts = [`the policies of ${name}, which are in no file, let it`];
  const granted = asOutside(deriving, { type, arn, account }, account, layers, target, doubts);
  if (!granted) return undefined;
  const { evidence } = granted;
  const node = awsIdentityId(type, account, arn);
  const realm = printHoles(account);
  const kind = type === 'user' ? 'CloudUser' : 'CloudRole';
  deriving.estate.node({ id: node, kind, name, realm, environment: 'unknown', evidence, implied: true });
  const from = deriving.accountNode(account, evidence);
  deriving.estate.edge({ kind: 'CONTROLS', from, to: node, confidence: 'configured', evidence });
  return { node, granted };
}

function asOutside(
  { world }: Deriving,
  caller: Caller,
  account: string | undefined,
  layers: Layers,
  target: Target,
  doubts: readonly string[],
  known: Known = {},
): Granted | undefined {
  const who = `outside ${caller.type} ${'arn' in caller ? caller.arn : ''} ${account ?? ''}|${doubts.join(';')}`;
  return alike(world, basisFor(world, who, account, ASSUME, target, known), () => {
    const context = contextOf(world, account, target.account, known);
    const request = { caller, action: ASSUME, resource: target.resource, resourceAccount: target.account, context };
    return askOf(world, request, layers, target, doubts);
  });
}
