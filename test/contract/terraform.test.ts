import { terraform } from '../../src/connectors/terraform/connector.ts';
import { connectorContract } from './connector.ts';

/** Constructed after the documentation of the Terraform language and of the provider hashicorp/aws. */
const MAIN = `
provider "aws" {
  region              = "eu-west-1"
  allowed_account_ids = ["123456789012"]
}
variable "name" { default = "ml" }
variable "db_password" { sensitive = true }
module "bucket" {
  source = "./modules/bucket"
  name   = "\${var.name}-data"
}
data "aws_iam_policy_document" "read" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["\${module.bucket.arn}/*"]
  }
}
resource "aws_iam_role" "train" {
  name = "\${var.name}-train"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "sagemaker.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}
resource "aws_iam_role_policy" "read" {
  name   = "read"
  role   = aws_iam_role.train.id
  policy = data.aws_iam_policy_document.read.json
}
resource "aws_iam_policy" "more" {
  name   = "more"
  policy = data.aws_iam_policy_document.read.json
}
resource "aws_iam_role_policy_attachment" "more" {
  role       = aws_iam_role.train.name
  policy_arn = aws_iam_policy.more.arn
}
resource "aws_secretsmanager_secret" "db" { name = "db" }
resource "aws_secretsmanager_secret_version" "db" {
  secret_id     = aws_secretsmanager_secret.db.id
  secret_string = var.db_password
}
`;

const STATE = JSON.stringify({
  version: 4,
  terraform_version: '1.9.0',
  resources: [
    {
      mode: 'managed',
      type: 'aws_iam_role',
      name: 'old',
      provider: 'provider["registry.terraform.io/hashicorp/aws"]',
      instances: [
        {
          attributes: {
            arn: 'arn:aws:iam::123456789012:role/old',
            name: 'old',
            id: 'old',
            assume_role_policy: JSON.stringify({
              Version: '2012-10-17',
              Statement: [
                { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::123456789012:root' }, Action: 'sts:AssumeRole' },
              ],
            }),
          },
          sensitive_attributes: [],
        },
      ],
    },
    {
      mode: 'managed',
      type: 'random_password',
      name: 'db',
      provider: 'provider["registry.terraform.io/hashicorp/random"]',
      instances: [{ attributes: { result: 'Kd93mQx7LpVz2s', length: 14 }, sensitive_attributes: [] }],
    },
  ],
});

connectorContract(terraform, {
  files: {
    'infra/main.tf': MAIN,
    'infra/modules/bucket/main.tf':
      'variable "name" {}\nresource "aws_s3_bucket" "this" {\n  bucket = var.name\n}\noutput "arn" {\n  value = aws_s3_bucket.this.arn\n}\n',
    'infra/terraform.tfvars': 'name = "vision"\ndb_password = "Vx83kQpl29ZsRt"\n',
    'old/terraform.tfstate': STATE,
  },
  secrets: ['Vx83kQpl29ZsRt', 'Kd93mQx7LpVz2s'],
});
