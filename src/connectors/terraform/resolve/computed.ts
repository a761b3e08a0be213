/**
 * Attributes that a provider computes, by type (registry.terraform.io, provider hashicorp/aws, "Attribute Reference" of each resource; the forms
 * of ARNs after the service authorization reference). `<x>` is the attribute x of the resource, `<account>` and `<region>` its provider's, `<!x>` the
 * address with x: known to AWS alone. `<path>` is `/` when none is given. `<bare:x>` is x without its scheme.
 */
export const COMPUTED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aws_iam_role: { id: '<name>', arn: 'arn:aws:iam::<account>:role<path><name>', unique_id: '<!unique_id>' },
  aws_iam_policy: { id: 'arn:aws:iam::<account>:policy<path><name>', arn: 'arn:aws:iam::<account>:policy<path><name>' },
  aws_iam_user: { id: '<name>', arn: 'arn:aws:iam::<account>:user<path><name>', unique_id: '<!unique_id>' },
  aws_iam_group: { id: '<name>', arn: 'arn:aws:iam::<account>:group<path><name>' },
  aws_iam_instance_profile: { id: '<name>', arn: 'arn:aws:iam::<account>:instance-profile<path><name>' },
  aws_iam_openid_connect_provider: {
    id: 'arn:aws:iam::<account>:oidc-provider/<bare:url>',
    arn: 'arn:aws:iam::<account>:oidc-provider/<bare:url>',
    url: '<bare:url>',
  },
  aws_iam_saml_provider: {
    id: 'arn:aws:iam::<account>:saml-provider/<name>',
    arn: 'arn:aws:iam::<account>:saml-provider/<name>',
  },
  aws_s3_bucket: {
    id: '<bucket>',
    arn: 'arn:aws:s3:::<bucket>',
    bucket_domain_name: '<bucket>.s3.amazonaws.com',
    bucket_regional_domain_name: '<bucket>.s3.<region>.amazonaws.com',
  },
  aws_s3_directory_bucket: { id: '<bucket>', arn: 'arn:aws:s3express:<region>:<account>:bucket/<bucket>' },
  aws_kms_key: { id: '<!key_id>', key_id: '<!key_id>', arn: 'arn:aws:kms:<region>:<account>:key/<!key_id>' },
  aws_kms_alias: { id: '<name>', arn: 'arn:aws:kms:<region>:<account>:<name>' },
  aws_secretsmanager_secret: {
    id: 'arn:aws:secretsmanager:<region>:<account>:secret:<name>-<!suffix>',
    arn: 'arn:aws:secretsmanager:<region>:<account>:secret:<name>-<!suffix>',
  },
  aws_ssm_parameter: { id: '<name>', arn: 'arn:aws:ssm:<region>:<account>:parameter/<slashless:name>' },
  aws_sqs_queue: {
    id: 'https://sqs.<region>.amazonaws.com/<account>/<name>',
    url: 'https://sqs.<region>.amazonaws.com/<account>/<name>',
    arn: 'arn:aws:sqs:<region>:<account>:<name>',
  },
  aws_sns_topic: { id: 'arn:aws:sns:<region>:<account>:<name>', arn: 'arn:aws:sns:<region>:<account>:<name>' },
  aws_lambda_function: {
    id: '<function_name>',
    arn: 'arn:aws:lambda:<region>:<account>:function:<function_name>',
    invoke_arn:
      'arn:aws:apigateway:<region>:lambda:path/2015-03-31/functions/arn:aws:lambda:<region>:<account>:function:<function_name>/invocations',
  },
  aws_dynamodb_table: { id: '<name>', arn: 'arn:aws:dynamodb:<region>:<account>:table/<name>' },
  aws_ecr_repository: {
    id: '<name>',
    arn: 'arn:aws:ecr:<region>:<account>:repository/<name>',
    registry_id: '<account>',
    repository_url: '<account>.dkr.ecr.<region>.amazonaws.com/<name>',
  },
  aws_eks_cluster: { id: '<name>', arn: 'arn:aws:eks:<region>:<account>:cluster/<name>' },
  aws_cloudwatch_log_group: { id: '<name>', arn: 'arn:aws:logs:<region>:<account>:log-group:<name>' },
  aws_sagemaker_notebook_instance: {
    id: '<name>',
    arn: 'arn:aws:sagemaker:<region>:<account>:notebook-instance/<name>',
  },
  aws_sagemaker_endpoint: { id: '<name>', arn: 'arn:aws:sagemaker:<region>:<account>:endpoint/<name>' },
  aws_sfn_state_machine: {
    id: 'arn:aws:states:<region>:<account>:stateMachine:<name>',
    arn: 'arn:aws:states:<region>:<account>:stateMachine:<name>',
  },
  aws_codebuild_project: {
    id: 'arn:aws:codebuild:<region>:<account>:project/<name>',
    arn: 'arn:aws:codebuild:<region>:<account>:project/<name>',
  },
  aws_ecs_cluster: {
    id: 'arn:aws:ecs:<region>:<account>:cluster/<name>',
    arn: 'arn:aws:ecs:<region>:<account>:cluster/<name>',
  },
  aws_caller_identity: { id: '<account>', account_id: '<account>', arn: '<!arn>', user_id: '<!user_id>' },
  aws_partition: { id: 'aws', partition: 'aws', dns_suffix: 'amazonaws.com', reverse_dns_prefix: 'com.amazonaws' },
  aws_region: { id: '<region>', name: '<region>', region: '<region>' },
  google_service_account: {
    email: '<account_id>@<project>.iam.gserviceaccount.com',
    member: 'serviceAccount:<account_id>@<project>.iam.gserviceaccount.com',
    id: 'projects/<project>/serviceAccounts/<account_id>@<project>.iam.gserviceaccount.com',
    name: 'projects/<project>/serviceAccounts/<account_id>@<project>.iam.gserviceaccount.com',
  },
  google_iam_workload_identity_pool: {
    id: 'projects/<project>/locations/global/workloadIdentityPools/<workload_identity_pool_id>',
    name: 'projects/<project>/locations/global/workloadIdentityPools/<workload_identity_pool_id>',
  },
  google_storage_bucket: { id: '<name>', url: 'gs://<name>' },
  google_container_cluster: { id: 'projects/<project>/locations/<location>/clusters/<name>' },
  azurerm_resource_group: { id: '/subscriptions/<!subscription>/resourceGroups/<name>' },
  azurerm_user_assigned_identity: {
    id: '/subscriptions/<!subscription>/resourceGroups/<resource_group_name>/providers/Microsoft.ManagedIdentity/userAssignedIdentities/<name>',
    principal_id: '<!principal_id>',
    client_id: '<!client_id>',
    tenant_id: '<!tenant_id>',
  },
};

