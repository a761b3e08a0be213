import { describe, expect, it } from 'vitest';
import type { Fact } from '../../model/facts.ts';
import { hole } from '../../model/hole.ts';
import { readTexts, type Told } from '../testing/read-texts.ts';
import { github } from './connector.ts';

/** Constructed in the form that `scan --collect github` writes. */
const PATH = 'acme/models/.github/workflows/a.yml';
const REPO = '/repos/{owner}/{repo}';
const settings = (answers: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({
    writ: 'collected/github/1',
    organisation: 'acme',
    repository: 'models',
    answers: Object.entries(answers).map(([operation, output]) => ({ operation: `${REPO}/${operation}`, output })),
  });
const read = (workflow: string, answers?: Readonly<Record<string, unknown>>, more = {}): Told =>
  readTexts(github, {
    [PATH]: workflow,
    ...(answers === undefined ? {} : { 'acme/models/settings.json': settings(answers) }),
    ...more,
  });
const factOf = <F extends Fact['fact']>({ estate }: Told, fact: F): Extract<Fact, { readonly fact: F }> | undefined =>
  estate.facts.find((one): one is Extract<Fact, { readonly fact: F }> => one.fact === fact);

const SILENT = 'on: push\njobs:\n  a:\n    runs-on: gpu-box\n    steps:\n      - run: make\n';
const PROMOTES = `on: push
jobs:
  a:
    runs-on: ubuntu-latest
    environment: Production
    steps:
      - run: mlflow models promote --stage production
        env: { MLFLOW_TRACKING_URI: https://mlflow.example.com }
`;
const environment = (rules: readonly unknown[]): Readonly<Record<string, unknown>> => ({
  environments: { environments: [{ name: 'production', protection_rules: rules }] },
});
const REVIEWED = environment([
  { type: 'required_reviewers', reviewers: [{ type: 'Team', reviewer: { slug: 'ml-leads' } }, { type: 'User', reviewer: { login: 'ada' } }] },
]); // prettier-ignore

describe('settings that were collected', () => {
  it.each([
    ['write', ['write-all']],
    ['read', ['contents: read', 'packages: read']],
  ])('say what the token of a job may do that says nothing: %s', (word, token) => {
    const told = read(SILENT, { 'actions/permissions/workflow': { default_workflow_permissions: word } });
    expect(factOf(told, 'workflow')?.token).toEqual(token);
    expect(factOf(read(SILENT), 'workflow')?.token).toEqual(['default']);
  });

  it('say who lets a job run, and so who approves what it does', () => {
    const told = read(PROMOTES, REVIEWED);
    const deploy = factOf(told, 'deploy');
    expect(deploy?.approval).toBe('required');
    const approvers = told.estate.facts.filter((one) => one.fact === 'authority');
    expect(approvers).toMatchObject([
      { node: deploy?.target, may: 'approve', who: '@acme/ml-leads' },
      { node: deploy?.target, may: 'approve', who: '@ada' },
    ]);
  });

  it('say that an environment asks nobody, by its rules or because it is not there', () => {
    expect(factOf(read(PROMOTES, environment([{ type: 'wait_timer', wait_timer: 5 }])), 'deploy')?.approval).toBe(
      'none',
    );
    expect(factOf(read(PROMOTES, { environments: { environments: [] } }), 'deploy')?.approval).toBe('none');
    expect(factOf(read(PROMOTES, {}), 'deploy')?.approval).toBe('unknown');
  });

  it('say whether owners of the workflow are asked', () => {
    const owners = { 'acme/models/CODEOWNERS': '* @acme/owners\n' };
    const rule = (asks: boolean): unknown => [
      { type: 'pull_request', parameters: { require_code_owner_review: asks } },
    ];
    const reviewers = (rules: unknown): readonly string[] | undefined =>
      factOf(read(SILENT, { 'rules/branches/{branch}': rules }, owners), 'workflow')?.reviewers;
    expect(reviewers(rule(true))).toEqual(['@acme/owners']);
    expect(reviewers(rule(false))).toEqual([]);
    expect(reviewers([])).toEqual([]);
    // Rules that were refused are not known to be absent.
    expect(factOf(read(SILENT, {}, owners), 'workflow')?.reviewers).toEqual(['@acme/owners']);
  });

  it('say whether the token of a workflow may write the branch', () => {
    const writes = SILENT.replace('    steps', '    permissions: { contents: write }\n    steps');
    const edge = (told: Told): unknown =>
      told.estate.edges.filter(({ kind, to }) => kind === 'REPO_WRITE' && to.startsWith('github:Repo:')).map(({ confidence }) => confidence); // prettier-ignore
    expect(edge(read(writes, { 'rules/branches/{branch}': [] }))).toEqual(['configured']);
    expect(edge(read(writes, { 'rules/branches/{branch}': [{ type: 'pull_request' }] }))).toEqual(['possible']);
    expect(edge(read(writes))).toEqual(['possible']);
  });

  it('say which labels are machines of the organisation', () => {
    const runners = { runners: [{ labels: [{ name: 'gpu-box', type: 'custom' }] }] };
    expect(factOf(read(SILENT, { 'actions/runners': runners }), 'workflow')?.selfHosted).toBe(true);
    expect(factOf(read(SILENT, {}), 'workflow')?.selfHosted).toBe(false);
    const ofOrganisation = JSON.stringify({ writ: 'collected/github/1', organisation: 'acme', answers: [{ operation: '/orgs/{org}/actions/runners', output: runners }] }); // prettier-ignore
    expect(factOf(read(SILENT, {}, { 'acme/organisation.json': ofOrganisation }), 'workflow')?.selfHosted).toBe(true);
  });

  it('say what the subject of its tokens is made of', () => {
    const login = `on: push
jobs:
  a:
    runs-on: ubuntu-latest
    environment: prod
    permissions: { id-token: write }
    steps:
      - uses: aws-actions/configure-aws-credentials@v4
        with: { role-to-assume: 'arn:aws:iam::111122223333:role/deploy' }
`;
    const claims = { use_default: false, include_claim_keys: ['repository_owner', 'context', 'job_workflow_ref'] };
    const told = read(login, { 'actions/oidc/customization/sub': claims });
    expect(factOf(told, 'federation')?.subjects).toEqual([
      `repository_owner:${hole('owner')}:environment:prod:job_workflow_ref:${hole('job_workflow_ref')}`,
    ]);
    const usual = read(login, {
      'actions/oidc/customization/sub': { use_default: true, include_claim_keys: ['repo'] },
    });
    expect(factOf(usual, 'federation')?.subjects).toEqual([`repo:${hole('repository')}:environment:prod`]);
  });

  it('count as read, and what is broken is told', () => {
    const told = readTexts(github, { 'acme/models/settings.json': '{"writ": "collected/github/1", "answers": [' });
    expect(told.estate.diagnostics.map(({ code }) => code)).toEqual(['malformed']);
  });
});

describe('who may change a repository, by its settings', () => {
  const KEYS = [
    { id: 7, title: 'ci', read_only: false, added_by: 'ada', created_at: '2023-05-01T00:00:00Z' },
    { id: 8, title: 'mirror', read_only: true },
    { id: 9, title: 'off', read_only: false, enabled: false },
  ];
  const TOKENS = JSON.stringify({
    writ: 'collected/github/1',
    organisation: 'acme',
    answers: [
      {
        operation: '/orgs/{org}/personal-access-tokens',
        output: [
          { id: 1, owner: { login: 'bob' }, repository_selection: 'all', permissions: { repository: { contents: 'write' } }, token_expired: false, token_expires_at: null },
          { id: 2, owner: { login: 'eve' }, repository_selection: 'all', permissions: { repository: { contents: 'read' } }, token_expires_at: null },
          { id: 3, owner: { login: 'kim' }, repository_selection: 'subset', permissions: { repository: { contents: 'write' } }, token_expires_at: null },
        ],
      },
    ],
  });
  const writers = (answers: Readonly<Record<string, unknown>>): readonly string[] => {
    const { estate } = read(SILENT, answers, { 'acme/organisation.json': TOKENS });
    const named = new Map(estate.nodes.map(({ id, name }) => [id, name]));
    return estate.edges
      .filter(({ kind, from }) => kind === 'REPO_WRITE' && !from.startsWith('github:Repo:'))
      .map(({ from, confidence, precondition }) => `${named.get(from) ?? from} ${confidence}${precondition === undefined ? '' : `: ${precondition}`}`)
      .sort();
  };

  it('keys that may push, people let in by name, tokens for all repositories', () => {
    const people = [{ login: 'guest', role_name: 'write' }, { login: 'reader', role_name: 'read' }];
    const open = { keys: KEYS, collaborators: people, 'rules/branches/{branch}': [] };
    expect(writers(open)).toEqual(['ci configured', 'guest configured', 'token of bob configured']);
    expect(writers({ keys: KEYS })).toEqual([
      'ci possible: no rule of the repository keeps it from the branch',
      'token of bob possible: no rule of the repository keeps it from the branch',
    ]);
    expect(writers({ keys: KEYS, 'rules/branches/{branch}': [{ type: 'pull_request' }] })[0]).toContain('asks for a pull request');
  });

  it('tells which of them never end', () => {
    const { estate } = read(SILENT, { keys: KEYS }, { 'acme/organisation.json': TOKENS });
    const ends = estate.facts.flatMap((one) => (one.fact === 'lifetime' ? [[one.what, one.expires, one.created]] : []));
    expect(ends.sort()).toEqual([['deploy key', null, '2023-05-01'], ['personal access token', null, undefined]]);
  });
}); // prettier-ignore
