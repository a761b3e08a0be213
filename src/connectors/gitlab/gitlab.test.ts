import { describe, expect, it } from 'vitest';
import type { DeployFact, WorkflowFact } from '../../model/system-facts.ts';
import { readTexts, type Told } from '../testing/read-texts.ts';
import { gitlab } from './connector.ts';

const read = (text: string, more: Readonly<Record<string, string>> = {}): Told =>
  readTexts(gitlab, { '.gitlab-ci.yml': text, ...more });
const edges = ({ estate }: Told): readonly string[] =>
  estate.edges.map(({ kind, from, to }) => `${kind} ${from} > ${to}`).sort();
const references = ({ builder }: Told): readonly string[] =>
  builder.allReferences().map(({ kind, key }) => `${kind} ${key}`);
const deploys = ({ estate }: Told): readonly DeployFact[] => estate.facts.filter((one) => one.fact === 'deploy');
const workflow = ({ estate }: Told): WorkflowFact | undefined => estate.facts.find((one) => one.fact === 'workflow');
const ID = 'gitlab:Pipeline:default/.gitlab-ci.yml';

describe('a GitLab pipeline', () => {
  it('puts jobs together from extends, references, defaults and included files', () => {
    const told = read(
      `include: /ci/base.yml
default: { tags: [gpu] }
deploy:
  extends: [.kube, .prod]
  script:
    - !reference [.kube, script]
    - helm upgrade b .
`,
      {
        'ci/base.yml':
          '.kube:\n  variables: { KUBE_CONTEXT: ml-eu }\n  script: [kubectl apply -f a]\n.prod:\n  environment: production\n',
      },
    );
    expect(deploys(told)).toMatchObject([
      { what: 'deploy', environment: 'prod', target: 'k8s:Cluster:ml-eu', approval: 'unknown', untrusted: false },
      { what: 'deploy', environment: 'prod', target: 'k8s:Cluster:ml-eu' },
    ]);
    expect(deploys(told)[0]?.evidence).toEqual([{ file: 'ci/base.yml', line: 3 }]);
    expect(references(told)).toContain('CI_DEPLOYS cluster:ml-eu');
    expect(workflow(told)?.selfHosted).toBe(true);
    expect([...told.claimed].sort()).toEqual(['.gitlab-ci.yml', 'ci/base.yml']);
    expect(told.estate.diagnostics).toEqual([]);
  });

  it('is entered from a fork only where merge requests have pipelines, and only if they run in the parent project', () => {
    const job = (rule: string): string => `test:\n  stage: test\n  script: [make]\n  rules:\n    - if: ${rule}\n`;
    const open = read(job(`$CI_PIPELINE_SOURCE == "merge_request_event"`));
    expect(open.estate.edges).toMatchObject([
      { kind: 'FORK_PR_EXEC', confidence: 'possible', precondition: 'fork pipelines run in the parent project' },
    ]);
    expect(open.estate.nodes.find(({ entry }) => entry === 'fork-pr')).toBeDefined();
    expect(workflow(open)?.triggers).toMatchObject([{ event: 'merge_request_event', untrusted: true }]);
    for (const rule of ['$CI_COMMIT_BRANCH == "main"', `$CI_PIPELINE_SOURCE != "merge_request_event"`])
      expect(edges(read(job(rule)))).toEqual([]);
    const closed = `workflow:\n  rules:\n    - if: $CI_COMMIT_BRANCH\n${job(`$CI_PIPELINE_SOURCE == "merge_request_event"`)}`;
    expect(edges(read(closed))).toEqual([]);
  });

  it('says that nothing holds a deployment back only where that is certain', () => {
    const job = (more: string): string => `go:\n  stage: deploy\n  script: [kubectl apply -n prod -f x]\n${more}`;
    expect(deploys(read(job('')))).toMatchObject([{ approval: 'none', environment: 'prod' }]);
    expect(deploys(read(job('  when: manual\n')))).toMatchObject([{ approval: 'unknown' }]);
    expect(deploys(read(job('  environment: prod\n')))).toMatchObject([{ approval: 'unknown' }]);
    expect(deploys(read(job('  environment: { name: prod, action: stop }\n')))).toEqual([]);
  });

  it('tells secrets by name, literals as credentials, and neither its own tokens nor values', () => {
    const told = read(
      `variables:
  DB_PASSWORD: { value: "s3cr3tHorse42", description: x }
job:
  stage: a
  id_tokens: { VAULT_ID_TOKEN: { aud: x } }
  script:
    - curl -H "Authorization=$API_TOKEN" -u $CI_REGISTRY_PASSWORD $VAULT_ID_TOKEN $DB_PASSWORD
`,
    );
    expect(workflow(told)).toMatchObject({ secrets: ['API_TOKEN'], oidc: true });
    expect(told.estate.facts.filter((one) => one.fact === 'credential')).toMatchObject([
      { key: 'DB_PASSWORD', where: 'env' },
    ]);
    expect(JSON.stringify(told.estate)).not.toContain('s3cr3tHorse42');
  });

  it('exchanges its token for roles, and reads stores', () => {
    const told = read(
      `job:
  stage: a
  id_tokens: { T: { aud: x } }
  variables: { ROLE: "arn:aws:iam::123456789012:role/x", VAULT_ADDR: "https://vault.example.com:8200" }
  secrets: { DB: { vault: a/b/c } }
  script:
    - eval $(aws sts assume-role-with-web-identity --role-arn $ROLE --web-identity-token $T)
    - gcloud iam workload-identity-pools create-cred-config p --service-account=ml@proj.iam.gserviceaccount.com
    - az login --service-principal -u $AZURE_CLIENT_ID -t tenant --federated-token $T
`,
    );
    expect(edges(told)).toEqual(
      expect.arrayContaining([
        `GH_OIDC ${ID} > aws:Role:123456789012/arn:aws:iam::123456789012:role%2Fx`,
        `GH_OIDC ${ID} > gcp:ServiceAccount:proj/ml@proj.iam.gserviceaccount.com`,
        `DATA_ACCESS ${ID} > vault:Vault:vault.example.com`,
      ]),
    );
    expect(edges(told).filter((one) => one.includes('azure') || one.includes('$AZURE_CLIENT_ID'))).toHaveLength(1);
  });

  it('leads on to what it calls, builds and runs', () => {
    const told = read(
      `a:
  stage: a
  image: registry.example.com/ml/base:1
  script:
    - papermill nb/train.ipynb out.ipynb
    - docker build -t registry.example.com/ml/x:$CI_COMMIT_SHA .
b:
  stage: b
  trigger: { include: child.yml }
c:
  stage: b
  trigger: group/serving
`,
      { 'child.yml': 'x:\n  stage: a\n  script: [make]\n' },
    );
    expect(references(told)).toEqual(
      expect.arrayContaining(['RUNS_NOTEBOOK file:nb/train.ipynb', 'BUILDS_IMAGE image:registry.example.com/ml/x']),
    );
    expect(edges(told)).toEqual([
      `CALLS_WORKFLOW ${ID} > gitlab:Pipeline:default/child.yml`,
      `CALLS_WORKFLOW ${ID} > gitlab:Pipeline:group/serving/.gitlab-ci.yml`,
    ]);
  });

  it('names code of others, pinned or not', () => {
    const told = read(
      `include:
  - { project: other/templates, ref: 0123456789012345678901234567890123456789, file: /a.yml }
  - { remote: "https://user:pw@example.com/a.yml?token=1" }
  - { component: gitlab.com/org/scan/sast@1.0 }
  - { template: Auto-DevOps.gitlab-ci.yml }
  - { local: gone.yml }
job: { stage: a, image: "python:3.12", services: ["redis@sha256:${'a'.repeat(64)}"], script: [make] }
`,
    );
    const actions = told.estate.facts.flatMap((one) =>
      one.fact === 'action' ? [`${one.uses} ${one.ref.slice(0, 8)} ${String(one.pinned)}`] : [],
    );
    expect(actions.sort()).toEqual([
      'docker://python 3.12 false',
      'docker://redis sha256:a true',
      'gitlab.com/org/scan/sast 1.0 false',
      'https://example.com/a.yml  false',
      'other/templates 01234567 true',
    ]);
    expect(told.estate.diagnostics).toMatchObject([{ code: 'missing-reference', place: { line: 6 } }]);
  });

  it('reads text of authors that becomes a command', () => {
    const rules = '  rules: [{ if: $CI_MERGE_REQUEST_IID }]\n';
    expect(
      workflow(read(`a:\n  stage: a\n${rules}  script: ['sh -c "echo $CI_MERGE_REQUEST_TITLE"']\n`))?.strangersCode,
    ).toMatchObject({
      how: 'CI_MERGE_REQUEST_TITLE is expanded into a script of job a',
    });
    expect(
      workflow(read(`a:\n  stage: a\n${rules}  script: ['echo "$CI_MERGE_REQUEST_TITLE"']\n`))?.strangersCode,
    ).toBeUndefined();
  });
});

