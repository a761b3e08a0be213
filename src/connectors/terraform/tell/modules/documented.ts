import { allow, policyOf, type Given } from '../../../../cloud/stack/policies.ts';
import type { IdentityDraft } from '../../../../cloud/stack/drafts.ts';
import type { Evidence } from '../../../../model/evidence.ts';
import type { View } from '../view.ts';

/** Actions on resources: a list, or the input that lists them with what it is when not given. */
type Row = readonly [
  actions: string,
  on: string | { readonly input: string; readonly otherwise: string },
  conditions?: Given['conditions'],
];

interface Own {
  /** Managed policies of AWS with the same purpose, which the driver's own documentation attaches instead. */
  readonly attached?: readonly string[];
  readonly rows?: readonly Row[];
}

const ALL = '*';
const input = (name: string, otherwise = ALL): Exclude<Row[1], string> => ({ input: name, otherwise });
const CLUSTER = ['StringLike', 'aws:RequestTag/efs.csi.aws.com/cluster', ['true']] as const;

/**
 * Policies that the widely used modules write for known add-ons, in short: by the word in `attach_<word>_policy` of iam-role-for-service-accounts-eks
 * and eks-pod-identity, after their documentation and that of the add-ons. Reads of lists and descriptions are left out.
 */
const OWN: Readonly<Record<string, Own>> = {
  ebs_csi: { attached: ['service-role/AmazonEBSCSIDriverPolicy'] },
  efs_csi: { attached: ['service-role/AmazonEFSCSIDriverPolicy'] },
  vpc_cni: { attached: ['AmazonEKS_CNI_Policy'] },
  cloudwatch_observability: { attached: ['CloudWatchAgentServerPolicy', 'AWSXrayWriteOnlyAccess'] },
  fsx_lustre_csi: { attached: ['AmazonFSxFullAccess'] },
  mountpoint_s3_csi: {
    rows: [
      ['s3:ListBucket', input('mountpoint_s3_csi_bucket_arns')],
      ['s3:GetObject s3:PutObject s3:AbortMultipartUpload s3:DeleteObject', input('mountpoint_s3_csi_path_arns')],
    ],
  },
  external_secrets: {
    rows: [
      ['ssm:GetParameter ssm:GetParameters', input('external_secrets_ssm_parameter_arns', 'arn:aws:ssm:*:*:parameter/*')],
      ['secretsmanager:GetSecretValue secretsmanager:DescribeSecret', input('external_secrets_secrets_manager_arns', 'arn:aws:secretsmanager:*:*:secret:*')],
      ['kms:Decrypt', input('external_secrets_kms_key_arns', 'arn:aws:kms:*:*:key/*')],
    ],
  },
  external_dns: { rows: [['route53:ChangeResourceRecordSets', input('external_dns_hosted_zone_arns', 'arn:aws:route53:::hostedzone/*')]] },
  cert_manager: { rows: [['route53:ChangeResourceRecordSets route53:ListResourceRecordSets', input('cert_manager_hosted_zone_arns', 'arn:aws:route53:::hostedzone/*')]] },
  cluster_autoscaler: { rows: [['autoscaling:SetDesiredCapacity autoscaling:TerminateInstanceInAutoScalingGroup autoscaling:UpdateAutoScalingGroup', ALL]] },
  load_balancer_controller: {
    rows: [
      ['elasticloadbalancing:* ec2:CreateSecurityGroup ec2:AuthorizeSecurityGroupIngress ec2:RevokeSecurityGroupIngress ec2:DeleteSecurityGroup ec2:CreateTags', ALL],
      ['iam:CreateServiceLinkedRole', ALL, [['StringEquals', 'iam:AWSServiceName', ['elasticloadbalancing.amazonaws.com']]]],
    ],
  },
  karpenter_controller: {
    rows: [
      ['ec2:RunInstances ec2:CreateFleet ec2:CreateLaunchTemplate ec2:CreateTags ec2:TerminateInstances ec2:DeleteLaunchTemplate', ALL],
      ['iam:PassRole', input('karpenter_controller_node_iam_role_arns'), [['StringEquals', 'iam:PassedToService', ['ec2.amazonaws.com']]]],
    ],
  },
  amazon_managed_service_prometheus: { rows: [['aps:RemoteWrite aps:QueryMetrics aps:GetSeries aps:GetLabels aps:GetMetricMetadata', input('amazon_managed_service_prometheus_workspace_arns')]] },
  node_termination_handler: { rows: [['sqs:DeleteMessage sqs:ReceiveMessage', input('node_termination_handler_sqs_queue_arns')], ['autoscaling:CompleteLifecycleAction', ALL]] },
  velero: {
    rows: [
      ['s3:GetObject s3:DeleteObject s3:PutObject s3:AbortMultipartUpload s3:ListMultipartUploadParts', input('velero_s3_bucket_path_arns')],
      ['s3:ListBucket', input('velero_s3_bucket_arns')],
      ['ec2:CreateTags ec2:CreateVolume ec2:CreateSnapshot ec2:DeleteSnapshot', ALL],
    ],
  },
  efs_own: { rows: [['elasticfilesystem:CreateAccessPoint', ALL, [CLUSTER]], ['elasticfilesystem:ClientRootAccess elasticfilesystem:ClientWrite elasticfilesystem:ClientMount', ALL]] },
  fluentbit: { rows: [['logs:CreateLogGroup logs:CreateLogStream logs:PutLogEvents', ALL]] },
  fsx_own: {
    rows: [
      ['iam:CreateServiceLinkedRole iam:AttachRolePolicy iam:PutRolePolicy', 'arn:aws:iam::*:role/aws-service-role/s3.data-source.lustre.fsx.amazonaws.com/*'],
      ['s3:ListBucket fsx:CreateFileSystem fsx:DeleteFileSystem fsx:TagResource', ALL],
    ],
  },
  private_ca: { rows: [['acm-pca:GetCertificate acm-pca:IssueCertificate', ALL]] },
  gateway_controller: { rows: [['vpc-lattice:* ec2:CreateTags', ALL]] },
}; // prettier-ignore

