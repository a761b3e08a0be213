import type { Levels } from '../../iam/port.ts';
import { hasHole } from '../../model/hole.ts';
import { callerOf } from './request.ts';
import { numbered, numberOfObject } from './world/numbered.ts';
import type { AwsIdentity, Standing } from './world/types.ts';

/** Who asks, as far as answers hang on it beside the statements: identities of one number are answered alike. */
export interface Asking {
  /** With the account. */
  readonly here: number;
  /** With all that matters of the account where no statement is about single ones. */
  readonly anywhere: number;
  /** Its account or name is not known: nobody is like it. */
  readonly open: boolean;
}

const known = new WeakMap<AwsIdentity, Asking>();

export function asking(who: AwsIdentity): Asking {
  const before = known.get(who);
  if (before) return before;
  const { account, arn, type, serviceLinked, doubts } = who;
  const caller = callerOf(who);
  const session = caller.type === 'role' && caller.session !== undefined;
  const kind = `${type} ${serviceLinked} ${session} ${JSON.stringify(doubts)}`;
  const made = {
    here: numbered(`${account.id} ${kind}`),
    anywhere: numbered(`at ${standingNumber(account.standing)} ${kind}`),
    open: hasHole(account.id) || hasHole(arn),
  };
  known.set(who, made);
  return made;
}

const standings = new WeakMap<Standing, number>();

/** The same for accounts of one organisation under the same policies. */
export function standingNumber(standing: Standing): number {
  const before = standings.get(standing);
  if (before !== undefined) return before;
  const { management, organisation, scps, rcps, rcpDoubt } = standing;
  const made = numbered(JSON.stringify([management, organisation, written(scps), written(rcps), rcpDoubt]));
  standings.set(standing, made);
  return made;
}

const written = (levels: Levels | undefined): unknown =>
  levels?.map((level) => level.map(({ policy }) => numberOfObject(policy)));
