import { describe, expect, it } from 'vitest';
import { readJson } from '../../../documents/read.ts';
import { EstateBuilder } from '../../../model/builder.ts';
import { plainContext, textFile } from '../../testing/read-texts.ts';
import type { TerraformRoot } from '../resource.ts';
import { printed } from '../resolve/testing/resolve-texts.ts';
import { mayBePrinted, readPrinted } from './read.ts';

/** Constructed after developer.hashicorp.com/terraform/internals/json-format. */
const PLAN = {
  format_version: '1.2',
  terraform_version: '1.9.0',
  planned_values: {
    root_module: {
      resources: [
        {
          address: 'aws_iam_role.r[0]',
          mode: 'managed',
          type: 'aws_iam_role',
          name: 'r',
          index: 0,
          provider_name: 'registry.terraform.io/hashicorp/aws',
          values: { name: 'r', assume_role_policy: '{"Statement":[{"Effect":"Allow"}]}' },
          sensitive_values: {},
        },
      ],
      child_modules: [
        {
          address: 'module.m',
          resources: [
            {
              address: 'module.m.aws_iam_policy.p',
              mode: 'managed',
              type: 'aws_iam_policy',
              name: 'p',
              provider_name: 'registry.terraform.io/hashicorp/aws',
              values: { name: 'p' },
              sensitive_values: {},
            },
            {
              address: 'module.m.aws_iam_role_policy_attachment.a',
              mode: 'managed',
              type: 'aws_iam_role_policy_attachment',
              name: 'a',
              provider_name: 'registry.terraform.io/hashicorp/aws',
              values: { role: 'r', note: 'Kd93mQx7LpVz2s' },
              sensitive_values: { note: true },
            },
          ],
        },
      ],
    },
  },
  resource_changes: [
    { address: 'aws_iam_role.r[0]', change: { after_unknown: { arn: true, id: true } } },
    { address: 'module.m.aws_iam_policy.p', change: { after_unknown: { arn: true, policy: true } } },
    { address: 'module.m.aws_iam_role_policy_attachment.a', change: { after_unknown: { policy_arn: true } } },
  ],
  configuration: {
    provider_config: { aws: { expressions: { region: { constant_value: 'eu-west-1' } } } },
    root_module: {
      module_calls: {
        m: {
          module: {
            resources: [
              {
                address: 'aws_iam_role_policy_attachment.a',
                expressions: { policy_arn: { references: ['aws_iam_policy.p.arn', 'aws_iam_policy.p'] } },
              },
            ],
          },
        },
      },
    },
  },
};

const STATE = {
  version: 4,
  terraform_version: '1.9.0',
  resources: [
    {
      module: 'module.m',
      mode: 'managed',
      type: 'aws_sqs_queue',
      name: 'q',
      provider: 'module.m.provider["registry.terraform.io/hashicorp/aws"].east',
      instances: [
        {
          index_key: 'k',
          attributes: { arn: 'arn:aws:sqs:eu-west-1:123456789012:q', name: 'q', hidden: 'Vx83kQpl29', policy: null },
          sensitive_attributes: [[{ type: 'get_attr', value: 'hidden' }]],
        },
      ],
    },
    {
      mode: 'managed',
      type: 'kubernetes_secret_v1',
      name: 's',
      provider: 'provider["registry.terraform.io/hashicorp/kubernetes"]',
      instances: [{ attributes: { metadata: [{ name: 's' }], data: { key: 'Zx72LmPz81' } } }],
    },
  ],
};

function read(json: unknown): TerraformRoot | undefined {
  const text = JSON.stringify(json, undefined, 1);
  expect(mayBePrinted(text)).toBe(true);
  const file = textFile('x.json', text);
  const [root] = readJson(file.path, text).roots;
  return root && readPrinted(root, file, plainContext(new EstateBuilder()).standing);
}

describe('what Terraform prints', () => {
  it('reads a plan: what is not known yet is computed, linked, or a hole', () => {
    const found = read(PLAN);
    const entries = found?.resources.map((one) => [one.address, one.provider, printed(one.entry.value)]);
    expect(entries).toEqual([
      [
        'aws_iam_role.r[0]',
        'aws',
        {
          name: 'r',
          assume_role_policy: '{"Statement":[{"Effect":"Allow"}]}',
          arn: 'arn:aws:iam::{account}:role/r',
          id: 'r',
          unique_id: '{aws_iam_role.r[0].unique_id}',
        },
      ],
      [
        'module.m.aws_iam_policy.p',
        'aws',
        {
          name: 'p',
          arn: 'arn:aws:iam::{account}:policy/p',
          id: 'arn:aws:iam::{account}:policy/p',
          policy: '{module.m.aws_iam_policy.p.policy}',
        },
      ],
      [
        'module.m.aws_iam_role_policy_attachment.a',
        'aws',
        {
          role: 'r',
          note: '{module.m.aws_iam_role_policy_attachment.a.note}',
          policy_arn: 'arn:aws:iam::{account}:policy/p',
        },
      ],
    ]);
    expect(found?.diagnostics.map(({ message }) => message)).toEqual([
      'policy of module.m.aws_iam_policy.p is not fully known before it is applied: module.m.aws_iam_policy.p.policy',
    ]);
    expect(found?.resources[0]?.document('assume_role_policy')?.get('Statement', 0, 'Effect')?.value).toBe('Allow');
  });

  it('reads a state, and shows no secret of it', () => {
    const found = read(STATE);
    expect(found?.resources.map((one) => [one.address, one.index, one.provider, one.account])).toEqual([
      ['kubernetes_secret_v1.s', undefined, 'kubernetes', '123456789012'],
      ['module.m.aws_sqs_queue.q["k"]', 'k', 'aws.east', '123456789012'],
    ]);
    const shown = JSON.stringify(found?.resources.map(({ entry }) => entry.value));
    for (const secret of ['Vx83kQpl29', 'Zx72LmPz81']) expect(shown).not.toContain(secret);
    const queue = found?.resources[1];
    expect(queue?.entry.get('arn')?.evidence).toEqual({ file: 'x.json', line: 15 });
  });

  it('leaves other JSON alone', () => {
    const [root] = readJson('x.json', '{"terraform_version":"1","resources":[]}').roots;
    expect(
      root && readPrinted(root, textFile('x.json', ''), plainContext(new EstateBuilder()).standing),
    ).toBeUndefined();
  });
});
