import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scan } from '../../src/inventory/scan.ts';

const FIXTURE = new URL('fixtures/workflow-action', import.meta.url).pathname;

/** The command asks a repository for its tags; this one stands on disk, where git is told to look for github.com. */
describe('the command that pins actions', () => {
  let folder = '';
  let commit = '';
  let environment: Readonly<Record<string, string>> = {};

  const run = (program: string, words: readonly string[], cwd: string): string => {
    const ran = spawnSync(program, words, { cwd, encoding: 'utf8', env: { ...process.env, ...environment } });
    if (ran.status !== 0) throw new Error(`${program} ${words.join(' ')}: ${ran.stderr}`);
    return ran.stdout.trim();
  };

  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "writ pin's-")));
    cpSync(FIXTURE, join(folder, 'tree'), { recursive: true });
    const repository = join(folder, 'acme', 'publish');
    mkdirSync(repository, { recursive: true });
    environment = {
      GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null', GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: `url.file://${folder}/.insteadOf`, GIT_CONFIG_VALUE_0: 'https://github.com/',
      GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@example.com', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@example.com',
    }; // prettier-ignore
    run('git', ['init', '-q', '-b', 'main'], repository);
    writeFileSync(join(repository, 'action.yml'), 'runs: {using: composite, steps: []}\n');
    run('git', ['add', '.'], repository);
    run('git', ['commit', '-q', '-m', 'one'], repository);
    run('git', ['tag', '-a', '-m', 'release', 'v1.2'], repository);
    commit = run('git', ['rev-parse', 'HEAD'], repository);
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('writes the commit behind each tag and branch, and the finding is gone', () => {
    const tree = join(folder, 'tree');
    const file = join(tree, '.github/workflows/release.yml');
    const found = scan([tree]).findings.find(({ rule }) => rule === 'unpinned-action');
    expect(found?.fix.kind).toBe('command');
    run('sh', ['-ec', found?.fix.text ?? 'false'], folder);
    const text = readFileSync(file, 'utf8');
    expect(text).toContain(`- uses: acme/publish@${commit} # v1.2\n`);
    expect(text).toContain(`- {name: again, uses: "acme/publish@${commit}"}\n`);
    expect(text).toContain(`- uses: 'acme/publish/sub@${commit}' # main\n`);
    expect(text).toContain('- uses: actions/checkout@v4\n');
    const after = scan([tree]);
    expect(after.estate.diagnostics.filter(({ level }) => level === 'error')).toEqual([]);
    expect(after.findings.map(({ rule }) => rule)).not.toContain('unpinned-action');
  });

  it('changes nothing when the tag is not there', () => {
    const tree = join(folder, 'other');
    cpSync(FIXTURE, tree, { recursive: true });
    const file = join(tree, '.github/workflows/release.yml');
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('@v1.2', '@v9').replaceAll('@main', '@v9'));
    const before = readFileSync(file, 'utf8');
    const found = scan([tree]).findings.find(({ rule }) => rule === 'unpinned-action');
    expect(() => run('sh', ['-ec', found?.fix.text ?? 'false'], folder)).toThrow('no tag or branch v9 in acme/publish');
    expect(readFileSync(file, 'utf8')).toBe(before);
  });
});
