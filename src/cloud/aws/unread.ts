import { compile } from '../../iam/compile.ts';
import type { CompiledPolicy } from '../../iam/port.ts';
import type { Asked } from './access/may-use.ts';
import { SHARING } from './data/sharing.ts';
import type { AwsIdentity, World } from './world/types.ts';

const delegations = new Map<string, CompiledPolicy>();
/** Beyond, it begins anew. */
const MOST = 1000;

/** The policy of a resource that leaves everything to the policies of an account: what a key has unless somebody wrote another. */
export function delegating(account: string): CompiledPolicy {
  const known = delegations.get(account);
  if (known) return known;
  const evidence = { object: 'the policy of the resource', at: 'assumed' };
  const made = compile({
    version: '2012-10-17',
    name: 'assumed',
    evidence,
    statements: [
      {
        effect: 'Allow',
        principals: { aws: [account], service: [], federated: [], canonical: [] },
        actions: ['*'],
        resources: ['*'],
        conditions: [],
        evidence,
      },
    ],
  });
  if (delegations.size >= MOST) delegations.clear();
  delegations.set(account, made);
  return made;
}

/**
 * What is asked, where the policy that has to allow it stands in no file: of a key, of a role that is taken on, of what is another account's. It
 * may leave it to whoever asks; that it does is the doubt.
 */
export function withUnread(world: World, who: AwsIdentity, action: string, asked: Asked): Asked {
  const { arn, account, policy } = asked;
  if (policy) return asked;
  const [service = ''] = action.toLowerCase().split(':', 1);
  const doubt = unread(world, who, service, action, arn, account);
  if (doubt === undefined) return asked;
  return { ...asked, policy: delegating(who.account.id), doubt: asked.doubt ?? doubt };
}

/** What is done to aliases themselves; everything else is done to the key behind one (KMS developer guide, "Controlling access to aliases"). */
const OF_ALIASES: ReadonlySet<string> = new Set([
  'kms:createalias', 'kms:updatealias', 'kms:deletealias', 'kms:listaliases',
]); // prettier-ignore

/** What the trust policy of a role has to allow to whoever signs as an identity of AWS (IAM user guide, "Pass session tags in AWS STS"). */
const TAKING_ON: ReadonlySet<string> = new Set(['sts:assumerole', 'sts:tagsession', 'sts:setsourceidentity']);

function unread(
  { byArn, things }: World,
  who: AwsIdentity,
  service: string,
  action: string,
  arn: string,
  account: string,
): string | undefined {
  if (service === 'kms' && arn.includes(':key/')) return 'the policy of the key is in no file and lets it';
  if (service === 'kms' && arn.includes(':alias/') && !OF_ALIASES.has(action.toLowerCase()))
    return 'the key behind the alias is in no file, and the policies of both sides are of that key';
  if (TAKING_ON.has(action.toLowerCase()))
    return byArn.has(arn) ? undefined : 'the trust policy of the role is in no file and admits it';
  const others = /^\d{12}$/u.test(account) && account !== who.account.id && Object.hasOwn(SHARING, service);
  const told = things.some(({ fact }) => fact.arn === arn || arn.startsWith(`${fact.arn}/`));
  return others && !told ? 'the policy of the resource is in no file and admits it' : undefined;
}
