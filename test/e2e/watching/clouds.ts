import { awsExports } from '../../contract/samples/aws.ts';
import { azureSample } from '../../contract/samples/azure.ts';
import { gcpSample } from '../../contract/samples/gcp.ts';

/** Infrastructure as code: modules, variables and templates that name each other, the text of another file, a state, and a template of a stack. */
const CODE = {
  'infra/main.tf': `provider "aws" {
  region              = "eu-west-1"
  allowed_account_ids = ["111122223333"]
}
variable "name" { default = "app" }
module "bucket" {
  source = "./modules/bucket"
  name   = "\${var.name}-data"
}
resource "aws_iam_role" "train" {
  name               = "\${var.name}-train"
  assume_role_policy = file("\${path.module}/trust.json")
}
resource "aws_iam_role_policy" "read" {
  name   = "read"
  role   = aws_iam_role.train.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "\${module.bucket.arn}/*" }] })
}
`,
  'infra/more.tf.json': '{"resource": {"aws_iam_user": {"robot": {"name": "${var.name}-robot"}}}}\n',
  'infra/terraform.tfvars': 'name = "main"\n',
  'infra/prod.tfvars.json': '{"name": "prod"}\n',
  'infra/trust.json':
    '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}\n',
  'infra/modules/bucket/main.tf':
    'variable "name" {}\nresource "aws_s3_bucket" "it" { bucket = var.name }\noutput "arn" { value = aws_s3_bucket.it.arn }\n',
  'state/terraform.tfstate': `${JSON.stringify({
    version: 4,
    terraform_version: '1.9.0',
    resources: [
      {
        mode: 'managed',
        type: 'aws_iam_user',
        name: 'app',
        provider: 'provider["registry.terraform.io/hashicorp/aws"]',
        instances: [{ attributes: { name: 'app', arn: 'arn:aws:iam::111122223333:user/app', tags: { Owner: 'acme' } } }],
      },
    ],
  })}\n`,
  'stack/ml.yaml': `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  App: { Type: AWS::IAM::User, Properties: { UserName: app } }
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: { Effect: Allow, Principal: { Service: sagemaker.amazonaws.com }, Action: sts:AssumeRole } }
      Policies: [{ PolicyName: p, PolicyDocument: { Statement: [{ Effect: Allow, Action: '*', Resource: '*' }] } }]
`,
}; // prettier-ignore

/** Files of the clouds by path: code, and what their programs print. */
export const CLOUDS: Readonly<Record<string, string>> = {
  ...CODE,
  ...under('aws', awsExports),
  ...under('azure', azureSample),
  ...under('gcp', gcpSample),
};

function under(folder: string, files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));
}
