import { actionInfo } from '../../iam/catalogue/actions.ts';
import { hole, printHoles } from '../../model/hole.ts';
import type { Granted } from './granted.ts';
import { mayAct, type Asked } from './access/may-use.ts';
import { withUnread } from './unread.ts';
import { accountOfArn } from './world/principals.ts';
import type { AwsIdentity, World } from './world/types.ts';

/** A role or user that may do the action, and what that rests on. */
export interface CloudHolder {
  readonly who: AwsIdentity;
  readonly resource: string;
  readonly granted: Granted;
}

/** What is known of a thing by its ARN: its own policy, or a role's trust policy. */
export function askedOf(world: World, arn: string): Asked {
  const thing =
    world.things.find(({ fact }) => fact.arn === arn) ??
    world.things.find(({ fact }) => arn.startsWith(`${fact.arn}/`));
  const role = world.byArn.get(arn);
  const policy = thing?.policy ?? role?.trust;
  const account = thing?.account.id ?? role?.account.id ?? accountOfArn(arn) ?? hole('account');
  const doubt = thing?.fact.unresolved;
  return { arn, account, ...(policy ? { policy } : {}), ...(doubt === undefined ? {} : { doubt }) };
}

/** Who may do it to any of the things; asked of everybody, each once a thing. */
export function whoCanDo(world: World, action: string, arns: readonly string[]): readonly CloudHolder[] {
  return arns.flatMap((arn) => {
    const asked = askedOf(world, arn);
    const template = templateOf(action, arn);
    return world.identities.flatMap((who): CloudHolder[] => {
      const thing = isOfWhoAsks(arn) ? { ...asked, account: who.account.id } : asked;
      const granted = mayAct(world, who, action, template, withUnread(world, who, action, thing));
      return granted ? [{ who, resource: printHoles(arn), granted }] : [];
    });
  });
}

/** No resource, or one without an account in its ARN: it is of who asks, or the provider's own. A bucket alone may be of any account. */
export const isOfWhoAsks = (arn: string): boolean => arn === '*' || /^arn:[^:]+:(?!s3:)[^:]+:[^:]*::/u.test(arn);

/** An action on what is in a bucket is asked of anything in it. */
function templateOf(action: string, arn: string): string {
  const types = actionInfo(action)?.resourceTypes.map(({ name }) => name) ?? [];
  return /^arn:[^:]{1,30}:s3:::[^/]{1,300}$/u.test(arn) && types.includes('object') && !types.includes('bucket')
    ? '{self}/{key}'
    : '{self}';
}
