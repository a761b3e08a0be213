import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTexts } from '../testing/read-texts.ts';
import { terraform } from './connector.ts';
import { inputs } from '../../../test/inputs.ts';
import { holesOf } from '../../model/hole.ts';
import type { TerraformRoot } from './resource.ts';
import { printed, resolveTexts } from './resolve/testing/resolve-texts.ts';

function rootsOf(...names: readonly string[]): readonly TerraformRoot[] {
  const folder = inputs(...names);
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (path) => /\.(?:tf|tfvars|yaml|json|tpl)$/u.test(path) && statSync(join(folder, path)).isFile(),
  );
  return resolveTexts(Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]))).roots;
}

const shown = (root: TerraformRoot | undefined, address: string): unknown =>
  printed(root?.resources.find((one) => one.address === address)?.entry.value);

describe('public Terraform, read in place', () => {
  const roots = rootsOf('ai-on-eks', 'infra');
  const deployed = (name: string): TerraformRoot | undefined =>
    roots.find((one) => (one.variables ?? one.folder).includes(name));

  it('ai-on-eks: each blueprint is a deployment of the base', () => {
    const names = roots.map(({ folder, variables }) => variables ?? folder).sort();
    expect(names).toContain('nvidia-triton-server');
    expect(names.filter((name) => name.endsWith('blueprint.tfvars'))).toHaveLength(7);
  });

  it('ai-on-eks: the role of notebook users and the service account that takes it', () => {
    const root = deployed('jupyterhub');
    expect(shown(root, 'module.jupyterhub_single_user_irsa[0]')).toMatchObject({
      role_name: 'jupyterhub-jupyterhub-single-user-sa',
      role_policy_arns: { policy: 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess' },
      oidc_providers: {
        main: {
          provider_arn: 'arn:aws:iam::{account}:oidc-provider/{module.eks.oidc_provider}',
          namespace_service_accounts: ['jupyterhub:jupyterhub-single-user'],
        },
      },
    });
    expect(shown(root, 'kubernetes_service_account_v1.jupyterhub_single_user_sa[0]')).toMatchObject({
      metadata: [
        {
          name: 'jupyterhub-jupyterhub-single-user',
          namespace: 'jupyterhub',
          annotations: {
            'eks.amazonaws.com/role-arn': 'arn:aws:iam::{account}:role/jupyterhub-jupyterhub-single-user-sa',
          },
        },
      ],
    });
  });

  it('ai-on-eks: what is switched off is not there', () => {
    expect(shown(deployed('bionemo'), 'module.jupyterhub_single_user_irsa[0]')).toBeUndefined();
  });

  it('ai-on-eks: every statement of every policy is resolved, or its holes are named', () => {
    const open = roots.flatMap(({ resources }) =>
      resources
        .filter(({ type, mode }) => mode === 'managed' && /^aws_iam_(?:role|policy|role_policy)$/u.test(type))
        .flatMap((one) => [one.document('policy'), one.document('assume_role_policy')])
        .flatMap((document) => document?.items('Statement') ?? [])
        .flatMap((statement) => {
          expect(statement.text('Effect')).toBe('Allow');
          return holesOf(JSON.stringify(statement.value));
        }),
    );
    expect([...new Set(open)].sort()).toEqual([
      'account',
      'module.db[0].db_instance_name',
      'module.eks.oidc_provider',
      'suffix of module.mlflow_s3_bucket[0]',
    ]);
    expect(deployed('mlflow')?.diagnostics.map(({ message }) => message)).toEqual([
      'policy of aws_iam_policy.mlflow[0] is not fully known before it is applied: module.db[0].db_instance_name',
    ]);
  });

  it('vllm-production-stack: every root is read, without a note', () => {
    const found = rootsOf('vllm-production-stack', 'tutorials', 'terraform');
    expect(found.map(({ folder }) => folder)).toEqual([
      'aks/azure-infrastructure', 'aks/production-stack', 'coreweave', 'eks', 'gke/gke-infrastructure', 'gke/production-stack', 'nebius',
    ]); // prettier-ignore
    expect(found.flatMap(({ diagnostics }) => diagnostics)).toEqual([]);
    const eks = found.find(({ folder }) => folder === 'eks');
    expect(shown(eks, 'module.eks')).toMatchObject({ cluster_name: 'vllm-eks', enable_irsa: true });
  });
});

describe('a secret of Terraform', () => {
  it('is one thing, whoever names it by its ARN: its six made-up characters are the same everywhere', () => {
    const { estate } = readTexts(terraform, {
      'main.tf': `resource "aws_secretsmanager_secret" "s" {
  name = "db"
}
resource "aws_secretsmanager_secret_policy" "p" {
  secret_arn = aws_secretsmanager_secret.s.arn
  policy     = jsonencode({ Statement = [{ Effect = "Allow", Principal = { AWS = "222233334444" }, Action = "secretsmanager:GetSecretValue", Resource = "*" }] })
}
resource "aws_iam_role" "r" {
  name               = "r"
  assume_role_policy = "{}"
  inline_policy {
    name   = "read"
    policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = aws_secretsmanager_secret.s.id }] })
  }
}
`,
    });
    const secrets = estate.facts.flatMap((one) => (one.fact === 'aws-resource' ? [one] : []));
    const named = estate.facts.flatMap((one) => (one.fact === 'aws-identity' ? one.inline : []));
    expect(secrets).toMatchObject([{ type: 'secret', policy: { statements: [{ effect: 'Allow' }] } }]);
    expect(named[0]?.statements[0]?.resources).toEqual([secrets[0]?.arn]);
  });
});

describe('the project of a provider of Google Cloud', () => {
  const CONFIG = `variable "p" {
  default = "acme"
}
provider "google" {
  project = var.p
}
provider "google" {
  alias   = "other"
  project = "acme-other"
}
`;
  const members = (text: string): readonly string[] =>
    readTexts(terraform, { 'main.tf': CONFIG + text }).estate.facts.flatMap((one) =>
      one.fact === 'gcp-grant' ? [`${one.on.project ?? ''} ${one.members.join(' ')}`] : [],
    );

  it('is that of its resources, of their names, and of the pools whose principals policies name', () => {
    const text = `resource "google_service_account" "t" {
  account_id = "trainer"
}
resource "google_service_account" "o" {
  provider   = google.other
  account_id = "other"
}
resource "google_service_account" "own" {
  project    = "acme-own"
  account_id = "own"
}
resource "google_iam_workload_identity_pool" "p" {
  workload_identity_pool_id = "ci"
}
resource "google_storage_bucket_iam_binding" "b" {
  bucket  = "models"
  role    = "roles/storage.objectViewer"
  members = [google_service_account.t.member, google_service_account.o.member, google_service_account.own.member, "principalSet://iam.googleapis.com/\${google_iam_workload_identity_pool.p.name}/*"]
}
`;
    const [grant = ''] = members(text);
    expect(grant.split(' ').slice(1)).toEqual([
      'serviceAccount:trainer@acme.iam.gserviceaccount.com',
      'serviceAccount:other@acme-other.iam.gserviceaccount.com',
      'serviceAccount:own@acme-own.iam.gserviceaccount.com',
      'principalSet://iam.googleapis.com/projects/acme/locations/global/workloadIdentityPools/ci/*',
    ]);
  });
});
