import { hole } from '../../../model/hole.ts';
import { admitServices, policyOf } from '../../../cloud/stack/policies.ts';
import { arnOf, partitionOf } from '../../../cloud/stack/arns.ts';
import type { IdentityDraft, ResourceDraft } from '../../../cloud/stack/drafts.ts';
import type { Entry } from '../../../documents/entry.ts';
import { attach } from './iam.ts';
import { notResolved, policyAt, tagsAt, type Part } from './part.ts';

const SERVICE: Readonly<Record<string, string>> = {
  'AWS::Serverless::Function': 'lambda.amazonaws.com',
  'AWS::Serverless::StateMachine': 'states.amazonaws.com',
};
/** What SAM attaches to the role that it makes for a function (SAM developer guide, AWS::Serverless::Function, Policies). */
const BASIC = 'service-role/AWSLambdaBasicExecutionRole';

/**
 * The role that SAM makes for a function or state machine that names none: `<logical id>Role`, with what Policies lists: names and ARNs of
 * managed policies, documents, statements, policy templates.
 */
export function tellOwnRole(part: Part, draft: ResourceDraft): void {
  const service = SERVICE[part.type];
  if (service === undefined || part.props.has('Role')) return;
  const { stack, piece, props, evaluator } = part;
  const role = stack.identity('role', evaluator.names.generated(`${part.logical}Role`), piece);
  role.tags = tagsAt(props.get('Tags'));
  role.trust = policyOf('trust', [admitServices([service], piece.evidence)], piece.evidence);
  const boundary = props.text('PermissionsBoundary');
  if (boundary !== undefined) role.boundary = boundary;
  if (part.type === 'AWS::Serverless::Function') role.attached.set(managed(part, BASIC), piece.evidence);
  for (const one of props.itemsOrOne('Policies')) tellPolicyOf(part, role, one);
  draft.role = role.arn;
}

function tellPolicyOf(part: Part, role: IdentityDraft, at: Entry): void {
  const name = at.text();
  if (name !== undefined) {
    if (name.startsWith('arn:') || name.includes(hole('').slice(0, 1))) attach(part, role, at);
    else role.attached.set(managed(part, name), at.evidence);
    return;
  }
  if (at.has('Statement')) {
    const policy = policyAt(part, at, 'inline');
    if (policy) role.inline.push(policy);
    return;
  }
  for (const [template, parameters] of at.entries()) {
    const reason = `the policy template ${template} of SAM is not read`;
    role.unresolved.add(reason);
    notResolved(part, reason, parameters.evidence.line);
  }
}

/** A managed policy of AWS by its name alone. */
const managed = ({ piece }: Part, name: string): string =>
  arnOf('iam/policy', name, { account: 'aws' }) ?? `arn:${partitionOf(piece.region)}:iam::aws:policy/${name}`;
