import { functionPermission } from '../../../cloud/stack/function-permission.ts';
import { policyOf, unsure } from '../../../cloud/stack/policies.ts';
import type { Entry } from '../../../documents/entry.ts';
import type { AwsPolicy } from '../../../model/aws-policy.ts';
import { printHoles } from '../../../model/hole.ts';
import { notResolved, policyAt, type Part } from './part.ts';

interface Row {
  readonly service: string;
  readonly type: string;
  /** The property that says whose policy it is. */
  readonly of: string;
  readonly document: string;
  readonly name: string;
}

const row = (service: string, type: string, of: string, document: string, name: string): Row => ({
  service,
  type,
  of,
  document,
  name,
});

/** Policies of resources that stand in a resource of their own (CloudFormation template reference). */
export const POLICIES: Readonly<Record<string, Row>> = {
  'AWS::S3::BucketPolicy': row('s3', 'bucket', 'Bucket', 'PolicyDocument', 'bucket policy'),
  'AWS::SQS::QueuePolicy': row('sqs', 'queue', 'Queues', 'PolicyDocument', 'queue policy'),
  'AWS::SQS::QueueInlinePolicy': row('sqs', 'queue', 'Queue', 'PolicyDocument', 'queue policy'),
  'AWS::SNS::TopicPolicy': row('sns', 'topic', 'Topics', 'PolicyDocument', 'topic policy'),
  'AWS::SNS::TopicInlinePolicy': row('sns', 'topic', 'TopicArn', 'PolicyDocument', 'topic policy'),
  'AWS::SecretsManager::ResourcePolicy': row('secretsmanager', 'secret', 'SecretId', 'ResourcePolicy', 'secret policy'),
};

export function tellPolicy(part: Part, { service, type, of, document, name }: Row): void {
  const policy = policyAt(part, part.props.get(document), name);
  if (policy) for (const at of part.props.itemsOrOne(of)) give(part, service, type, at, policy);
}

/** AWS::Lambda::Permission and AWS::Lambda::LayerVersionPermission's sibling: one statement of a function's policy. */
export function tellPermission(part: Part): void {
  const { props, piece } = part;
  const at = props.get('FunctionName');
  const [action, principal] = [props.text('Action'), props.text('Principal')];
  if (!at || action === undefined || principal === undefined) return;
  part.stack.later(() => {
    const draft = part.stack.resourceAt('lambda', 'function', at.text() ?? '', piece);
    if (!draft) {
      notResolved(part, `of which function it is is not known: ${printHoles(at.text() ?? '')}`, at.evidence.line);
      return;
    }
    const optional = (key: string): string | undefined => props.text(key);
    const given = {
      sourceArn: optional('SourceArn'),
      sourceAccount: optional('SourceAccount'),
      organisation: optional('PrincipalOrgID'),
      urlAuth: optional('FunctionUrlAuthType'),
      eventSourceToken: optional('EventSourceToken'),
    };
    const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const statement = functionPermission({ function: draft.arn, action, principal, ...known }, piece.evidence);
    draft.policies.push(unsure(policyOf('function policy', [statement], piece.evidence), piece.uncertain));
  });
}

function give(part: Part, service: string, type: string, at: Entry, policy: AwsPolicy): void {
  part.stack.later(() => {
    const draft = part.stack.resourceAt(service, type, at.text() ?? '', part.piece);
    if (draft) draft.policies.push(policy);
    else notResolved(part, `whose policy it is is not known: ${printHoles(at.text() ?? '')}`, at.evidence.line);
  });
}