/** Arguments from which a name is made when it is not given: `name_prefix` and the like. */
export const NAMED_BY: ReadonlySet<string> = new Set(['name', 'bucket', 'function_name']);

/**
 * Outputs of modules that are not on disk, by source. `<x>` is an input; `<a|b>` the first that is given. (registry.terraform.io/modules/terraform-aws-modules,
 * "Outputs" of eks and iam.)
 */
export const MODULE_OUTPUTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'terraform-aws-modules/eks/aws': {
    cluster_name: '<cluster_name|name>',
    cluster_id: '<cluster_name|name>',
    cluster_arn: 'arn:aws:eks:<region>:<account>:cluster/<cluster_name|name>',
    oidc_provider: '<!oidc_provider>',
    oidc_provider_arn: 'arn:aws:iam::<account>:oidc-provider/<!oidc_provider>',
    cluster_oidc_issuer_url: 'https://<!oidc_provider>',
  },
  'terraform-aws-modules/iam/aws//modules/iam-role-for-service-accounts-eks': {
    iam_role_name: '<role_name>',
    iam_role_arn: 'arn:aws:iam::<account>:role<role_path><role_name>',
  },
  'terraform-aws-modules/iam/aws//modules/iam-role-for-service-accounts': {
    name: '<prefixed:name>',
    arn: 'arn:aws:iam::<account>:role<path><prefixed:name>',
  },
  'terraform-aws-modules/iam/aws//modules/iam-assumable-role-with-oidc': {
    iam_role_name: '<role_name>',
    iam_role_arn: 'arn:aws:iam::<account>:role<role_path><role_name>',
  },
  'terraform-aws-modules/iam/aws//modules/iam-policy': {
    name: '<name>',
    arn: 'arn:aws:iam::<account>:policy<path><name>',
  },
  'terraform-aws-modules/eks-pod-identity/aws': {
    iam_role_name: '<prefixed:name>',
    iam_role_arn: 'arn:aws:iam::<account>:role<path><prefixed:name>',
  },
  'terraform-aws-modules/s3-bucket/aws': { s3_bucket_id: '<bucket>', s3_bucket_arn: 'arn:aws:s3:::<bucket>' },
};
