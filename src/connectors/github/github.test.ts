import { describe, expect, it } from 'vitest';
import { EstateBuilder } from '../../model/builder.ts';
import { repoKey } from '../../model/keys.ts';
import { plainContext, readTexts, type Told } from '../testing/read-texts.ts';
import { github } from './connector.ts';

/** Constructed after GitHub's workflow syntax and the documentation of each action. */
const read = (texts: Readonly<Record<string, string>>): Told => readTexts(github, texts);
const edges = ({ estate }: Told, kind: string): string[] =>
  estate.edges.filter((one) => one.kind === kind).map(({ from, to }) => `${from} > ${to}`);
const job = (steps: string, over = ''): string =>
  `on: push\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n${over}    steps:\n${steps}`;

const FLOW = 'github:Workflow:default/.github/workflows/a.yml';
const PATH = '.github/workflows/a.yml';

describe('what a workflow acts as', () => {
  it('takes on cloud identities with its own token, and with what stays unknown named', () => {
    const steps = `      - uses: aws-actions/configure-aws-credentials@v4
        with: { role-to-assume: 'arn:aws:iam::123456789012:role/deploy' }
      - uses: aws-actions/configure-aws-credentials@v4
        with: { role-to-assume: '\${{ secrets.ROLE }}' }
      - uses: google-github-actions/auth@v2
        with: { service_account: ci@ml-prod.iam.gserviceaccount.com }
      - uses: azure/login@v2
        with: { client-id: 0a1b, tenant-id: 9f8e }
`;
    const told = read({ [PATH]: job(steps, '    permissions: { id-token: write }\n') });
    expect(edges(told, 'GH_OIDC').sort()).toEqual([
      `${FLOW} > aws:Role:123456789012/arn:aws:iam::123456789012:role%2Fdeploy`,
      `${FLOW} > aws:Role:{account}/{secrets.ROLE of default}`,
      `${FLOW} > azure:Application:9f8e/0a1b`,
      `${FLOW} > gcp:ServiceAccount:ml-prod/ci@ml-prod.iam.gserviceaccount.com`,
    ]);
    const unknown = told.estate.edges.find(({ to }) => to.includes('secrets.ROLE'));
    expect(unknown).toMatchObject({ confidence: 'possible' });
  });

  it('holds secrets by name, through called workflows of the same repository too, but not its own token', () => {
    const told = read({
      [PATH]:
        'on: push\njobs:\n  call:\n    uses: ./.github/workflows/b.yml\n    secrets:\n      key: ${{ secrets.PROD_KEY }}\n',
      '.github/workflows/b.yml': `on: workflow_call\njobs:\n  do:\n    runs-on: x\n    steps:\n      - run: ./a\n        env: { K: '\${{ secrets.key }}', T: '\${{ secrets.GITHUB_TOKEN }}' }\n`,
    });
    expect(edges(told, 'WORKFLOW_SECRET').sort()).toEqual([
      `${FLOW} > github:Secret:default/PROD_KEY`,
      'github:Workflow:default/.github/workflows/b.yml > github:Secret:default/PROD_KEY',
    ]);
    expect(edges(told, 'CALLS_WORKFLOW')).toHaveLength(1);
  });
});

describe('what a workflow changes', () => {
  it('deploys into the cluster that it connected to, asks an environment, and leaves clusters of the job alone', () => {
    const real = job(
      '      - run: |\n          aws eks update-kubeconfig --name ml-prod\n          helm upgrade --install a ./a -n serving\n',
      '    environment: production\n',
    );
    const told = read({ [PATH]: real });
    expect(told.builder.allReferences().filter(({ kind }) => kind === 'CI_DEPLOYS')).toMatchObject([
      { key: 'cluster:ml-prod', node: FLOW, evidence: [{ file: PATH, line: 9 }] },
    ]);
    expect(told.estate.facts.find(({ fact }) => fact === 'deploy')).toMatchObject({
      what: 'deploy', environment: 'prod', approval: 'unknown', target: 'k8s:Cluster:ml-prod',
    }); // prettier-ignore
    const local = read({ [PATH]: job('      - run: kind create cluster\n      - run: kubectl apply -f a.yaml\n') });
    expect(local.estate.facts.filter(({ fact }) => fact === 'deploy')).toEqual([]);
    expect(local.builder.allReferences().filter(({ kind }) => kind === 'CI_DEPLOYS')).toEqual([]);
  });

  it('builds images, whatever their tag, and runs notebooks where they stand', () => {
    const steps = `      - uses: docker/build-push-action@v6
        with: { push: true, tags: 'ghcr.io/acme/scorer:\${{ github.sha }}' }
      - run: docker push quay.io/acme/api:$TAG
      - working-directory: nb
        run: papermill train.ipynb /tmp/out.ipynb
`;
    const keys = read({ [PATH]: job(steps) })
      .builder.allReferences()
      .map(({ kind, key }) => `${kind} ${key}`);
    expect(keys).toContain('BUILDS_IMAGE image:ghcr.io/acme/scorer');
    expect(keys).toContain('BUILDS_IMAGE image:quay.io/acme/api');
    expect(keys).toContain('RUNS_NOTEBOOK file:nb/train.ipynb');
  });

  it('promotes models where the server has a name', () => {
    const run = (uri: string): Told =>
      read({
        [PATH]: job(
          `      - run: python -c 'c.transition_model_version_stage("m", 3, stage="Production")'\n        env: { MLFLOW_TRACKING_URI: '${uri}' }\n`,
        ),
      });
    expect(run('https://mlflow.acme.dev').builder.allReferences()).toContainEqual(
      expect.objectContaining({ kind: 'PROMOTES', key: 'host:mlflow.acme.dev' }),
    );
    expect(run('http://localhost:5000').estate.facts.filter(({ fact }) => fact === 'deploy')).toEqual([]);
  });
});

