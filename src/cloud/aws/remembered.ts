import type { AwsPolicy } from '../../model/aws-policy.ts';
import type { Granted } from './ask.ts';
import { mentions } from './world/concerns.ts';
import type { AwsIdentity } from './world/types.ts';

/**
 * Answers that hold for every identity of an account with the same policies about an action, because nothing in them asks who it is: attached policies are
 * shared by many. Only for questions that no policy of the resource decides.
 */
const personal = new WeakMap<AwsPolicy, boolean>();
const numbers = new WeakMap<AwsPolicy, number>();
let last = 0;

/** Keys that follow from the request and not from who makes it. */
const IMPERSONAL =
  /^(?:aws:(?:requestedregion|securetransport|sourceip|sourcevpce?|vpcsourceip|currenttime|epochtime|resourceaccount|resourceorgid|viaawsservice|calledvia(?:first|last)?)|iam:[a-z]{1,40})$/iu;

/** What the answer rests on, as a key; undefined where it rests on who asks. */
export function groundsOf(who: AwsIdentity, action: string): string | undefined {
  let key = `${who.account.id}|${who.doubts.join(';')}|${who.serviceLinked ? 'linked' : ''}`;
  for (const policy of who.texts)
    if (mentions(policy, action)) {
      if (isPersonal(policy)) return undefined;
      key += ` ${numberOf(policy)}`;
    }
  const { boundary } = who;
  if (boundary) {
    if (isPersonal(boundary.policy)) return undefined;
    key += ` < ${numberOf(boundary.policy)}`;
  }
  const { scps = [] } = who.account.standing;
  for (const level of scps)
    for (const { policy } of level) if (mentions(policy, action) && isPersonal(policy)) return undefined;
  return key;
}

/** Above this many answers it begins anew: an organisation has few that are shared. */
const MOST = 50_000;

export class Remembered {
  private readonly answers = new Map<string, Granted | undefined>();

  of(who: AwsIdentity, action: string, question: string, ask: () => Granted | undefined): Granted | undefined {
    const grounds = groundsOf(who, action);
    if (grounds === undefined) return ask();
    const key = `${action} ${question} ${grounds}`;
    if (this.answers.has(key)) return this.answers.get(key);
    const answer = ask();
    if (this.answers.size >= MOST) this.answers.clear();
    this.answers.set(key, answer);
    return answer;
  }
}

function isPersonal(policy: AwsPolicy): boolean {
  const known = personal.get(policy);
  if (known !== undefined) return known;
  const found = policy.statements.some(
    ({ conditions, resources = [], notResources = [] }) =>
      conditions.some(({ key, values }) => !IMPERSONAL.test(key) || values.some(isVariable)) ||
      [...resources, ...notResources].some(isVariable),
  );
  personal.set(policy, found);
  return found;
}

const isVariable = (text: string): boolean => text.includes('${');

function numberOf(policy: AwsPolicy): number {
  const known = numbers.get(policy);
  if (known !== undefined) return known;
  numbers.set(policy, ++last);
  return last;
}
