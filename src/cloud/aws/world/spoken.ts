import { Pattern, wild } from '../../../iam/match/pattern.ts';
import type { AwsPolicy, AwsPrincipals, AwsStatement } from '../../../model/aws-policy.ts';
import { hasHole } from '../../../model/hole.ts';
import { concernsOfStatement } from './concerns.ts';

/** A statement as questions meet it: what actions it may be about, whether it matches a resource, and which others say the same. */
export class Spoken {
  readonly policy: AwsPolicy;
  readonly statement: AwsStatement;
  /** Actions that it may be about, Deny or Allow: see concerns.ts. */
  readonly concerns: Uint32Array;
  #shape = 0;
  #written = 0;
  #personal = false;
  #open = false;

  constructor(policy: AwsPolicy, statement: AwsStatement) {
    this.policy = policy;
    this.statement = statement;
    this.concerns = concernsOfStatement(statement);
  }

  /** The same number for statements that decide the same wherever both match the resource or neither does. */
  get shape(): number {
    if (this.#shape === 0) this.#look();
    return this.#shape;
  }

  /** Whether it depends on who asks, beyond account and type. */
  get personal(): boolean {
    if (this.#shape === 0) this.#look();
    return this.#personal;
  }

  /** Whether its resources hold variables or holes: whether it matches is not said here. */
  get open(): boolean {
    if (this.#shape === 0) this.#look();
    return this.#open;
  }

  /** Whether it is about every resource there is. */
  get everywhere(): boolean {
    const { resources, notResources } = this.statement;
    return notResources === undefined && (resources?.includes('*') ?? true);
  }

  /** The same number for statements whose resources are written the same. */
  get written(): number {
    const { resources, notResources } = this.statement;
    return (this.#written ||= numberOf(JSON.stringify([resources, notResources])));
  }

  /** For a statement that is not open, and a resource without holes. */
  matches(resource: string): boolean {
    const { resources, notResources } = this.statement;
    if (notResources) return !notResources.some((one) => matches(one, resource));
    return resources === undefined || resources.some((one) => matches(one, resource));
  }

  #look(): void {
    const { resources = [], notResources = [] } = this.statement;
    this.#open = [...resources, ...notResources].some(isOpen);
    this.#personal = this.#open || isPersonal(this.statement);
    this.#shape = shapeOf(this.policy, this.statement);
  }
}

/** The statements of a policy, made once for as long as the world is asked. */
export function speaker(): (policy: AwsPolicy) => readonly Spoken[] {
  const known = new Map<AwsPolicy, readonly Spoken[]>();
  return (policy) => {
    const before = known.get(policy);
    if (before) return before;
    const made = policy.statements.map((one) => new Spoken(policy, one));
    known.set(policy, made);
    return made;
  };
}

function matches(pattern: string, resource: string): boolean {
  if (pattern === '*' || pattern === resource) return true;
  const star = pattern.indexOf('*');
  const plain = !pattern.includes('?');
  if (plain && star < 0) return false;
  if (plain && star === pattern.length - 1) return resource.startsWith(pattern.slice(0, star));
  return new Pattern(wild(pattern)).test(resource);
}

const isOpen = (text: string): boolean => text.includes('${') || hasHole(text);

/** Keys of which the caller alone decides (IAM user guide, "AWS global condition context keys"); its account and type are known of everyone who is compared. */
const OF_CALLER = /^aws:(?:principalarn|principaltag\/.*|userid|username)$/isu;

const isPersonal = ({ principals, notPrincipals, conditions }: AwsStatement): boolean =>
  notPrincipals !== undefined ||
  (principals !== undefined && namesSome(principals)) ||
  conditions.some(({ key, values }) => OF_CALLER.test(key) || hasHole(key) || values.some((one) => one.includes('${')));

/** Names a role, a user or a session, or somebody of whom it is not known who that is. */
const namesSome = ({ aws, canonical }: AwsPrincipals): boolean =>
  canonical.length > 0 || aws.some((one) => hasHole(one) || !/^(?:\*|\d{12}|arn:[^:]*:iam::\d{12}:root)$/u.test(one));

function shapeOf({ version }: AwsPolicy, statement: AwsStatement): number {
  const { sid, effect, principals, notPrincipals, actions, notActions, conditions, uncertain } = statement;
  const said = conditions.map(({ operator, key, values }) => [operator, key, values]);
  return numberOf(
    JSON.stringify([
      version, effect, principals, notPrincipals, actions, notActions, said, uncertain, uncertain === undefined ? undefined : sid,
    ]),
  ); // prettier-ignore
}

/** Texts that are kept; a hostile organisation has no end of them. Numbers are never used twice, so one that is forgotten is only found anew. */
const MOST = 100_000;
const numbers = new Map<string, number>();
let last = 0;

function numberOf(text: string): number {
  const known = numbers.get(text);
  if (known !== undefined) return known;
  if (numbers.size >= MOST) numbers.clear();
  numbers.set(text, ++last);
  return last;
}
