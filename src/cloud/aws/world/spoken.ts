import { Interned } from '../../../iam/match/interned.ts';
import { Pattern, wild } from '../../../iam/match/pattern.ts';
import type { Determining } from '../../../iam/port.ts';
import type { AwsCondition, AwsPolicy, AwsPrincipals, AwsStatement } from '../../../model/aws-policy.ts';
import type { Evidence } from '../../../model/evidence.ts';
import { hasHole } from '../../../model/hole.ts';
import { concernsOfStatement } from './concerns.ts';
import { numbered } from './numbered.ts';

/** What an answer hangs on where a statement decides it, beside what the statement says. */
export interface Hanging {
  /** Who asks, beyond account and type. */
  readonly personal: boolean;
  /** Which accounts they are: by a condition or a principal. */
  readonly placed: boolean;
  /** What is known of the request. */
  readonly conditional: boolean;
  /** Its resources hold variables or holes: whether it matches is for the evaluator to say. */
  readonly open: boolean;
}

/** A statement as questions meet it: what actions it may be about, whether it matches a resource, and which others say the same. */
export class Spoken implements Hanging {
  readonly policy: AwsPolicy;
  readonly statement: AwsStatement;
  readonly allows: boolean;
  /** Actions that it may be about, Deny or Allow: see concerns.ts. */
  readonly concerns: Uint32Array;
  /** Whether it is about every resource there is. */
  readonly everywhere: boolean;
  #shape = 0;
  #written = 0;
  #personal = false;
  #placed = false;
  #open = false;
  #patterns: readonly Pattern[] | undefined;
  #places: readonly Evidence[] | undefined;
  #own: Determining | undefined;
  #theirs: Determining | undefined;

  constructor(policy: AwsPolicy, statement: AwsStatement) {
    const { resources, notResources, effect } = statement;
    this.policy = policy;
    this.statement = statement;
    this.allows = effect === 'Allow';
    this.concerns = concernsOfStatement(statement);
    this.everywhere = notResources === undefined && (resources?.includes('*') ?? true);
  }

  /** The same number for statements that decide the same wherever both match the resource or neither does. */
  get shape(): number {
    if (this.#shape === 0) this.#look();
    return this.#shape;
  }

  get personal(): boolean {
    if (this.#shape === 0) this.#look();
    return this.#personal;
  }

  get placed(): boolean {
    if (this.#shape === 0) this.#look();
    return this.#placed;
  }

  get conditional(): boolean {
    return this.statement.conditions.length > 0 || this.open;
  }

  get open(): boolean {
    if (this.#shape === 0) this.#look();
    return this.#open;
  }

  /** The same number for statements whose resources are written the same. */
  get written(): number {
    const { resources, notResources } = this.statement;
    return (this.#written ||= numbered(JSON.stringify([resources, notResources])));
  }

  /** Where it stands; one list for all that it decides. */
  get places(): readonly Evidence[] {
    const { evidence } = this.statement;
    return (this.#places ??= 'object' in evidence && evidence.at === 'assumed' ? [] : [evidence]);
  }

  /** As a statement that decides, of the identity or of the resource. */
  as(layer: 'identity' | 'resource'): Determining {
    const { policy, statement } = this;
    if (layer === 'identity') return (this.#own ??= { layer, policy, statement });
    return (this.#theirs ??= { layer, policy, statement });
  }

  /** For a statement that is not open, and a resource without holes. */
  matches(resource: string): boolean {
    const { resources, notResources } = this.statement;
    if (this.everywhere) return true;
    if (resources === undefined && notResources === undefined) return true;
    const patterns = (this.#patterns ??= (notResources ?? resources ?? []).map(patternOf));
    for (const pattern of patterns) if (pattern.test(resource)) return notResources === undefined;
    return notResources !== undefined;
  }

  #look(): void {
    const { resources = [], notResources = [] } = this.statement;
    this.#open = resources.some(isOpen) || notResources.some(isOpen);
    this.#personal = this.#open || isPersonal(this.statement);
    this.#placed = this.#open || isPlaced(this.statement);
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

const patterns = new Interned<Pattern>();

/** One object for resources that are written alike. */
const patternOf = (written: string): Pattern => patterns.of(written, () => new Pattern(wild(written)));

const isOpen = (text: string): boolean => text.includes('${') || hasHole(text);

/** Keys of which the caller alone decides (IAM user guide, "AWS global condition context keys"); its type is known of everyone who is compared. */
const isOfCaller = (key: string): boolean => /^aws:(?:principalarn|principaltag\/.*|userid|username)$/isu.test(key);

/** Keys that follow from the accounts of caller and resource; whether they are in one organisation, and which, is known of everyone who is compared. */
const isOfAccounts = (key: string): boolean =>
  /^aws:(?:principalaccount|resourceaccount|principalorgpaths|resourceorgpaths)$/iu.test(key);

const isPersonal = ({ principals, notPrincipals, conditions }: AwsStatement): boolean =>
  notPrincipals !== undefined ||
  (principals !== undefined && namesSome(principals)) ||
  conditions.some((one) => hangs(one, isOfCaller));

const isPlaced = ({ principals, notPrincipals, conditions }: AwsStatement): boolean =>
  notPrincipals !== undefined ||
  (principals !== undefined && (principals.canonical.length > 0 || principals.aws.some((one) => one !== '*'))) ||
  conditions.some((one) => hangs(one, isOfAccounts));

const hangs = ({ key, values }: AwsCondition, on: (key: string) => boolean): boolean =>
  on(key) || hasHole(key) || values.some((one) => one.includes('${'));

/** Names a role, a user or a session, or somebody of whom it is not known who that is. */
const namesSome = ({ aws, canonical }: AwsPrincipals): boolean =>
  canonical.length > 0 || aws.some((one) => hasHole(one) || !/^(?:\*|\d{12}|arn:[^:]*:iam::\d{12}:root)$/u.test(one));

function shapeOf({ version }: AwsPolicy, statement: AwsStatement): number {
  const { sid, effect, principals, notPrincipals, actions, notActions, conditions, uncertain } = statement;
  const said = conditions.map(({ operator, key, values }) => [operator, key, values]);
  return numbered(
    JSON.stringify([
      version, effect, principals, notPrincipals, actions, notActions, said, uncertain, uncertain === undefined ? undefined : sid,
    ]),
  ); // prettier-ignore
}
