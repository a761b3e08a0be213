import { describe, expect, it } from 'vitest';
import { github } from '../../connectors/github/connector.ts';
import { readTexts } from '../../connectors/testing/read-texts.ts';
import { buildGraph } from '../../graph/build.ts';
import { judgeBy, type Judged } from '../judge.ts';
import { pullRequestTargetWithSecrets } from './pull-request-target-with-secrets.ts';

/** Constructed after GitHub's documentation, "Security hardening for GitHub Actions". */
function judge(on: string, ...jobs: readonly string[]): Judged[] {
  const text = `on:\n${on}\njobs:\n${jobs.map((job, index) => `  job${index}:\n    runs-on: ubuntu-latest\n${job}`).join('')}`;
  const { estate } = readTexts(github, { '.github/workflows/ci.yml': text });
  expect(estate.diagnostics).toEqual([]);
  return judgeBy([pullRequestTargetWithSecrets], estate, buildGraph(estate));
}

const CHECKOUT = `      - uses: actions/checkout@v4
        with:
          ref: \${{ github.event.pull_request.head.sha }}
`;
const TEST = '      - run: npm test\n';
const SECRET = '      - run: ./deploy.sh\n        env:\n          KEY: ${{ secrets.DEPLOY_KEY }}\n';
const READS = '    permissions:\n      contents: read\n';
const STEPS = '    steps:\n';

describe('pull-request-target-with-secrets', () => {
  it('is critical where code of a stranger runs in the job that holds a secret', () => {
    const [found, ...rest] = judge('  pull_request_target:', READS + STEPS + CHECKOUT + TEST + SECRET);
    expect(rest).toEqual([]);
    expect(found).toMatchObject({ severity: 'critical', confidence: 'configured' });
    expect(found?.detail).toContain('then npm test');
    expect(found?.plan).toMatchObject({ kind: 'patch', edits: [{ text: 'pull_request' }] });
  });

  it('tells jobs apart: a secret beside, in another job, is not met', () => {
    const apart = judge('  pull_request_target:', READS + STEPS + CHECKOUT + TEST, READS + STEPS + SECRET);
    expect(apart).toMatchObject([{ severity: 'medium' }]);
    expect(judge('  issue_comment:', READS + STEPS + CHECKOUT + TEST, READS + STEPS + SECRET)).toEqual([]);
  });

  it('stays quiet where a checkout is only looked at, and where nothing of a stranger is checked out', () => {
    const looked = judge(
      '  issue_comment:',
      STEPS + CHECKOUT + '      - run: git log -1 && cat README.md\n' + SECRET.replace('./deploy.sh', 'echo done'),
    );
    expect(looked).toEqual([]);
    expect(judge('  push:\n  pull_request:', STEPS + CHECKOUT + TEST + SECRET)).toEqual([]);
  });

  it.each([
    'github.event.pull_request.head.repo.full_name == github.repository',
    'contains(fromJSON(\'["OWNER","MEMBER"]\'), github.event.pull_request.author_association)',
    "github.event.pull_request.merged == true && (github.event.action == 'closed' || github.event.action == 'labeled')",
    "github.event_name == 'push'",
  ])('stays quiet behind the condition %s', (condition) => {
    expect(
      judge('  pull_request_target:\n  push:', `    if: ${condition}\n` + STEPS + CHECKOUT + TEST + SECRET),
    ).toEqual([]);
  });

  it('is not taken in by a condition with a way round it', () => {
    const condition = "github.actor == 'bot' || contains(github.event.pull_request.title, 'ci')";
    expect(judge('  pull_request_target:', `    if: ${condition}\n` + STEPS + CHECKOUT + TEST + SECRET)).toMatchObject([
      { severity: 'critical' },
    ]);
  });

  it('is high where text of a stranger is put into a script, and quiet where it is a variable', () => {
    const run = (script: string): string =>
      `${STEPS}      - run: ${script}\n        env:\n          TITLE: \${{ github.event.issue.title }}\n          KEY: \${{ secrets.BOT }}\n`;
    expect(judge('  issues:', run('echo "${{ github.event.issue.title }}"'))).toMatchObject([{ severity: 'high' }]);
    expect(judge('  issues:', run('echo "${{ env.TITLE }}"'))).toMatchObject([{ severity: 'high' }]);
    expect(judge('  issues:', run('echo "$TITLE"'))).toEqual([]);
    expect(judge('  issues:', run("echo ${{ contains(github.event.issue.title, 'bug') }}"))).toEqual([]);
    expect(judge('  push:', run('echo "${{ github.event.issue.title }}"'))).toEqual([]);
  });

  it('is high for pull requests of forks on a self-hosted runner', () => {
    const job = '    steps:\n      - run: make test\n';
    const text = `on: [push, pull_request]\njobs:\n  test:\n    runs-on: [self-hosted, gpu]\n${job}`;
    const read = (one: string): Judged[] => {
      const { estate } = readTexts(github, { '.github/workflows/ci.yml': one });
      return judgeBy([pullRequestTargetWithSecrets], estate, buildGraph(estate));
    };
    expect(read(text)).toMatchObject([{ severity: 'high', confidence: 'possible' }]);
    expect(read(text.replace('[push, pull_request]', 'push'))).toEqual([]);
    expect(read(text.replace('[self-hosted, gpu]', 'ubuntu-latest'))).toEqual([]);
  });

  it('does not claim for sure what an environment may hold back', () => {
    const held = judge('  pull_request_target:', '    environment: reviewed\n' + STEPS + CHECKOUT + TEST + SECRET);
    expect(held).toMatchObject([{ severity: 'critical', confidence: 'possible' }]);
  });
});
