import type { Piece } from '../../../cloud/stack/drafts.ts';
import { unsure } from '../../../cloud/stack/policies.ts';
import type { AwsStack } from '../../../cloud/stack/stack.ts';
import type { Path } from '../../../documents/path.ts';
import { parsePolicy } from '../../../iam/parse/policy.ts';
import type { AwsPolicy } from '../../../model/aws-policy.ts';
import { diagnostic } from '../../../model/diagnostic.ts';
import { hasHole, hole, holesOf, printHoles } from '../../../model/hole.ts';
import type { Environment } from '../../../model/kinds.ts';
import type { TerraformResource } from '../resource.ts';
import { fillPolicy } from './fill-policy.ts';
import { View, type Fill } from './view.ts';

/** In the name of a hole slashes and colons would look like the parts of an ARN. */
export const withoutParts = (name: string): string => name.replace(/[/:]/gu, '.');

/** What all blocks of one deployment share. */
export interface Telling {
  readonly stack: AwsStack;
  readonly environment: Environment;
  /** The realm of the deployment's files: of Kubernetes things that it names. */
  readonly realm: string;
  /** Tells apart what different deployments leave unnamed. */
  readonly deployment: string;
}

/** One resource, data source or module call with its arguments. */
export class Block extends View {
  readonly resource: TerraformResource;
  readonly telling: Telling;

  constructor(resource: TerraformResource, telling: Telling, fill: Fill) {
    super(resource.entry, fill);
    this.resource = resource;
    this.telling = telling;
  }

  get stack(): AwsStack {
    return this.telling.stack;
  }

  get piece(): Piece {
    const { evidence, uncertain, mode } = this.resource;
    // A state knows the ARN, and with it whose the thing is.
    const arn = mode === 'managed' ? this.entry.text('arn') : undefined;
    const own = /^arn:[^:]{1,40}:[^:]{1,60}:([a-z0-9-]{0,40}):(\d{12}):/u.exec(arn ?? '');
    const account = own?.[2] ?? this.fill(this.resource.account);
    const region = own?.[1] !== undefined && own[1] !== '' ? own[1] : this.resource.region;
    return {
      account,
      ...(region === undefined ? {} : { region }),
      environment: this.telling.environment,
      evidence,
      ...(uncertain === undefined ? {} : { uncertain }),
    };
  }

  /** What Terraform or AWS will make up: another thing of another deployment. */
  made(what = ''): string {
    return hole(withoutParts(`${this.resource.address}${what} of ${this.telling.deployment}`));
  }

  /** The name that an argument gives, one that begins as another argument says, or one that is made up. */
  named(name: string | undefined, prefix: string | undefined, what = ''): string {
    const given = name === undefined ? undefined : this.text(name);
    if (given !== undefined) return given;
    const start = prefix === undefined ? undefined : this.text(prefix);
    return start === undefined ? this.made(what) : `${start}${this.made(what)}`;
  }

  /** The policy in a text (or object) at a path. What is not known of it is told. */
  policy(name: string, ...path: Path): AwsPolicy | undefined {
    const at = this.entry.get(...path);
    if (at === undefined || at.value === '' || at.value === null) return undefined;
    const document = this.resource.document(...path);
    const text = document === undefined && typeof at.value === 'string' && hasHole(at.value) ? at.value : undefined;
    const { policy, problems } = parsePolicy(document ?? at, name);
    this.stack.estate.diagnostic(...problems);
    if (text !== undefined) this.note(`${name} is not known: it holds ${holesOf(text).slice(0, 3).join(', ')}`, at.evidence.line, at.evidence.file); // prettier-ignore
    return unsure(fillPolicy(policy, this.fill), this.resource.uncertain);
  }

  note(message: string, line?: number, file?: string): void {
    const { evidence, address } = this.resource;
    const [where, at] = 'file' in evidence ? [evidence.file, evidence.line] : [evidence.object, undefined];
    const said = `${printHoles(address)}: ${printHoles(message)}`;
    this.stack.estate.diagnostic(diagnostic('not-resolved', said, file ?? where, line ?? at));
  }

  tags(): Readonly<Record<string, string>> {
    return { ...this.map('tags_all'), ...this.map('tags') };
  }
}
