import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const folder = mkdtempSync(join(tmpdir(), 'writ-action-'));
const repo = join(folder, 'repo');
const out = (name: string): string => join(folder, name);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const ACCOUNT = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a, namespace: n}\n';
const ADMIN = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: b}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects: [{kind: ServiceAccount, name: a, namespace: n}]
---
apiVersion: v1
kind: Pod
metadata: {name: p, namespace: n}
spec: {serviceAccountName: a, containers: [{name: c, image: i}]}
`;

function git(...args: readonly string[]): string {
  const done = spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false', ...args], {
    cwd: repo,
    encoding: 'utf8',
  }); // prettier-ignore
  if (done.status !== 0) throw new Error(done.stderr);
  return done.stdout.trim();
}

function commit(name: string, text: string): string {
  mkdirSync(dirname(join(repo, name)), { recursive: true });
  writeFileSync(join(repo, name), text);
  git('add', '-A');
  git('commit', '-qm', name);
  return git('rev-parse', 'HEAD');
}

/** Runs what action.yml runs. The `gh` beside it is a fake that writes down how it was called, and knows the comments of `FAKE_OURS`. */
function action(env: Readonly<Record<string, string>>): { readonly code: number | null; readonly err: string } {
  const bin = out('bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(
    join(bin, 'gh'),
    `#!/bin/sh\nprintf '%s\\n' "$*" >>"${out('gh.log')}"\n[ "$2" != graphql ] || printf '%s' "$FAKE_OURS"\n` +
      `case "$*" in *actions/workflows/*) [ -z "$FAKE_DENIED" ] || exit 1; printf '%s\\n' $FAKE_GOOD;; esac\n`,
  );
  chmodSync(join(bin, 'gh'), 0o755);
  const done = spawnSync('bash', [resolve('integrations/github.sh')], {
    cwd: repo,
    encoding: 'utf8',
    env: {
      ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}`, RUNNER_TEMP: folder,
      GITHUB_OUTPUT: out('output'), GITHUB_REPOSITORY: 'acme/app', FAKE_OURS: '', FAKE_GOOD: '', FAKE_DENIED: '', GITHUB_REF_NAME: 'main', GITHUB_WORKFLOW_REF: 'acme/app/.github/workflows/writ.yml@refs/heads/main', GITHUB_STEP_SUMMARY: out('summary.md'), WRIT_FAIL_ON: 'critical', ...env,
    },
  }); // prettier-ignore
  return { code: done.status, err: done.stderr };
}

describe('the GitHub Action', () => {
  it(
    'fails on what a pull request adds, tells it in a comment, and passes when nothing is new',
    { timeout: 300_000 },
    () => {
      mkdirSync(repo);
      git('init', '-q');
      const base = commit('a.yaml', ACCOUNT);
      const head = commit('b.yaml', ADMIN);
      const failed = action({ WRIT_BASE: base, WRIT_COMMENT: 'true', WRIT_PULL_REQUEST: '7' });
      expect(failed.code, failed.err).toBe(1);
      const outputs = Object.fromEntries(readFileSync(out('output'), 'utf8').trim().split('\n').map((line) => line.split('='))) as Record<string, string>; // prettier-ignore
      expect(readFileSync(outputs['diff'] ?? '', 'utf8')).toContain('now reaches cluster-admin');
      expect(readFileSync(outputs['html'] ?? '', 'utf8')).toContain('<!doctype html>');
      expect(JSON.parse(readFileSync(outputs['sarif'] ?? '', 'utf8'))).toMatchObject({ version: '2.1.0' });
      expect(readFileSync(out('summary.md'), 'utf8')).toContain('writ-diff');
      expect(readFileSync(out('gh.log'), 'utf8')).toMatch(
        /^api --silent --method POST repos\/acme\/app\/issues\/7\/comments --field body=@\S+diff\.md$/mu,
      );

      const same = action({ WRIT_BASE: head, WRIT_COMMENT: 'true', WRIT_PULL_REQUEST: '7', FAKE_OURS: '42\n43\n' });
      expect(same.code, same.err).toBe(0);
      // The comment that is there is changed, not followed by another.
      expect(readFileSync(out('gh.log'), 'utf8')).toMatch(
        /^api --silent --method PATCH repos\/acme\/app\/issues\/comments\/42 --field body=@\S+diff\.md$/mu,
      );
      // Without a base all of it is new.
      expect(action({ WRIT_BASE: 'nowhere' }).code).toBe(1);
      // A change cannot hide its own files.
      commit('.gitattributes', '* export-ignore\n');
      expect(action({ WRIT_BASE: base }).code).toBe(1);
    },
  );

  it(
    'compares the paths that it was given, and fails on an unread file where the base has none',
    { timeout: 300_000 },
    () => {
      const before = git('rev-parse', 'HEAD');
      const server = '{"mcpServers":{"a":{"command":"npx","args":["-y","@modelcontextprotocol/server-github"]}}}';
      const clean = commit('sub/.mcp.json', server);
      const there = { WRIT_PATHS: 'sub', WRIT_FAIL_ON: 'high' };
      expect(action({ ...there, WRIT_BASE: clean }).code).toBe(0);
      expect(action({ ...there, WRIT_BASE: before }).code).toBe(1);

      const broken = commit('sub/bad.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: {name: [\n');
      expect(action({ ...there, WRIT_BASE: clean }).code).toBe(3);
      expect(action({ ...there, WRIT_BASE: broken }).code).toBe(0);
      expect(action({ WRIT_PATHS: 'sub', WRIT_FAIL_ON: '' }).code).toBe(0);
    },
  );

  it(
    'compares a run of a branch with the last commit for which it succeeded; the first run says that it is one and fails nothing',
    { timeout: 300_000 },
    () => {
      const good = commit('c.yaml', ACCOUNT.replace('name: a', 'name: c'));
      const now = commit('d.yaml', ADMIN.replace(/name: (?:b|p)\b/gu, 'name: d').replace('name: a,', 'name: c,'));
      expect(action({}).code).toBe(0);
      expect(readFileSync(out('summary.md'), 'utf8')).toContain('first run here');
      expect(action({ FAKE_GOOD: `${'0'.repeat(40)} ${good}` }).code).toBe(1);
      expect(action({ FAKE_GOOD: now }).code).toBe(0);
      expect(readFileSync(out('gh.log'), 'utf8')).toMatch(
        /^api --method GET repos\/acme\/app\/actions\/workflows\/writ\.yml\/runs --field branch=main --field status=success /mu,
      );
      const denied = action({ FAKE_DENIED: '1', WRIT_BEFORE: good });
      expect(denied.code, denied.err).toBe(1);
      expect(denied.err).toContain('actions: read');
    },
  );

  it(
    'compares with a saved scan of the repository, and with none that a change brings itself',
    { timeout: 300_000 },
    () => {
      const before = git('rev-parse', 'HEAD');
      const saved = spawnSync(resolve('writ'), ['scan', '.', '-q', '-o', 'snapshot', '--output-file', 'known.writ'], {
        cwd: repo,
      });
      expect([0, 3]).toContain(saved.status);
      const there = commit('more.yaml', ACCOUNT);
      expect(action({ WRIT_BASELINE: 'known.writ' }).code).toBe(0);
      // The base has no saved scan: it is scanned itself.
      expect(action({ WRIT_BASELINE: 'known.writ', WRIT_BASE: before }).code).toBe(0);
      expect(action({ WRIT_BASELINE: 'nowhere.writ' }).code).toBe(2);
      expect(there).toMatch(/^[0-9a-f]{40}$/u);
    },
  );

  it('passes every value through the environment, none into the text of a command', () => {
    const { runs } = parse(readFileSync('action.yml', 'utf8')) as { runs: { steps: { run: string }[] } };
    for (const { run } of runs.steps) expect(run).not.toContain('${{');
  });
});

describe('the GitLab template', () => {
  const gitlab = (env: Readonly<Record<string, string>>): { readonly code: number | null; readonly err: string } => {
    mkdirSync(out('gitlab'), { recursive: true });
    const done = spawnSync('bash', [resolve('integrations/gitlab.sh')], {
      cwd: repo,
      encoding: 'utf8',
      env: { ...process.env, WRIT_OUT: out('gitlab'), WRIT_FAIL_ON: 'critical', CI_PIPELINE_SOURCE: 'push', ...env },
    });
    return { code: done.status, err: done.stderr };
  };

  it('remembers the last commit of a branch for which the job succeeded', { timeout: 300_000 }, () => {
    const good = commit('e.yaml', ACCOUNT.replace('name: a', 'name: e'));
    const first = gitlab({ CI_COMMIT_BRANCH: 'main', CI_COMMIT_SHA: good, CI_COMMIT_BEFORE_SHA: '0'.repeat(40) });
    expect(first.code, first.err).toBe(0);
    expect(first.err).toContain('first run here');
    expect(readFileSync(join(repo, '.writ-last-good'), 'utf8')).toBe(`${good}\n`);
    const bad = commit('f.yaml', ADMIN.replace(/name: (?:b|p)\b/gu, 'name: f').replace('name: a,', 'name: e,'));
    const next = { CI_COMMIT_BRANCH: 'main', CI_COMMIT_SHA: bad, CI_COMMIT_BEFORE_SHA: bad };
    // What failed once fails again, although the commit before has it too.
    for (const again of [1, 2]) expect(gitlab(next).code, String(again)).toBe(1);
    expect(readFileSync(join(repo, '.writ-last-good'), 'utf8')).toBe(`${good}\n`);
  });

  it('runs the script with what it needs', () => {
    const { 'writ-scan': job } = parse(readFileSync('integrations/writ.gitlab-ci.yml', 'utf8')) as {
      'writ-scan': { script: string[]; cache: { paths: string[] } };
    };
    expect(job.script.join()).toContain('integrations/gitlab.sh');
    expect(job.cache.paths).toEqual(['.writ-last-good']);
  });
});
