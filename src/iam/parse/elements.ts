import type { Entry } from '../../documents/entry.ts';
import type { AwsStatement } from '../../model/aws-policy.ts';
import type { Doubts } from './doubts.ts';
import { principalsOf } from './principals.ts';
import type { Reading } from './reading.ts';
import { textsOf } from './texts.ts';

type What = Pick<AwsStatement, 'actions' | 'notActions'>;
type Where = Pick<AwsStatement, 'resources' | 'notResources'>;
type Who = Pick<AwsStatement, 'principals' | 'notPrincipals'>;

/** Readings of Action and NotAction: one, two where both stand there, none where neither does. */
export function actionsOf(statement: Entry, reading: Reading, doubts: Doubts): readonly What[] {
  const actions = textsOf(statement, 'Action', reading, doubts);
  const notActions = textsOf(statement, 'NotAction', reading, doubts);
  if (actions && notActions) doubts.wrong('a statement has both Action and NotAction', statement);
  if (!actions && !notActions) doubts.wrong('a statement has neither Action nor NotAction', statement);
  return [...(actions ? [{ actions }] : []), ...(notActions ? [{ notActions }] : [])];
}

/** Readings of Resource and NotResource; a statement of a trust policy, and of some resource policies, has neither. */
export function resourcesOf(statement: Entry, reading: Reading, doubts: Doubts): readonly Where[] {
  const resources = textsOf(statement, 'Resource', reading, doubts);
  const notResources = textsOf(statement, 'NotResource', reading, doubts);
  if (resources && notResources) doubts.wrong('a statement has both Resource and NotResource', statement);
  const { kind } = reading;
  if (kind === 'trust' && (resources ?? notResources)) doubts.wrong('a trust policy names no resource', statement);
  if (resources ?? notResources)
    return [...(resources ? [{ resources }] : []), ...(notResources ? [{ notResources }] : [])];
  if (kind === 'identity' || kind === 'scp' || kind === 'rcp')
    doubts.wrong('a statement has neither Resource nor NotResource', statement);
  return [{}];
}

/** Readings of Principal and NotPrincipal. */
export function whoOf(statement: Entry, reading: Reading, doubts: Doubts): readonly Who[] {
  const principals = principalsOf(statement, 'Principal', reading, doubts);
  const notPrincipals = principalsOf(statement, 'NotPrincipal', reading, doubts);
  if (principals && notPrincipals) doubts.wrong('a statement has both Principal and NotPrincipal', statement);
  const { kind } = reading;
  if (principals ?? notPrincipals) {
    if (kind === 'identity' || kind === 'scp') doubts.wrong(`a policy of this kind names no principal`, statement);
    if (kind === 'rcp' && notPrincipals) doubts.wrong('a resource control policy has no NotPrincipal', statement);
    return [...(principals ? [{ principals }] : []), ...(notPrincipals ? [{ notPrincipals }] : [])];
  }
  if (kind === 'resource' || kind === 'trust' || kind === 'rcp')
    doubts.wrong('a statement has neither Principal nor NotPrincipal', statement);
  return [{}];
}