describe('where a workflow stands', () => {
  it('is known by the remote of its repository, and is reviewed by the last pattern that covers it', () => {
    const builder = new EstateBuilder();
    const key = repoKey('github.com/acme/ml') ?? '';
    const standing = plainContext(builder).standing;
    const told = readTexts(
      github,
      { [PATH]: job('      - uses: acme/tool@v1\n'), '.github/CODEOWNERS': '* @acme/all\n/.github/workflows/ @acme/platform\n/docs @acme/docs\n' },
      {
        standing: (file) => ({
          ...standing(file), realm: 'acme', path: ['ml', ...file.relative.split('/')],
          repository: { host: 'github.com', organisation: 'acme', name: 'ml', key },
        }),
      },
    ); // prettier-ignore
    expect(told.estate.nodes.map(({ id }) => id)).toContain('github:Workflow:acme/ml/.github/workflows/a.yml');
    expect([...(told.builder.allKeys().get(key) ?? [])]).toEqual(['github:Repo:acme/ml']);
    expect(told.estate.facts.find(({ fact }) => fact === 'workflow')).toMatchObject({ reviewers: ['@acme/platform'] });
    expect(told.estate.facts.find(({ fact }) => fact === 'action')).toMatchObject({ firstParty: true, pinned: false });
  });

  it('is only possible outside of the folder that GitHub runs, and is nothing where the words mean something else', () => {
    const outside = read({ 'docs/example.yml': job('      - run: ./a\n        env: { K: "${{ secrets.K }}" }\n') });
    expect(outside.estate.edges.find(({ kind }) => kind === 'WORKFLOW_SECRET')).toMatchObject({
      confidence: 'possible',
    });
    expect(read({ 'a.yml': 'on: x\njobs: [1]\n' }).claimed.size).toBe(0);
    expect(read({ [PATH]: 'on: push\njobs: [1]\n' }).estate.diagnostics).toMatchObject([
      { code: 'malformed', place: { line: 2 } },
    ]);
  });
});

describe('hostile workflows', () => {
  it.each([
    ['expressions that never end', `      - run: "${'${{'.repeat(60_000)}"\n`],
    ['quotes in expressions', `      - run: "${"${{'a".repeat(40_000)}"\n`],
    ['words that no shell ends', `      - run: "${'kubectl $( '.repeat(40_000)}"\n`],
    [
      'variables of themselves',
      '      - run: echo ${{ env.A }}\n        env: { A: "${{ env.B }}${{ env.B }}", B: "${{ env.A }}${{ env.A }}" }\n',
    ],
  ])('are read within bounds: %s', (_what, steps) => {
    expect(read({ [PATH]: job(steps) }).claimed.size).toBe(1);
  });

  it('calls that go round in circles end', () => {
    const call = (other: string): string =>
      `on: [workflow_call, issue_comment]\njobs:\n  a:\n    uses: ./.github/workflows/${other}.yml\n    secrets: inherit\n`;
    expect(read({ [PATH]: call('b'), '.github/workflows/b.yml': call('a') }).claimed.size).toBe(2);
  });

  it('a thousand jobs that call each other are each looked at once', () => {
    const jobs = Array.from(
      { length: 1000 },
      (_none, index) =>
        `  j${index}:\n    needs: j${index + 1}\n    if: github.actor != 'x'\n    uses: ./.github/workflows/a.yml\n    secrets: { K: '\${{ secrets.K }}' }\n`,
    );
    const told = read({ [PATH]: `on: [workflow_call, issue_comment]\njobs:\n${jobs.join('')}` });
    expect(told.estate.facts.filter(({ fact }) => fact === 'workflow')).toHaveLength(1);
  });

  it('a value that all jobs share is one credential', () => {
    const text = `on: push\nenv: { API_TOKEN: Qm4Vt7Zx2Lc9KdRw }\njobs:\n  a: { runs-on: x, steps: [{ run: a }] }\n  b: { runs-on: x, steps: [{ run: b }] }\n`;
    expect(read({ [PATH]: text }).estate.facts.filter(({ fact }) => fact === 'credential')).toHaveLength(1);
  });
});
