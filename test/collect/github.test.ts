import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fakeGithub, TOKEN, VALUE } from '../fakes/github.ts';
import type { Fake } from '../fakes/server.ts';
import { builtProgram } from '../sessions/build.ts';
import { killAt, mode, scanned, start, written } from './run.ts';

let fake: Fake;
let root = '';
let home = '';

// The program may have to be built first.
beforeAll(() => {
  builtProgram();
  root = mkdtempSync(join(tmpdir(), 'writ-collect-github-'));
}, 400_000);
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});
beforeEach(async () => {
  fake = await fakeGithub();
  home = mkdtempSync(join(root, 'run-'));
});
afterEach(() => fake.close());

const run = (token = TOKEN): ReturnType<typeof start> =>
  start(home, ['--collect', 'github', '--collect-org', 'acme'], { GITHUB_TOKEN: token, GITHUB_API_URL: fake.url });
const asked = (path: string): readonly string[] => fake.calls.filter((one) => one.split('?')[0] === path);
const WORKFLOW = 'github/acme/models/.github/workflows/promote.yml';

describe('scan --collect github', () => {
  it('pages, waits out both limits, tells what was refused, and scans what it wrote as of its repository', async () => {
    const { status, stdout, stderr } = await run().done;
    expect(stderr).toContain('GET /repos/{owner}/{repo}/teams was refused (HTTP-403); in models');
    expect(status).toBe(3);
    expect(asked('/orgs/acme/repos')).toHaveLength(3);
    expect(asked('/repos/acme/models/actions/secrets')).toHaveLength(4);
    expect(asked('/repos/acme/old/actions/permissions')).toEqual([]);
    const ids = scanned(stdout).nodes.map(({ id }) => id);
    for (const id of ['github:Workflow:acme/models/.github/workflows/promote.yml', 'github:Repo:acme/models', 'github:App:acme/deployer'])
      expect(ids).toContain(id); // prettier-ignore
    const files = written(join(home, 'out'));
    expect([...files.keys()]).toEqual([
      'github/acme/_.github/.git/config', 'github/acme/_.github/settings.json', 'github/acme/installations.json', 'github/acme/models/.git/config',
      WORKFLOW, 'github/acme/models/CODEOWNERS', 'github/acme/models/settings.json', 'github/acme/organisation.json',
    ]); // prettier-ignore
    for (const name of files.keys()) expect(mode(join(home, 'out', name))).toBe(0o600);
    // No value of a variable, no key, nobody's mail, no token.
    for (const text of [...files.values(), stdout, stderr])
      for (const secret of [VALUE, TOKEN, 'somebody@example.com']) expect(text).not.toContain(secret);
    expect(files.get('github/acme/models/settings.json')).toContain('PASSWORD');
  });

  it('killed in the middle, asks only what was not answered', async () => {
    fake.hang = '/repos/acme/models/actions/secrets?page=2';
    const first = run();
    await killAt(first.child, first.done, fake.calls, fake.hang);
    expect(existsSync(join(home, 'out/github/acme/organisation.json'))).toBe(false);
    fake.hang = undefined;
    fake.calls.length = 0;
    await run().done;
    expect(asked('/orgs/acme')).toEqual([]);
    expect(asked('/repos/acme/models/actions/secrets')).toEqual(['/repos/acme/models/actions/secrets?page=2']);
    expect(written(join(home, 'out')).get('github/acme/models/settings.json')).toContain('"THREE"');
  });

  it('a token that is not taken stops it with 4 and is not repeated', async () => {
    const { status, stderr } = await run('ghp_other').done;
    expect([status, stderr]).toEqual([4, expect.stringContaining('does not take the credentials')]);
    expect(stderr).not.toContain('ghp_other');
  });
});
