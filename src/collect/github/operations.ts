import type { FieldsShape, Shape } from '../shape.ts';

/** One GET of the REST API (docs.github.com/rest, version 2022-11-28). */
export interface Operation {
  /** As the page calls it; `{org}`, `{owner}`, `{repo}`, `{branch}`, `{environment}` are filled in. */
  readonly path: string;
  readonly keeps: Shape;
  /** The answer has pages. */
  readonly pages?: true;
  /** 404 says that there is none; without it, that it is not shown to the caller. */
  readonly mayLack?: true;
  /** Why a refusal is usual and no gap. */
  readonly refusal?: string;
  /** The right of a fine-grained token or App, to read. */
  readonly right: string;
}

const op = (path: string, right: string, keeps: Shape, more: Partial<Operation> = {}): Operation => ({ path, right, keeps, ...more }); // prettier-ignore
const pages = { pages: true } as const;
const mayLack = { mayLack: true } as const;

const ADMINISTRATION = 'Administration';
const ORG_ADMINISTRATION = 'organization Administration';

/** Names alone: variables come with their values. */
const secretNames = (list: string): FieldsShape => ({
  [list]: [{ name: 'text', visibility: 'text', created_at: 'text', updated_at: 'text' }],
});
const workflowDefaults: FieldsShape = {
  default_workflow_permissions: 'text',
  can_approve_pull_request_reviews: 'flag',
};
const subject: FieldsShape = { use_default: 'flag', include_claim_keys: ['text'] };
const actions: FieldsShape = { enabled: 'flag', enabled_repositories: 'text', allowed_actions: 'text', sha_pinning_required: 'flag' }; // prettier-ignore
const runners: FieldsShape = {
  runners: [{ id: 'text', name: 'text', os: 'text', status: 'text', ephemeral: 'flag', runner_group_id: 'text', labels: [{ name: 'text', type: 'text' }] }],
}; // prettier-ignore

export const LIST_REPOSITORIES = op('/orgs/{org}/repos', 'Metadata', [
  { name: 'text', full_name: 'text', default_branch: 'text', visibility: 'text', private: 'flag', archived: 'flag', disabled: 'flag', fork: 'flag', size: 'text', pushed_at: 'text' },
], pages); // prettier-ignore
export const INSTALLATIONS = op('/orgs/{org}/installations', ORG_ADMINISTRATION, {
  installations: [
    {
      id: 'text', app_id: 'text', app_slug: 'text', account: { login: 'text', type: 'text' }, repository_selection: 'text', permissions: 'map', events: ['text'],
      html_url: 'text', created_at: 'text', updated_at: 'text', suspended_at: 'text', target_type: 'text',
    },
  ],
}, pages); // prettier-ignore

/** Asked once of an organisation. The first tells whether it is there. */
export const OF_ORGANISATION: readonly Operation[] = [
  op('/orgs/{org}', 'Metadata', {
    login: 'text', default_repository_permission: 'text', two_factor_requirement_enabled: 'flag', members_can_create_repositories: 'flag', members_can_fork_private_repositories: 'flag',
  }),
  op('/orgs/{org}/actions/permissions', ORG_ADMINISTRATION, actions),
  op('/orgs/{org}/actions/permissions/workflow', ORG_ADMINISTRATION, workflowDefaults),
  op('/orgs/{org}/actions/oidc/customization/sub', ORG_ADMINISTRATION, subject, mayLack),
  op('/orgs/{org}/actions/secrets', 'organization Secrets', secretNames('secrets'), pages),
  op('/orgs/{org}/actions/variables', 'organization Variables', secretNames('variables'), pages),
  op('/orgs/{org}/actions/runners', 'organization Self-hosted runners', runners, pages),
  op('/orgs/{org}/actions/runner-groups', 'organization Self-hosted runners', {
    runner_groups: [{ id: 'text', name: 'text', visibility: 'text', default: 'flag', allows_public_repositories: 'flag', restricted_to_workflows: 'flag', selected_workflows: ['text'] }],
  }, pages),
  op('/orgs/{org}/personal-access-tokens', 'organization Personal access tokens', [
    { id: 'text', owner: { login: 'text' }, repository_selection: 'text', permissions: { organization: 'map', repository: 'map' }, access_granted_at: 'text', token_expired: 'flag', token_expires_at: 'text', token_last_used_at: 'text' },
  ], { pages: true, refusal: 'GitHub Apps alone may ask this' }),
]; // prettier-ignore

