import { describe, expect, it } from 'vitest';
import { readTexts } from '../testing/read-texts.ts';
import { terraform } from './connector.ts';

const LITERAL = ['kT9', 'wq2', 'Lm4', 'xZ7'].join('');
const TOKEN = `hf_${LITERAL}pQr8sTuVwXyZaBcDeFgHiJ`;

const found = (texts: Readonly<Record<string, string>>): readonly string[] =>
  readTexts(terraform, texts).estate.facts.flatMap((one) =>
    one.fact === 'credential' ? [`${one.node} ${one.kind} ${one.where}`] : [],
  );

describe('credentials that are written into files of Terraform', () => {
  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['the default of a variable', { 'a/main.tf': `variable "hf" {\n  default = "${TOKEN}"\n}\n` }, ['a/main.tf/variable.hf huggingface-token file']],
    ['a file of variables', { 'a/prod.tfvars': `db_password = "${LITERAL}"\nkeys = { api_key = "${LITERAL}1" }\n` }, ['a/prod.tfvars/db_password password file', 'a/prod.tfvars/api_key api-key file']],
    ['an argument', { 'main.tf': `resource "aws_db_instance" "d" {\n  password = "${LITERAL}"\n}\n` }, ['main.tf/aws_db_instance.d.password password file']],
    ['a provider', { 'main.tf': `provider "datadog" {\n  api_key = "${LITERAL}"\n}\n` }, ['main.tf/provider.datadog.api_key api-key file']],
    ['a local, inside a call', { 'main.tf': `locals {\n  c = jsonencode({ password = "${LITERAL}" })\n}\n` }, ['main.tf/locals.password password file']],
    ['an input of a module', { 'main.tf': `module "m" {\n  source = "./m"\n  admin_password = var.x ? "${LITERAL}" : null\n}\n` }, ['main.tf/module.m.admin_password password file']],
    ['a setting with a name', { 'main.tf': `resource "x_y" "z" {\n  setting {\n    name = "DB_PASSWORD"\n    value = "${LITERAL}"\n  }\n}\n` }, ['main.tf/x_y.z.DB_PASSWORD password file']],
    ['a URL that is half a template', { 'main.tf': `locals {\n  dsn = "postgres://u:${LITERAL}@\${var.host}/db"\n}\n` }, ['main.tf/locals.dsn database-url url']],
    ['a script', { 'main.tf': `resource "aws_instance" "i" {\n  user_data = <<-EOT\n    #!/bin/sh\n    export HF_TOKEN=${TOKEN}\n  EOT\n}\n` }, ['main.tf/aws_instance.i.user_data huggingface-token file']],
    ['JSON', { 'main.tf.json': JSON.stringify({ variable: { db_password: { default: LITERAL } } }) }, ['main.tf.json/variable.db_password password file']],
  ])('are found in %s', (_, texts, want) => {
    expect(found(texts)).toEqual(want.map((one) => `terraform:Literal:default/${one}`));
  }); // prettier-ignore

  it('have their line, and their value is nowhere', () => {
    const { estate } = readTexts(terraform, { 'main.tf': `resource "a" "b" {\n  user_data = <<EOT\nx\nexport API_KEY=${LITERAL}\nEOT\n}\n` });
    expect(estate.facts).toMatchObject([{ evidence: [{ file: 'main.tf', line: 4 }] }]);
    expect(JSON.stringify(estate)).not.toContain(LITERAL);
  }); // prettier-ignore

  it.each([
    [
      'references',
      'resource "a" "b" {\n  password = var.password\n  token = data.x.y.token\n  secret_key = random_password.p.result\n}\n',
    ],
    [
      'stand-ins',
      'variable "password" {\n  default = "<your password>"\n}\nvariable "t" {\n  default = ""\n  description = "the token"\n}\n',
    ],
    ['templates', 'locals {\n  password = "${var.a}-${var.b}"\n}\n'],
    [
      'what describes a variable',
      `variable "password" {\n  type = string\n  validation {\n    error_message = "password = ${LITERAL}"\n  }\n}\n`,
    ],
    ['how Terraform is run', `terraform {\n  backend "s3" {\n    key = "state/terraform.tfstate"\n  }\n}\n`],
  ])('are not seen in %s', (_, text) => {
    expect(found({ 'main.tf': text })).toEqual([]);
  });

  it('are told where they are written when nobody knows yet what becomes of them', () => {
    const choice = `resource "kubernetes_secret" "s" {\n  metadata {\n    name = "s"\n  }\n  data = {\n    password = data.x.y.z == "" ? "${LITERAL}" : "${LITERAL}2"\n  }\n}\n`;
    const want = ['password password file', 'password password file'];
    expect(found({ 'main.tf': choice })).toEqual(want.map((one) => `terraform:Literal:default/main.tf/kubernetes_secret.s.${one}`));
  }); // prettier-ignore

  it('stand at their own line in the values of a chart', () => {
    const text = `resource "helm_release" "h" {\n  name = "h"\n  values = [<<EOT\na: 1\nauth:\n  password: ${LITERAL}\nEOT\n  ]\n}\n`;
    const { estate } = readTexts(terraform, { 'main.tf': text });
    expect(estate.facts).toMatchObject([{ node: 'k8s:HelmRelease:default/default/h', evidence: [{ file: 'main.tf', line: 6 }] }]);
  }); // prettier-ignore

  it('that everybody tries first open nothing in common', () => {
    const { builder } = readTexts(terraform, { 'a.tfvars': 'db_password = "postgres"\n', 'b.tfvars': 'db_password = "postgres"\n' });
    expect([...builder.allKeys().keys()].filter((key) => key.startsWith('credential:'))).toEqual([]);
    expect(builder.allFacts()).toMatchObject([{ defaultOf: 'PostgreSQL images' }, { defaultOf: 'PostgreSQL images' }]);
  }); // prettier-ignore

  it('are told once where a Secret is made of them', () => {
    const text = `resource "kubernetes_secret" "s" {\n  metadata {\n    name = "s"\n  }\n  data = {\n    password = "${LITERAL}"\n  }\n}\n`;
    expect(found({ 'main.tf': text })).toEqual(['k8s:Secret:default/default/s password secret']);
    const encoded = Buffer.from(LITERAL).toString('base64');
    const applied = `resource "kubernetes_manifest" "s" {\n  manifest = {\n    kind = "Secret"\n    metadata = { name = "s" }\n    data = { password = "${encoded}" }\n  }\n}\n`;
    expect(found({ 'main.tf': applied })).toEqual(['k8s:Secret:default/default/s password secret']);
  });
});