/** Gives the role the policy that its module writes. It is told after the module's documentation: what it allows is possible. */
export function giveOwn(draft: IdentityDraft, word: string, inputs: View, evidence: Evidence): boolean {
  const own = Object.hasOwn(OWN, word) ? OWN[word] : undefined;
  if (own === undefined) return false;
  for (const name of own.attached ?? []) draft.attached.set(`arn:aws:iam::aws:policy/${name}`, evidence);
  const statements = (own.rows ?? []).map(([actions, on, conditions]) => {
    const given = typeof on === 'string' ? [] : inputs.texts(on.input);
    const resources = given.length > 0 ? given : [typeof on === 'string' ? on : on.otherwise];
    const uncertain = 'the module writes this policy itself; it is told in short, after its documentation';
    return allow(
      { actions: actions.split(' '), resources, uncertain, ...(conditions ? { conditions } : {}) },
      evidence,
    );
  });
  if (statements.length > 0) draft.inline.push(policyOf(`${word} policy of the module`, statements, evidence));
  return true;
}

/** Every `attach_<word>_policy` that is switched on. */
export function giveAttached(draft: IdentityDraft, inputs: View, unknown: (word: string, at: View) => void): void {
  for (const [name, at] of inputs.entries()) {
    const word = /^attach_([a-z0-9_]{1,60})_policy$/u.exec(name)?.[1]?.replace(/^aws_/u, '').replace(/^lb_controller$/u, 'load_balancer_controller'); // prettier-ignore
    if (word === undefined || word === 'custom' || at.flag() !== true) continue;
    if (!giveOwn(draft, ALIKE[word] ?? word, inputs, at.evidence)) unknown(word, at);
  }
}

const ALIKE: Readonly<Record<string, string>> = {
  load_balancer_controller_targetgroup_binding_only: 'load_balancer_controller',
  privateca_issuer: 'private_ca',
  fsx_lustre_csi: 'fsx_own',
};
