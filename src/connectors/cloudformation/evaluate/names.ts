import { arnOf, partitionOf, type AwsPlace } from '../../../cloud/stack/arns.ts';
import type { Entry } from '../../../documents/entry.ts';
import { hole, withoutHoles } from '../../../model/hole.ts';
import { KINDS } from '../resources/kinds.ts';
import type { Evaluator } from './evaluator.ts';

/** Where the things of a template come to stand, and how those are called that the template does not name. */
export interface Physical extends AwsPlace {
  readonly generated: (logical: string) => string;
}

/** What parameters, pseudo parameters and resources are called once they are there. */
export class Names {
  readonly place: AwsPlace;
  readonly #evaluator: Evaluator;
  readonly #physical: Physical;
  readonly #known = new Map<string, string>();
  readonly #open = new Set<string>();

  constructor(evaluator: Evaluator, physical: Physical) {
    this.#evaluator = evaluator;
    this.#physical = physical;
    this.place = physical;
  }

  /** The value of a parameter that is a list. */
  list(name: string): readonly string[] | undefined {
    const type = this.#evaluator.root.text('Parameters', name, 'Type') ?? '';
    if (!/^(?:CommaDelimitedList|List<)/u.test(type)) return undefined;
    const given = this.#default(name);
    return given === undefined ? [hole(name)] : given.split(',').map((one) => withoutHoles(one.trim()));
  }

  ref(name: string): string {
    if (Object.hasOwn(PSEUDO, name)) return PSEUDO[name]?.(this.#physical) ?? hole(name);
    const { root } = this.#evaluator;
    if (root.get('Parameters', name)) return withoutHoles(this.#default(name) ?? '') || hole(name);
    const kind = this.#kind(name);
    if (kind === undefined) return hole(name);
    return kind.ref === 'arn' ? this.arn(name) : this.name(name);
  }

  attribute(name: string, attribute: string): string {
    const kind = this.#kind(name);
    if (kind?.kind !== undefined && (/^arn$/iu.test(attribute) || kind.arns?.includes(attribute)))
      return this.arn(name);
    if (kind?.names?.includes(attribute)) return this.name(name);
    const made = kind?.made?.[attribute];
    return made === undefined ? hole(`${name}.${attribute}`) : made(name);
  }

  /** A name that tells a resource from all others, for one that the template does not name. */
  generated(logical: string): string {
    return this.#physical.generated(logical);
  }

  /** The name that the template gives a resource, else a generated one. Circles of names end at the logical id. */
  name(logical: string): string {
    const known = this.#known.get(logical);
    if (known !== undefined) return known;
    if (this.#open.has(logical)) return this.#physical.generated(logical);
    this.#open.add(logical);
    const path = this.#kind(logical)?.name;
    const given = path === undefined ? undefined : this.#evaluator.text(this.#properties(logical)?.get(...path));
    const name = given ?? this.#physical.generated(logical);
    this.#open.delete(logical);
    this.#known.set(logical, name);
    return name;
  }

  arn(logical: string): string {
    const kind = this.#kind(logical);
    const path = kind?.kind?.startsWith('iam/') === true ? this.#evaluator.text(this.#properties(logical)?.get('Path')) : undefined; // prettier-ignore
    const arn =
      kind?.kind === undefined ? undefined : arnOf(kind.kind, this.#inArn(logical, kind.kind), this.place, path);
    return arn ?? hole(`${logical}.Arn`);
  }

  /** Secrets Manager adds a hyphen and six characters to the name. */
  #inArn(logical: string, kind: string): string {
    const name = this.name(logical);
    return kind === 'secretsmanager/secret' ? `${name}-${hole(`${logical} suffix`)}` : name;
  }

  #properties(logical: string): Entry | undefined {
    return this.#evaluator.root.get('Resources', logical, 'Properties');
  }

  #kind(logical: string): (typeof KINDS)[string] | undefined {
    const type = this.#evaluator.root.text('Resources', logical, 'Type') ?? '';
    return Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  }

  /** A default is what a deployment gets that says nothing else. One that is not shown, or is the name of a stored value, tells nothing. */
  #default(name: string): string | undefined {
    const parameter = this.#evaluator.root.get('Parameters', name);
    const secret = /^(?:true|1)$/iu.test(parameter?.text('NoEcho') ?? '');
    if (secret || parameter?.text('Type')?.startsWith('AWS::SSM::Parameter::Value')) return undefined;
    return parameter?.text('Default');
  }
}

/** Pseudo parameters (CloudFormation template reference). */
const PSEUDO: Readonly<Record<string, (place: AwsPlace) => string>> = {
  'AWS::AccountId': ({ account }) => account,
  'AWS::Partition': ({ region }) => partitionOf(region),
  'AWS::Region': ({ region }) => region ?? hole('region'),
  'AWS::StackName': () => hole('stack'),
  'AWS::StackId': () => hole('stack id'),
  'AWS::URLSuffix': () => 'amazonaws.com',
  'AWS::NotificationARNs': () => hole('notification ARNs'),
};
