import type { Piece } from '../../../cloud/stack/drafts.ts';
import { AwsStack } from '../../../cloud/stack/stack.ts';
import type { Written } from '../../../cloud/tell/written.ts';
import { Entry } from '../../../documents/entry.ts';
import { isData, plain } from '../../../documents/plain.ts';
import { diagnostic } from '../../../model/diagnostic.ts';
import type { Environment } from '../../../model/kinds.ts';
import { Evaluator } from '../evaluate/evaluator.ts';
import type { Physical } from '../evaluate/names.ts';
import { tellAccessEntry, tellAssociation } from './eks.ts';
import { IAM } from './iam.ts';
import type { ScanContext } from '../../port.ts';
import type { Part } from './part.ts';
import { POLICIES, tellPermission, tellPolicy } from './resource-policies.ts';
import { tellOwnRole } from './sam.ts';
import { kindOf, tellThing } from './things.ts';

export interface Template {
  readonly root: Entry;
  readonly file: string;
  readonly environment: Environment;
  readonly realm: string;
  readonly physical: Physical;
  /** Credentials of the file. */
  readonly written: Written;
}

const OTHER: Readonly<Record<string, (part: Part) => void>> = {
  'AWS::Lambda::Permission': tellPermission,
  'AWS::EKS::PodIdentityAssociation': tellAssociation,
  'AWS::EKS::AccessEntry': tellAccessEntry,
};

/** Tells what a template declares; returns how many things. */
export function tellTemplate({ estate, digest }: Pick<ScanContext, 'estate' | 'digest'>, template: Template): number {
  const evaluator = new Evaluator(template.root, template.physical);
  const stack = new AwsStack(estate, digest, template.written);
  for (const [logical, entry] of template.root.entries('Resources')) {
    const type = entry.text('Type');
    const part = type === undefined ? undefined : partOf(template, evaluator, stack, logical, type, entry);
    if (part) tell(part);
  }
  const told = stack.finish();
  if (evaluator.exhausted)
    estate.diagnostic(
      diagnostic('not-resolved', 'the functions of the template make more than is read: the rest is not known', template.file, 1), // prettier-ignore
    );
  return told;
}

function tell(part: Part): void {
  const { type } = part;
  const [tellIdentity, policy, other] = [own(IAM, type), own(POLICIES, type), own(OTHER, type)];
  if (tellIdentity) tellIdentity(part);
  else if (policy) tellPolicy(part, policy);
  else if (other) other(part);
  else {
    const kind = kindOf(type);
    const draft = kind === undefined ? undefined : tellThing(part, kind);
    if (draft) tellOwnRole(part, draft);
  }
}

const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

const known = (type: string): boolean =>
  [IAM, POLICIES, OTHER].some((table) => Object.hasOwn(table, type)) || kindOf(type) !== undefined;

/** A resource under a condition that does not hold, or is not known, may be there in another deployment. */
function partOf(
  template: Template,
  evaluator: Evaluator,
  stack: AwsStack,
  logical: string,
  type: string,
  entry: Entry,
): Part | undefined {
  if (!known(type)) return undefined;
  const condition = entry.text('Condition');
  const truth = condition === undefined ? 'true' : evaluator.condition(condition);
  const uncertain = truth === 'true' ? undefined : `the condition ${condition ?? ''} holds`;
  const piece: Piece = {
    ...evaluator.names.place,
    environment: template.environment,
    evidence: entry.evidence,
    ...(uncertain === undefined ? {} : { uncertain }),
  };
  const given = evaluator.value(entry.get('Properties'));
  const props = given && isData(given.value) ? given : nothing(entry);
  return { logical, type, props, piece, stack, evaluator, file: template.file, realm: template.realm };
}

const nothing = (entry: Entry): Entry =>
  new Entry(plain(), [], {
    at: () => entry.evidence,
    span: () => undefined,
    block: () => undefined,
    indent: () => undefined,
  });
