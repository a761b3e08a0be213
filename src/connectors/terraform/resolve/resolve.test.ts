import { describe, expect, it } from 'vitest';
import { printed, resolveTexts, resourcesOf } from './testing/resolve-texts.ts';

const addresses = (text: string, more?: Readonly<Record<string, string>>): readonly string[] => [
  ...resourcesOf(text, more).keys(),
];

describe('resolved resources', () => {
  it('counts, and knows what each of them is', () => {
    const found = resourcesOf(
      'resource "aws_iam_role" "r" {\n  count = 2\n  name = "r${count.index}"\n}\nresource "aws_iam_role" "none" {\n  count = 0\n}\n',
    );
    expect([...found.values()].map((one) => [one.address, one.index, printed(one.entry.get('arn')?.value)])).toEqual([
      ['aws_iam_role.r[0]', 0, 'arn:aws:iam::{account}:role/r0'],
      ['aws_iam_role.r[1]', 1, 'arn:aws:iam::{account}:role/r1'],
    ]);
  });

  it('goes through sets and maps; without a known number there is one, uncertain', () => {
    const text = `
resource "t_x" "set" { 
  for_each = toset(["b", "a"])
  name = each.value
}
resource "t_x" "open" {
  for_each = var.open
  name = "n-\${each.key}"
}
resource "t_x" "ref" { names = [for k, one in t_x.set : one.name] }
variable "open" {}
`;
    const found = resourcesOf(text);
    expect([...found.keys()]).toEqual(['t_x.open["{t_x.open.each.key}"]', 't_x.ref', 't_x.set["a"]', 't_x.set["b"]']);
    expect(found.get('t_x.open["{t_x.open.each.key}"]')?.uncertain).toBe('for_each is not known: var.open');
    expect(found.get('t_x.ref')?.entry.get('names')?.value).toEqual(['a', 'b']);
  });

  it('looks at a thousand instances of one block', () => {
    const { roots } = resolveTexts({ 'main.tf': 'resource "t_x" "x" { count = 2000 }' });
    expect(roots[0]?.resources).toHaveLength(1000);
    expect(roots[0]?.diagnostics.map(({ code }) => code)).toEqual(['not-resolved']);
  });

  it('follows modules on disk, in and out; others stay calls', () => {
    const main = `
module "in" {
  source = "./m"
  for_each = { a = "x" }
  name = each.value
}
module "away" {
  source  = "git::https://github.com/acme/tf.git//net?ref=v1"
  version = "~> 1"
  name    = module.in["a"].arn
}`;
    const inner =
      'variable "name" {}\nresource "aws_s3_bucket" "b" { bucket = var.name }\noutput "arn" { value = aws_s3_bucket.b.arn }\n';
    const found = resourcesOf(main, { 'm/main.tf': inner });
    expect([...found.keys()]).toEqual(['module.away', 'module.in["a"].aws_s3_bucket.b']);
    const away = found.get('module.away');
    expect([away?.mode, away?.type, away?.version, away?.entry.get('name')?.value]).toEqual([
      'module',
      'github.com/acme/tf//net',
      '~> 1',
      'arn:aws:s3:::x',
    ]);
  });

  it('ends circles of modules, and says that one is not there', () => {
    const { roots } = resolveTexts({
      'a/main.tf': 'module "b" { source = "../b" }\nmodule "c" { source = "../c" }',
      'b/main.tf': 'module "a" { source = "../a" }',
    });
    expect(roots.map(({ folder }) => folder)).toEqual(['a']);
    expect(roots[0]?.diagnostics.map(({ code }) => code).sort()).toEqual(['missing-reference', 'not-resolved']);
  });

  it('takes values by their order, and one deployment for each named file', () => {
    const { roots } = resolveTexts({
      'main.tf': 'variable "n" { default = "d" }\nresource "t_x" "x" { n = var.n }',
      'terraform.tfvars': 'n = "auto"',
      'prod.tfvars': 'n = "prod"',
      'dev.tfvars': '',
    });
    expect(
      roots.map((one) => [one.variables, one.resources[0]?.entry.get('n')?.value, one.resources[0]?.account]),
    ).toEqual([
      ['dev.tfvars', 'auto', '\uE000account of dev\uE001'],
      ['prod.tfvars', 'prod', '\uE000account of prod\uE001'],
    ]);
  });

  it('knows the account of a provider, also through a module', () => {
    const main = `
provider "aws" { allowed_account_ids = ["111111111111"] }
provider "aws" {
  alias = "b"
  region = "eu-west-1"
  assume_role { role_arn = "arn:aws:iam::222222222222:role/x" }
}
module "m" {
  source = "./m"
  providers = { aws = aws.b }
}
resource "aws_sqs_queue" "q" { name = "q" }`;
    const found = resourcesOf(main, { 'm/main.tf': 'resource "aws_sqs_queue" "q" { name = "q" }' });
    expect([...found.values()].map(({ account }) => account)).toEqual(['111111111111', '222222222222']);
    expect(found.get('module.m.aws_sqs_queue.q')?.entry.text('arn')).toBe('arn:aws:sqs:eu-west-1:222222222222:q');
  });

  it('keeps the line of each statement: jsonencode, heredoc, file, policy document', () => {
    const main = `
resource "aws_iam_policy" "a" {
  policy = jsonencode({
    Statement = [
      { Effect = "Allow", Action = "s3:*", Resource = "*" },
      { Effect = "Deny", Action = "s3:DeleteBucket", Resource = aws_s3_bucket.b.arn },
    ]
  })
}
resource "aws_iam_policy" "h" {
  policy = <<-EOT
    {
      "Statement": [
        { "Effect": "Allow", "Resource": \${jsonencode(var.open)} }
      ]
    }
  EOT
}
resource "aws_iam_policy" "f" { policy = file("\${path.module}/p.json") }
resource "aws_iam_policy" "t" { policy = templatefile("p.tpl", { arn = "arn:x" }) }
resource "aws_iam_policy" "d" { policy = data.aws_iam_policy_document.d.json }
data "aws_iam_policy_document" "d" {
  dynamic "statement" {
    for_each = ["a", "b"]
    content {
      actions   = ["\${statement.value}:Get"]
      resources = ["arn:&{aws:username}"]
    }
  }
  statement {
    effect  = "Deny"
    actions = ["x:*"]
    principals {
      type        = "AWS"
      identifiers = ["1"]
    }
    condition {
      test     = "Bool"
      variable = "k"
      values   = ["true"]
    }
  }
}
variable "open" {}
resource "aws_s3_bucket" "b" { bucket_prefix = "logs-" }
`;
    const found = resourcesOf(main, {
      'p.json': '{\n"Statement": [\n{"Effect": "Allow"}]}',
      'p.tpl': '{"Statement": [\n\n{"Resource": "${arn}"}]}',
    });
    const statements = (name: string): unknown =>
      found
        .get(`aws_iam_policy.${name}`)
        ?.document('policy')
        ?.items('Statement')
        .map((one) => [one.evidence.file, one.evidence.line, printed(one.value)]);
    expect(statements('a')).toEqual([
      ['main.tf', 5, { Effect: 'Allow', Action: 's3:*', Resource: '*' }],
      [
        'main.tf',
        6,
        { Effect: 'Deny', Action: 's3:DeleteBucket', Resource: 'arn:aws:s3:::logs-{suffix of aws_s3_bucket.b}' },
      ],
    ]);
    expect(statements('h')).toEqual([['main.tf', 14, { Effect: 'Allow', Resource: '{jsonencode(var.open)}' }]]);
    expect(statements('f')).toEqual([['p.json', 3, { Effect: 'Allow' }]]);
    expect(statements('t')).toEqual([['p.tpl', 3, { Resource: 'arn:x' }]]);
    expect(statements('d')).toEqual([
      ['main.tf', 23, { Effect: 'Allow', Action: ['a:Get'], Resource: ['arn:${aws:username}'] }],
      ['main.tf', 23, { Effect: 'Allow', Action: ['b:Get'], Resource: ['arn:${aws:username}'] }],
      [
        'main.tf',
        30,
        { Effect: 'Deny', Action: ['x:*'], Principal: { AWS: ['1'] }, Condition: { Bool: { k: ['true'] } } },
      ],
    ]);
  });

  it('tells what identity depends on and is not known, and nothing else', () => {
    const { roots } = resolveTexts({
      'main.tf':
        'variable "open" {}\nresource "aws_iam_role" "r" {\n  name = "r-${var.open}"\n  description = var.open\n}\nresource "aws_instance" "i" { ami = var.open }\n',
    });
    expect(roots[0]?.diagnostics.map(({ message, place }) => [message, place.line])).toEqual([
      ['name of aws_iam_role.r is not fully known before it is applied: var.open', 3],
    ]);
  });

  it('gives places that a fix may edit only to what is written there', () => {
    const text = 'resource "t_x" "x" {\n  a = "lit"\n  b = lower("X")\n}\n';
    const entry = resourcesOf(text).get('t_x.x')?.entry;
    const span = entry?.get('a')?.span;
    expect(text.slice(span?.start, span?.end)).toBe('"lit"');
    expect(entry?.get('b')?.span).toBeUndefined();
    expect(addresses(text)).toEqual(['t_x.x']);
  });
});