/** Asked of each repository that is not archived. */
export const OF_REPOSITORY: readonly Operation[] = [
  op('/repos/{owner}/{repo}/actions/permissions', ADMINISTRATION, actions),
  op('/repos/{owner}/{repo}/actions/permissions/workflow', ADMINISTRATION, workflowDefaults),
  op('/repos/{owner}/{repo}/actions/oidc/customization/sub', 'Actions', subject, mayLack),
  op('/repos/{owner}/{repo}/actions/secrets', 'Secrets', secretNames('secrets'), pages),
  op('/repos/{owner}/{repo}/actions/organization-secrets', 'Secrets', secretNames('secrets'), pages),
  op('/repos/{owner}/{repo}/actions/variables', 'Variables', secretNames('variables'), pages),
  op('/repos/{owner}/{repo}/actions/runners', ADMINISTRATION, runners, pages),
  op('/repos/{owner}/{repo}/keys', ADMINISTRATION, [
    { id: 'text', title: 'text', read_only: 'flag', verified: 'flag', enabled: 'flag', added_by: 'text', created_at: 'text', last_used: 'text' },
  ], pages),
  op('/repos/{owner}/{repo}/teams', ADMINISTRATION, [{ slug: 'text', permission: 'text' }], pages),
  op('/repos/{owner}/{repo}/collaborators?affiliation=direct', 'Metadata', [{ login: 'text', type: 'text', role_name: 'text' }], pages),
  op('/repos/{owner}/{repo}/branches/{branch}/protection', ADMINISTRATION, {
    required_pull_request_reviews: { require_code_owner_reviews: 'flag', required_approving_review_count: 'text', dismiss_stale_reviews: 'flag' },
    enforce_admins: { enabled: 'flag' }, allow_force_pushes: { enabled: 'flag' }, restrictions: { users: [{ login: 'text' }], teams: [{ slug: 'text' }], apps: [{ slug: 'text' }] },
  }, { mayLack: true, refusal: 'the plan of the organisation has no protected branches for it' }),
  op('/repos/{owner}/{repo}/rules/branches/{branch}', 'Metadata', [
    { type: 'text', ruleset_id: 'text', ruleset_source: 'text', ruleset_source_type: 'text', parameters: { require_code_owner_review: 'flag', required_approving_review_count: 'text' } },
  ], pages),
]; // prettier-ignore

export const ENVIRONMENTS = op('/repos/{owner}/{repo}/environments', 'Actions', {
  environments: [
    {
      name: 'text',
      protection_rules: [
        { type: 'text', prevent_self_review: 'flag', wait_timer: 'text', reviewers: [{ type: 'text', reviewer: { login: 'text', slug: 'text' } }] },
      ],
      deployment_branch_policy: { protected_branches: 'flag', custom_branch_policies: 'flag' },
    },
  ],
}, { pages: true, mayLack: true }); // prettier-ignore

/** Asked of each environment. */
export const OF_ENVIRONMENT: readonly Operation[] = [
  op('/repos/{owner}/{repo}/environments/{environment}/secrets', 'Environments', secretNames('secrets'), pages),
  op('/repos/{owner}/{repo}/environments/{environment}/variables', 'Environments', secretNames('variables'), pages),
  op('/repos/{owner}/{repo}/environments/{environment}/deployment-branch-policies', 'Actions', { branch_policies: [{ name: 'text', type: 'text' }] }, { pages: true, mayLack: true }),
]; // prettier-ignore

const CONTENTS = 'Contents';
const entries: Shape = [{ name: 'text', path: 'text', type: 'text', sha: 'text', size: 'text' }];
/** Files of the default branch: folders that may hold CODEOWNERS, what is below .github, and texts. */
export const ROOT = op('/repos/{owner}/{repo}/contents/?ref={branch}', CONTENTS, entries, mayLack);
export const DOCS = op('/repos/{owner}/{repo}/contents/docs?ref={branch}', CONTENTS, entries, mayLack);
export const TREE = op('/repos/{owner}/{repo}/git/trees/{sha}?recursive=1', CONTENTS, {
  truncated: 'flag', tree: [{ path: 'text', type: 'text', sha: 'text', size: 'text' }],
}, mayLack); // prettier-ignore
export const BLOB = op('/repos/{owner}/{repo}/git/blobs/{sha}', CONTENTS, { content: 'text', encoding: 'text', size: 'text' }); // prettier-ignore

/** Every call that is made, for the page and its test. */
export const ALL: readonly Operation[] = [
  LIST_REPOSITORIES, INSTALLATIONS, ...OF_ORGANISATION, ...OF_REPOSITORY, ENVIRONMENTS, ...OF_ENVIRONMENT, ROOT, DOCS, TREE, BLOB,
]; // prettier-ignore
