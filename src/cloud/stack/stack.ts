import type { SecretDigest } from '../../bytes/digest.ts';
import { awsResourceId } from '../tell/aws.ts';
import { tellVariables } from '../tell/variables.ts';
import type { Written } from '../tell/written.ts';
import { hasHole, aroundHoles } from '../../model/hole.ts';
import type { EstateBuilder } from '../../model/builder.ts';
import type { NodeId } from '../../model/id.ts';
import { accountIn, arnOf } from './arns.ts';
import type { IdentityDraft, Piece, ResourceDraft } from './drafts.ts';
import { tellIdentity } from './tell-identity.ts';
import { tellResource } from './tell-resource.ts';

/** Nothing of it is known: a hole with no text around. */
export const isUnknown = (text: string): boolean => hasHole(text) && aroundHoles(text).every((part) => part === '');

/**
 * What one stack (a deployment of Terraform, a CloudFormation template) declares in AWS. Its policies, attachments and permissions stand
 * in pieces of their own that name what they belong to; here they are put together, then told.
 */
export class AwsStack {
  readonly estate: EstateBuilder;
  readonly digest: SecretDigest;
  /** Credentials of the files that it is made of. */
  readonly written: Written;
  readonly #identities = new Map<string, IdentityDraft>();
  readonly #resources = new Map<string, ResourceDraft>();
  /** `service/type` and a name -> ARN. */
  readonly #names = new Map<string, string>();
  readonly #later: (() => void)[] = [];
  #told = 0;

  constructor(estate: EstateBuilder, digest: SecretDigest, written: Written) {
    this.estate = estate;
    this.digest = digest;
    this.written = written;
  }

  /** Runs when everything is declared. */
  later(join: () => void): void {
    this.#later.push(join);
  }

  /** Something told without the stack's help. */
  count(): void {
    this.#told++;
  }

  /** `known`: its ARN, where that does not follow from its name. */
  identity(type: IdentityDraft['type'], name: string, piece: Piece, path = '/', known?: string): IdentityDraft {
    const arn = known ?? arnOf(`iam/${type}`, name, piece, path) ?? name;
    this.alias(`iam/${type}`, [`${piece.account} ${name}`, arn], arn);
    return this.#identity(type, name, arn, piece);
  }

  /** The role, user or group that a name or ARN means; undefined when nothing of the name is known. One of another stack is begun here. */
  identityAt(type: IdentityDraft['type'], reference: string, piece: Piece): IdentityDraft | undefined {
    const known = this.arnAt(`iam/${type}`, reference, piece);
    if (known === undefined && isUnknown(reference)) return undefined;
    const arn = known ?? (reference.startsWith('arn:') ? reference : arnOf(`iam/${type}`, reference, piece));
    return arn === undefined ? undefined : this.#identity(type, arn.split('/').at(-1) ?? arn, arn, piece);
  }

  #identity(type: IdentityDraft['type'], name: string, arn: string, piece: Piece): IdentityDraft {
    const key = `${type} ${arn}`;
    const known = this.#identities.get(key);
    const draft: IdentityDraft = known ?? {
      type,
      account: accountIn(arn) ?? piece.account,
      arn,
      name,
      environment: piece.environment,
      evidence: [],
      inline: [],
      attached: new Map(),
      groups: new Map(),
      instanceProfiles: new Set(),
      unresolved: new Set(),
      tags: {},
      uncertain: false,
    };
    draft.evidence.push(piece.evidence);
    if (piece.uncertain !== undefined) draft.uncertain = true;
    this.#identities.set(key, draft);
    return draft;
  }

  resource(service: string, type: string, name: string, piece: Piece, known?: string): ResourceDraft {
    const arn = known ?? arnOf(`${service}/${type}`, name, piece) ?? name;
    this.alias(`${service}/${type}`, [`${piece.account} ${name}`, arn], arn);
    return this.#resource(service, type, arn, piece);
  }

  /** As `identityAt`, for what has a policy or a role. */
  resourceAt(service: string, type: string, reference: string, piece: Piece): ResourceDraft | undefined {
    const known = this.arnAt(`${service}/${type}`, reference, piece);
    if (known === undefined && isUnknown(reference)) return undefined;
    const arn = known ?? (reference.startsWith('arn:') ? reference : arnOf(`${service}/${type}`, reference, piece));
    return arn === undefined ? undefined : this.#resource(service, type, arn, piece);
  }

  #resource(service: string, type: string, arn: string, piece: Piece): ResourceDraft {
    const known = this.#resources.get(`${service}/${type} ${arn}`);
    const draft: ResourceDraft = known ?? {
      service,
      type,
      account: accountIn(arn) ?? piece.account,
      arn,
      environment: piece.environment,
      evidence: [],
      policies: [],
      tags: {},
      variables: [],
      uncertain: false,
    };
    draft.evidence.push(piece.evidence);
    if (piece.uncertain !== undefined) draft.uncertain = true;
    this.#resources.set(`${service}/${type} ${arn}`, draft);
    return draft;
  }

  idOf({ service, type, account, arn }: ResourceDraft): NodeId {
    return awsResourceId(service, type, account, arn);
  }

  /** More names that an ARN goes by: a queue's URL, a key's alias. */
  alias(kind: string, names: readonly string[], arn: string): void {
    for (const name of names) if (!this.#names.has(`${kind} ${name}`)) this.#names.set(`${kind} ${name}`, arn);
  }

  arnAt(kind: string, reference: string, piece: Piece): string | undefined {
    return this.#names.get(`${kind} ${piece.account} ${reference}`) ?? this.#names.get(`${kind} ${reference}`);
  }

  /** ARN of a role by name or ARN; what nothing is known of is undefined. */
  roleArn(reference: string, piece: Piece): string | undefined {
    const known = this.arnAt('iam/role', reference, piece);
    if (known !== undefined || reference.startsWith('arn:')) return known ?? reference;
    return isUnknown(reference) ? undefined : arnOf('iam/role', reference, piece);
  }

  /** The instance profile hands out this role. */
  profile(name: string, role: string | undefined, piece: Piece, path?: string, known?: string): void {
    const arn = known ?? arnOf('iam/instance-profile', name, piece, path) ?? name;
    this.alias('iam/instance-profile', [`${piece.account} ${name}`, arn], arn);
    if (role === undefined) return;
    this.later(() => this.identityAt('role', role, piece)?.instanceProfiles.add(arn));
  }

  profileArn(reference: string, piece: Piece): string | undefined {
    const known = this.arnAt('iam/instance-profile', reference, piece);
    if (known !== undefined || reference.startsWith('arn:')) return known ?? reference;
    return isUnknown(reference) ? undefined : arnOf('iam/instance-profile', reference, piece);
  }

  /** Joins the pieces and tells everything; how many things it told. */
  finish(): number {
    // A piece may bring another one along.
    for (let at = 0; at < this.#later.length; at++) this.#later[at]?.();
    for (const [, draft] of inOrder(this.#identities)) tellIdentity(this.estate, draft);
    for (const [, draft] of inOrder(this.#resources)) {
      tellResource(this.estate, draft);
      tellVariables(this.estate, this.digest, this.idOf(draft), draft.variables, this.written);
    }
    return this.#told + this.#identities.size + this.#resources.size;
  }
}

const inOrder = <T>(map: ReadonlyMap<string, T>): readonly (readonly [string, T])[] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : 1));
