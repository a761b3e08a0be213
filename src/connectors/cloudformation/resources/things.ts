import type { ResourceDraft } from '../../../cloud/stack/drafts.ts';
import { namedValues } from '../../../cloud/tell/variables.ts';
import { hole, printHoles } from '../../../model/hole.ts';
import { clusterKey } from '../../../model/keys.ts';
import { codeOf } from '../../../products/container-code.ts';
import { KINDS, type Kind } from './kinds.ts';
import { notResolved, policyAt, tagsAt, type Part } from './part.ts';

/** Anything with an ARN: what it runs as, what encrypts it, its own policy. */
export function tellThing(part: Part, kind: Kind): ResourceDraft | undefined {
  const [service, type] = kind.kind?.split('/') ?? [];
  if (service === undefined || type === undefined || service === 'iam') return undefined;
  const { stack, evaluator, logical, props, piece } = part;
  const name = evaluator.names.name(logical);
  const draft = stack.resource(service, type, name, piece, evaluator.names.arn(logical));
  draft.tags = kind.tags === undefined ? {} : tagsAt(props.get(...kind.tags));
  const key = kind.kmsKey === undefined ? undefined : props.text(...kind.kmsKey);
  if (key !== undefined) draft.kmsKey = key;
  const policy = kind.policy === undefined ? undefined : policyAt(part, props.get(...kind.policy), `${type} policy`);
  if (policy) draft.policies.push(policy);
  if (kind.role !== undefined) runsAs(part, draft, kind.role);
  MORE[part.type]?.(part, draft);
  return draft;
}

function runsAs(part: Part, draft: ResourceDraft, path: readonly (string | number)[]): void {
  const at = part.props.get(...path);
  const text = at?.text();
  if (at === undefined || text === undefined) return;
  part.stack.later(() => {
    const arn = part.stack.roleArn(text, part.piece);
    if (arn !== undefined) draft.role = arn;
    else notResolved(part, `which role it runs with is not known: ${printHoles(text)}`, at.evidence.line);
  });
}

const MORE: Readonly<Record<string, (part: Part, draft: ResourceDraft) => void>> = {
  'AWS::S3::Bucket': ({ props }, draft) => {
    const block = props.get('PublicAccessBlockConfiguration');
    const all = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];
    // Written as text by many. A bucket without the block has it since April 2023 (S3 user guide), unless the template takes it away.
    if (block) draft.publicBlocked = all.every((key) => block.text(key)?.toLowerCase() === 'true');
  },
  'AWS::SQS::Queue': ({ stack, piece, evaluator, logical }, draft) => {
    const name = evaluator.names.name(logical);
    const url = `https://sqs.${piece.region ?? hole('region')}.amazonaws.com/${piece.account}/${name}`;
    stack.alias('sqs/queue', [url], draft.arn);
  },
  'AWS::EKS::Cluster': ({ stack, evaluator, logical }, draft) => {
    stack.later(() => {
      stack.estate.known(stack.idOf(draft), clusterKey(printHoles(evaluator.names.name(logical))));
    });
  },
  'AWS::ECS::TaskDefinition': ({ props }, draft) => {
    const containers = props.items('ContainerDefinitions').map((one) => ({
      image: printHoles(one.text('Image') ?? ''),
      args: [...one.texts('EntryPoint'), ...one.texts('Command')].map(printHoles),
      ports: one.items('PortMappings').flatMap((port) => port.text('ContainerPort') ?? []),
    }));
    if (containers.length > 0) draft.code = codeOf(containers);
    for (const one of props.items('ContainerDefinitions'))
      draft.variables.push(...namedValues(one.items('Environment'), 'Name', 'Value'));
  },
  'AWS::CodeBuild::Project': ({ props }, draft) => {
    draft.variables.push(...namedValues(props.items('Environment', 'EnvironmentVariables'), 'Name', 'Value'));
  },
  'AWS::Lambda::Function': ({ props }, draft) => {
    draft.variables.push(...props.entries('Environment', 'Variables'));
    const image = props.text('Code', 'ImageUri');
    if (image !== undefined)
      draft.code = codeOf([{ image: printHoles(image), args: props.texts('ImageConfig', 'Command'), ports: [] }]);
  },
  'AWS::EC2::Instance': (part, draft) => {
    profile(part, draft, ['IamInstanceProfile']);
    metadata(part, draft, ['MetadataOptions']);
  },
  'AWS::EC2::LaunchTemplate': (part, draft) => {
    profile(part, draft, ['LaunchTemplateData', 'IamInstanceProfile', 'Arn']);
    profile(part, draft, ['LaunchTemplateData', 'IamInstanceProfile', 'Name']);
    metadata(part, draft, ['LaunchTemplateData', 'MetadataOptions']);
  },
};

/** A machine runs with what its instance profile hands out. */
function profile(part: Part, draft: ResourceDraft, path: readonly string[]): void {
  const at = part.props.get(...path);
  const text = at?.text();
  if (at === undefined || text === undefined) return;
  part.stack.later(() => {
    const arn = part.stack.profileArn(text, part.piece);
    if (arn !== undefined) draft.role = arn;
    else notResolved(part, `which instance profile it has is not known: ${printHoles(text)}`, at.evidence.line);
  });
}

function metadata(part: Part, draft: ResourceDraft, path: readonly string[]): void {
  const at = part.props.get(...path);
  if (!at) return;
  const hops = Number(at.text('HttpPutResponseHopLimit') ?? Number.NaN);
  draft.metadata = {
    tokens: at.text('HttpTokens') === 'required' ? 'required' : 'optional',
    ...(Number.isInteger(hops) ? { hops } : {}),
    off: at.text('HttpEndpoint') === 'disabled',
  };
}

export const kindOf = (type: string): Kind | undefined => (Object.hasOwn(KINDS, type) ? KINDS[type] : undefined);
