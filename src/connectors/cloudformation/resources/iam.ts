import { tellAccessKey } from '../../../cloud/stack/access-key.ts';
import { accountIn } from '../../../cloud/stack/arns.ts';
import type { IdentityDraft } from '../../../cloud/stack/drafts.ts';
import { issuerOf } from '../../../cloud/stack/policies.ts';
import { tellAwsManagedPolicy, tellAwsOidcProvider } from '../../../cloud/tell/aws.ts';
import type { Entry } from '../../../documents/entry.ts';
import { printHoles } from '../../../model/hole.ts';
import { notResolved, policyAt, tagsAt, type Part } from './part.ts';

type Tell = (part: Part) => void;

/** AWS::IAM::* (CloudFormation template reference). */
export const IAM: Readonly<Record<string, Tell>> = {
  'AWS::IAM::Role': (part) => {
    const draft = identity(part, 'role');
    const trust = policyAt(part, part.props.get('AssumeRolePolicyDocument'), 'trust');
    if (trust) draft.trust = trust;
  },
  'AWS::IAM::User': (part) => {
    const draft = identity(part, 'user');
    for (const group of part.props.itemsOrOne('Groups')) draft.groups.set(group.text() ?? '', group.evidence);
  },
  'AWS::IAM::Group': (part) => {
    identity(part, 'group');
  },
  'AWS::IAM::ManagedPolicy': (part) => {
    const { evaluator, logical, props, piece, stack } = part;
    const arn = evaluator.names.arn(logical);
    const policy = policyAt(part, props.get('PolicyDocument'), evaluator.names.name(logical));
    if (policy) {
      const confidence = piece.uncertain === undefined ? 'configured' : 'possible';
      const account = accountIn(arn) ?? piece.account;
      tellAwsManagedPolicy(stack.estate, { account, arn, policy, environment: piece.environment, evidence: [piece.evidence], confidence }); // prettier-ignore
      stack.count();
    }
    toEach(part, (draft, at) => draft.attached.set(arn, at));
  },
  'AWS::IAM::Policy': (part) => {
    const policy = policyAt(part, part.props.get('PolicyDocument'), part.props.text('PolicyName') ?? part.logical);
    if (policy) toEach(part, (draft) => draft.inline.push(policy));
  },
  'AWS::IAM::RolePolicy': (part) => {
    inlineOf(part, 'role', 'RoleName');
  },
  'AWS::IAM::UserPolicy': (part) => {
    inlineOf(part, 'user', 'UserName');
  },
  'AWS::IAM::GroupPolicy': (part) => {
    inlineOf(part, 'group', 'GroupName');
  },
  'AWS::IAM::InstanceProfile': (part) => {
    const { evaluator, logical, props, piece, stack } = part;
    stack.profile(evaluator.names.name(logical), props.texts('Roles')[0], piece, props.text('Path'));
  },
  'AWS::IAM::AccessKey': (part) => {
    const user = part.props.get('UserName');
    part.stack.later(() => {
      if (!tellAccessKey(part.stack, user?.text() ?? '', part.logical, part.piece))
        notResolved(part, 'whose access key it is is not known', (user ?? part.props).evidence.line);
    });
  },
  'AWS::IAM::UserToGroupAddition': (part) => {
    const group = part.props.get('GroupName');
    for (const user of part.props.itemsOrOne('Users'))
      join(part, 'user', user, (draft) => {
        draft.groups.set(group?.text() ?? '', (group ?? user).evidence);
      });
  },
  'AWS::IAM::OIDCProvider': (part) => {
    const { props, piece, stack, evaluator, logical } = part;
    const url = props
      .text('Url')
      ?.replace(/^https:\/\//u, '')
      .replace(/\/+$/u, '');
    const arn = evaluator.names.arn(logical);
    const issuer = url ?? issuerOf(arn);
    tellAwsOidcProvider(stack.estate, {
      account: piece.account,
      arn,
      issuer,
      audiences: props.texts('ClientIdList'),
      environment: piece.environment,
      evidence: [piece.evidence],
      confidence: piece.uncertain === undefined ? 'configured' : 'possible',
    });
    stack.count();
  },
};

/** What roles, users and groups have alike. */
function identity(part: Part, type: IdentityDraft['type']): IdentityDraft {
  const { stack, evaluator, logical, props, piece } = part;
  const draft = stack.identity(type, evaluator.names.name(logical), piece, props.text('Path'));
  draft.tags = tagsAt(props.get('Tags'));
  const boundary = props.text('PermissionsBoundary');
  if (boundary !== undefined) draft.boundary = boundary;
  for (const one of props.items('Policies')) {
    const policy = policyAt(part, one.get('PolicyDocument'), one.text('PolicyName') ?? 'inline');
    if (policy) draft.inline.push(policy);
  }
  for (const one of props.itemsOrOne('ManagedPolicyArns')) attach(part, draft, one);
  return draft;
}

export function attach(part: Part, draft: IdentityDraft, at: Entry): void {
  const arn = at.text();
  if (arn?.startsWith('arn:')) draft.attached.set(arn, at.evidence);
  else if (arn !== undefined) {
    draft.unresolved.add(`the policy ${printHoles(arn)} is not known`);
    notResolved(part, `a policy is attached that is not known: ${printHoles(arn)}`, at.evidence.line);
  }
  if (part.evaluator.uncertain.has(at.evidence.line)) draft.uncertain = true;
}

const LISTS = [
  ['role', 'Roles'],
  ['user', 'Users'],
  ['group', 'Groups'],
] as const;

function toEach(part: Part, give: (draft: IdentityDraft, at: Entry['evidence']) => void): void {
  for (const [type, list] of LISTS)
    for (const one of part.props.itemsOrOne(list))
      join(part, type, one, (draft) => {
        give(draft, one.evidence);
      });
}

function inlineOf(part: Part, type: IdentityDraft['type'], key: string): void {
  const policy = policyAt(part, part.props.get('PolicyDocument'), part.props.text('PolicyName') ?? part.logical);
  const at = part.props.get(key);
  if (policy && at) join(part, type, at, (draft) => draft.inline.push(policy));
}

function join(part: Part, type: IdentityDraft['type'], at: Entry, give: (draft: IdentityDraft) => void): void {
  part.stack.later(() => {
    const draft = part.stack.identityAt(type, at.text() ?? '', { ...part.piece, evidence: at.evidence });
    if (draft) give(draft);
    else
      notResolved(part, `to which ${type} it belongs is not known: ${printHoles(at.text() ?? '')}`, at.evidence.line);
  });
}
