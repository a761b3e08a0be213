import { fakeServer, type Fake, type Reply } from './server.ts';

/**
 * A FAKE of the REST API of GitHub for tests, over real HTTP, after docs.github.com/rest (2022-11-28): bearer token, Link headers, both
 * rate limits, 404 for what is not shown. One organisation with a repository that deploys, an archived one and an empty one.
 */
export const TOKEN = 'ghp_faketokenfaketokenfaketokenfaketoken';
export const OTHER_TOKEN = `${TOKEN}-of-another`;
export const VALUE = 'value-of-a-variable-never-to-be-written';

const SHA = { workflow: 'a'.repeat(40), owners: 'b'.repeat(40), github: 'c'.repeat(40) } as const;
const WORKFLOW = `on: { push: {}, workflow_dispatch: {} }
jobs:
  promote:
    runs-on: gpu-box
    environment: production
    steps:
      - run: mlflow models promote --stage production
        env: { MLFLOW_TRACKING_URI: https://mlflow.example.com }
  check:
    runs-on: ubuntu-latest
    permissions: { id-token: write }
    steps:
      - uses: aws-actions/configure-aws-credentials@v4
        with: { role-to-assume: 'arn:aws:iam::111122223333:role/deploy' }
`;
const blob = (text: string): unknown => ({ encoding: 'base64', content: Buffer.from(text).toString('base64').replace(/(.{60})/gu, '$1\n'), size: text.length }); // prettier-ignore
const repository = (name: string, more: object = {}): object => ({
  name, full_name: `acme/${name}`, default_branch: 'main', visibility: 'private', private: true, archived: false, size: 9, ...more,
}); // prettier-ignore

/** By path without query; lists are paged by two. */
const ANSWERS: Readonly<Record<string, unknown>> = {
  '/orgs/acme': { login: 'acme', billing_email: 'somebody@example.com' },
  '/orgs/acme/repos': [repository('models'), repository('.github', { size: 0 }), repository('old', { archived: true })],
  '/orgs/acme/actions/permissions/workflow': { default_workflow_permissions: 'write', can_approve_pull_request_reviews: true },
  '/orgs/acme/actions/variables': { total_count: 1, variables: [{ name: 'REGION', value: VALUE, visibility: 'all' }] },
  '/orgs/acme/installations': {
    total_count: 1,
    installations: [{ id: 1, app_id: 7, app_slug: 'deployer', account: { login: 'acme' }, repository_selection: 'all', permissions: { contents: 'write' }, created_at: '2026-01-01T00:00:00Z', suspended_at: null }],
  },
  '/repos/acme/models/actions/permissions/workflow': { default_workflow_permissions: 'write', can_approve_pull_request_reviews: false },
  '/repos/acme/models/actions/oidc/customization/sub': { use_default: false, include_claim_keys: ['repository_owner', 'repo', 'context'] },
  '/repos/acme/models/actions/variables': { total_count: 1, variables: [{ name: 'PASSWORD', value: VALUE }] },
  '/repos/acme/models/actions/secrets': { total_count: 3, secrets: ['ONE', 'TWO', 'THREE'].map((name) => ({ name })) },
  '/repos/acme/models/actions/runners': { total_count: 1, runners: [{ id: 1, name: 'box', os: 'linux', status: 'online', labels: [{ name: 'self-hosted', type: 'read-only' }, { name: 'gpu-box', type: 'custom' }] }] },
  '/repos/acme/models/environments': {
    total_count: 1,
    environments: [{ name: 'production', protection_rules: [{ type: 'required_reviewers', prevent_self_review: true, reviewers: [{ type: 'Team', reviewer: { slug: 'ml-leads' } }] }], deployment_branch_policy: null }],
  },
  '/repos/acme/models/keys': [{ id: 1, key: `ssh-ed25519 ${VALUE}`, title: 'robot', read_only: false }],
  '/repos/acme/models/rules/branches/main': [],
  '/repos/acme/models/contents/': [
    { name: '.github', path: '.github', type: 'dir', sha: SHA.github },
    { name: 'CODEOWNERS', path: 'CODEOWNERS', type: 'file', sha: SHA.owners, size: 20 },
  ],
  [`/repos/acme/models/git/trees/${SHA.github}`]: {
    truncated: false,
    tree: [
      { path: 'workflows', type: 'tree', sha: 'd'.repeat(40) },
      { path: 'workflows/promote.yml', type: 'blob', sha: SHA.workflow, size: 500 },
      { path: '../../escape/workflows/x.yml', type: 'blob', sha: SHA.workflow, size: 500 },
    ],
  },
  [`/repos/acme/models/git/blobs/${SHA.workflow}`]: blob(WORKFLOW),
  [`/repos/acme/models/git/blobs/${SHA.owners}`]: blob('* @acme/everybody\n'),
}; // prettier-ignore

/** Calls that fail before they work, in this order. */
const TROUBLE: Readonly<Record<string, readonly Reply[]>> = {
  '/orgs/acme/repos': [{ status: 403, body: { message: `You have exceeded a secondary rate limit for ${TOKEN}` }, headers: { 'retry-after': '1' } }],
  '/repos/acme/models/actions/secrets': [{ status: 502, body: {} }, { status: 0, reset: true }],
  '/repos/acme/models/environments': [{ status: 429, body: {}, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '0' } }],
}; // prettier-ignore
const REFUSED = new Set(['/repos/acme/models/teams']);

export async function fakeGithub(): Promise<Fake> {
  const seen = new Map<string, number>();
  const fake = await fakeServer(
    ({ url = '' }) => url.replace(/\?per_page=100&?/u, '?').replace(/\?$/u, ''),
    (_call, { url = '', headers }): Reply => {
      if (headers.authorization !== `token ${TOKEN}` && headers.authorization !== `token ${OTHER_TOKEN}`) return { status: 401, body: { message: 'Bad credentials' } };
      const { pathname, searchParams } = new URL(url, 'http://fake');
      const times = seen.get(pathname) ?? 0;
      seen.set(pathname, times + 1);
      const trouble = TROUBLE[pathname]?.[times];
      if (trouble) return trouble;
      if (REFUSED.has(pathname)) return { status: 403, body: { message: 'Must have admin rights' } };
      const body = ANSWERS[pathname];
      if (body === undefined) return { status: 404, body: { message: 'Not Found' } };
      return searchParams.has('per_page') ? paged(body, pathname, Number(searchParams.get('page') ?? 1)) : { status: 200, body };
    },
  ); // prettier-ignore
  const paged = (body: unknown, path: string, page: number): Reply => {
    const cut = (list: readonly unknown[]): unknown[] => list.slice((page - 1) * 2, page * 2);
    const lists = Array.isArray(body) ? [body as unknown[]] : Object.values(body as object).filter((one) => Array.isArray(one)); // prettier-ignore
    const more = lists.some((list) => list.length > page * 2);
    const some = Array.isArray(body) ? cut(body) : Object.fromEntries(Object.entries(body as object).map(([key, one]) => [key, Array.isArray(one) ? cut(one) : (one as unknown)])); // prettier-ignore
    const link = `<${fake.url}${path}?per_page=100&page=${page + 1}>; rel="next", <${fake.url}${path}?page=9>; rel="last"`;
    return { status: 200, body: some, headers: more ? { link } : {} };
  };
  return fake;
}