describe('hostile pipelines', () => {
  it('puts a job together once, however many ways lead to it', () => {
    const layer = (at: number): string => `[${Array.from({ length: 8 }, (_, one) => `.l${at}-${one}`).join(', ')}]`;
    const layers = Array.from({ length: 9 }, (_, at) =>
      Array.from({ length: 8 }, (__, one) => `.l${at}-${one}: { extends: ${layer(at + 1)}, stage: a }\n`).join(''),
    );
    const last = Array.from({ length: 8 }, (_, one) => `.l9-${one}: { environment: prod }\n`).join('');
    const told = read(`${layers.join('')}${last}go: { extends: ${layer(0)}, script: [kubectl apply -f x] }\n`);
    expect(deploys(told)).toMatchObject([{ environment: 'prod' }]);
  });

  it('follows references and extends that go in circles or multiply, once', () => {
    const many = (name: string): string =>
      `[${Array.from({ length: 60 }, () => `!reference [${name}, script]`).join(', ')}]`;
    const chain = Array.from(
      { length: 12 },
      (_, at) => `.s${at}:\n  extends: .s${at + 1}\n  script: ${many(`.s${at + 1}`)}\n`,
    ).join('');
    expect(
      workflow(
        read(`${chain}.s12: { extends: .s0, script: [] }\njob: { stage: a, extends: .s0, script: ${many('.s0')} }\n`),
      ),
    ).toBeDefined();
  });

  it('keeps names of prototypes harmless, and includes itself once', () => {
    const told = read(
      'include: /.gitlab-ci.yml\n__proto__:\n  stage: a\n  script: [kubectl apply -f x]\nconstructor: { extends: toString }\n',
    );
    expect(deploys(told)).toHaveLength(1);
  });

  it('leaves files of others alone', () => {
    const told = readTexts(gitlab, {
      'compose.yml': 'services:\n  a:\n    extends: b\n    image: x\n',
      'action.yml': 'on: push\njobs:\n  a:\n    steps:\n      - script: x\n',
      'taskfile.yml': 'version: 3\nbuild:\n  script: make\n',
    });
    expect([...told.claimed]).toEqual([]);
    expect(told.estate.nodes).toEqual([]);
  });

  it('says where its own file is broken', () => {
    expect(read('a: [\n').estate.diagnostics).toMatchObject([{ code: 'malformed', place: { file: '.gitlab-ci.yml' } }]);
  });
});

describe('a pipeline that multiplies', () => {
  it('is read up to a bound, and says so', () => {
    const script = Array.from({ length: 4000 }, (_, at) => `    - echo ${at}\n`).join('');
    const jobs = Array.from({ length: 60 }, (_, at) => `j${at}: { extends: .all, stage: a }\n`).join('');
    const told = read(`.all:\n  script:\n${script}${jobs}`);
    expect(told.estate.diagnostics).toMatchObject([{ code: 'too-large' }]);
  });
});
