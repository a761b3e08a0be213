/**
 * Issuers of tokens that serve many customers: without a condition on the subject a trust admits all of them. `subject` splits one; `write` makes one.
 */
export interface SharedIssuer {
  readonly issuer: RegExp;
  readonly name: string;
  /** Owner and project of a subject, or of the start of a pattern; no wildcards. */
  readonly parse: RegExp;
  readonly write: (owner: string, project: string) => readonly string[];
  /** Audience of its tokens for AWS where none is asked for. */
  readonly audience?: string;
  readonly page: string;
}

export const SHARED_ISSUERS: readonly SharedIssuer[] = [
  {
    issuer: /^token\.actions\.githubusercontent\.com$/u,
    name: 'GitHub Actions',
    parse: /^repo:([^/:*?]{1,100})\/([^:*?]{1,200})/u,
    write: (owner, project) => ['ref:refs/heads/main', 'ref:refs/heads/writ-any', 'pull_request', 'environment:writ-any'].map((rest) => `repo:${owner}/${project}:${rest}`),
    audience: 'sts.amazonaws.com',
    page: 'https://docs.github.com/en/actions/reference/security/oidc',
  },
  {
    issuer: /^gitlab\.com$/u,
    name: 'GitLab',
    parse: /^project_path:([^/:*?]{1,100})\/([^:*?]{1,400})/u,
    write: (owner, project) => ['main', 'writ-any'].map((ref) => `project_path:${owner}/${project}:ref_type:branch:ref:${ref}`),
    page: 'https://docs.gitlab.com/ci/cloud_services/',
  },
  {
    issuer: /^app\.terraform\.io$/u,
    name: 'HCP Terraform',
    parse: /^organization:([^:*?]{1,100}):project:([^:*?]{1,200})/u,
    write: (owner, project) => ['plan', 'apply'].map((phase) => `organization:${owner}:project:${project}:workspace:writ-any:run_phase:${phase}`),
    audience: 'aws.workload.identity',
    page: 'https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/aws-configuration',
  },
  {
    issuer: /^agent\.buildkite\.com$/u,
    name: 'Buildkite',
    parse: /^organization:([^:*?]{1,100}):pipeline:([^:*?]{1,200})/u,
    write: (owner, project) => [`organization:${owner}:pipeline:${project}:ref:refs/heads/main:commit:0:step:writ-any`],
    page: 'https://buildkite.com/docs/pipelines/security/oidc',
  },
  {
    issuer: /^accounts\.google\.com$/u,
    name: 'Google',
    parse: /^(\d{6,30})()$/u,
    write: () => ['100000000000000000000'],
    page: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif',
  },
]; // prettier-ignore

export const sharedIssuer = (issuer: string): SharedIssuer | undefined =>
  SHARED_ISSUERS.find((one) => one.issuer.test(issuer));

/** Issuers of EKS clusters, one a cluster (EKS user guide, "IAM roles for service accounts"). */
export const isEksIssuer = (issuer: string): boolean =>
  /^oidc[.-]eks\.[\w-]{1,40}\.(?:amazonaws\.com(?:\.cn)?|api\.aws)\/id\//u.test(issuer);

/** What EKS makes the tokens of service accounts out to. */
export const STS_AUDIENCE = 'sts.amazonaws.com';
