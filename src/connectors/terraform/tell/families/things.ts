import type { ResourceDraft } from '../../../../cloud/stack/drafts.ts';
import { namedValues } from '../../../../cloud/tell/variables.ts';
import { printHoles } from '../../../../model/hole.ts';
import { clusterKey } from '../../../../model/keys.ts';
import { codeOf, type StartedContainer } from '../../../../products/container-code.ts';
import { arnOfBlock, attributeOf, nameOf } from '../attributes.ts';
import type { Block } from '../block.ts';
import { KINDS, type Kind } from '../kinds.ts';
import { View } from '../view.ts';

/** Anything with an ARN: what it runs as, what encrypts it, its own policy. */
export function tellThing(block: Block, kind: Kind): void {
  const [service = '', type = ''] = kind.kind.split('/');
  const draft = block.stack.resource(service, type, nameOf(block), block.piece, arnOfBlock(block));
  draft.tags = block.tags();
  const key = kind.kmsKey === undefined ? undefined : block.text(...kind.kmsKey);
  if (key !== undefined) draft.kmsKey = key;
  const policy = kind.policy === undefined ? undefined : block.policy(`${type} policy`, kind.policy);
  if (policy) draft.policies.push(policy);
  const role = kind.role === undefined ? undefined : block.at(...kind.role);
  if (role) runsAs(block, draft, role);
  MORE[block.resource.type]?.(block, draft);
}

export function runsAs(block: Block, draft: ResourceDraft, at: View): void {
  block.stack.later(() => {
    const arn = block.stack.roleArn(at.text() ?? '', block.piece);
    if (arn !== undefined) draft.role = arn;
    else block.note(`which role it runs with is not known: ${at.text() ?? ''}`, at.evidence.line, at.evidence.file);
  });
}

const MORE: Readonly<Record<string, (block: Block, draft: ResourceDraft) => void>> = {
  aws_sqs_queue: (block, draft) => {
    const url = attributeOf(block, 'url');
    if (url !== undefined) block.stack.alias('sqs/queue', [url], draft.arn);
  },
  aws_ecs_task_definition: (block, draft) => {
    const written =
      block.resource.document('container_definitions')?.items() ?? block.entry.items('container_definitions');
    const containers = written.map((one) => startedContainer(new View(one, block.fill)));
    if (containers.length > 0) draft.code = codeOf(containers);
    for (const one of written) draft.variables.push(...namedValues(one.items('environment'), 'name', 'value'));
  },
  aws_codebuild_project: ({ entry }, draft) => {
    draft.variables.push(...namedValues(entry.items('environment', 0, 'environment_variable'), 'name', 'value'));
  },
  aws_lambda_function: (block, draft) => {
    draft.variables.push(...block.entry.entries('environment', 0, 'variables'));
    const image = block.text('image_uri');
    if (image !== undefined)
      draft.code = codeOf([{ image, args: block.texts('image_config', 0, 'command'), ports: [] }]);
  },
  aws_eks_cluster: (block, draft) => {
    knownCluster(block, draft, nameOf(block));
  },
  aws_eks_node_group: (block, draft) => {
    const cluster = block.text('cluster_name');
    if (cluster !== undefined) draft.cluster = printHoles(cluster);
    nodeMetadata(block, draft);
  },
  aws_instance: (block, draft) => {
    profile(block, draft, block.at('iam_instance_profile'));
    metadata(block, draft);
  },
  aws_launch_template: (block, draft) => {
    profile(block, draft, block.at('iam_instance_profile', 0, 'arn') ?? block.at('iam_instance_profile', 0, 'name'));
    metadata(block, draft);
  },
};

/** One of a task (ECS API reference, ContainerDefinition). */
const startedContainer = (view: View): StartedContainer => ({
  image: printHoles(view.text('image') ?? ''),
  args: [...view.texts('entryPoint'), ...view.texts('command')].map(printHoles),
  ports: view.each('portMappings').flatMap((one) => one.text('containerPort') ?? []),
});

export function knownCluster(block: Block, draft: ResourceDraft, name: string): void {
  block.stack.later(() => {
    block.stack.estate.known(block.stack.idOf(draft), clusterKey(printHoles(name)));
  });
}

function profile(block: Block, draft: ResourceDraft, at: View | undefined): void {
  if (!at) return;
  block.stack.later(() => {
    const arn = block.stack.profileArn(at.text() ?? '', block.piece);
    if (arn !== undefined) draft.role = arn;
    else
      block.note(`which instance profile it has is not known: ${at.text() ?? ''}`, at.evidence.line, at.evidence.file);
  });
}

/** Machines of a node group do as its launch template says; without one EKS asks for tokens and allows two hops (EKS user guide, "Managed node groups"). */
function nodeMetadata(block: Block, draft: ResourceDraft): void {
  const template = block.at('launch_template', 0);
  if (!template) {
    draft.metadata = { tokens: 'required', hops: 2, off: false };
    return;
  }
  block.stack.later(() => {
    const named = template.text('id') ?? template.text('name') ?? '';
    const of = block.stack.resourceAt('ec2', 'launch-template', named, block.piece);
    if (of?.metadata) draft.metadata = of.metadata;
  });
}

function metadata(block: Block, draft: ResourceDraft): void {
  const at = block.at('metadata_options', 0);
  if (!at) return;
  const hops = Number(at.text('http_put_response_hop_limit') ?? Number.NaN);
  draft.metadata = {
    tokens: at.text('http_tokens') === 'required' ? 'required' : 'optional',
    ...(Number.isInteger(hops) ? { hops } : {}),
    off: at.text('http_endpoint') === 'disabled',
  };
}

export const kindOf = (type: string): Kind | undefined => (Object.hasOwn(KINDS, type) ? KINDS[type] : undefined);
