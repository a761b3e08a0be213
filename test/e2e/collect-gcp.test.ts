import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { credentialsOf, email, environmentOf, fakeGcp, PROJECT, type FakeGcp } from '../fakes/gcp.ts';
import { builtProgram } from '../sessions/build.ts';
import { startCollect } from './collect-run.ts';

let fake: FakeGcp;
let root = '';
let home = '';

beforeAll(() => {
  builtProgram();
  root = mkdtempSync(join(tmpdir(), 'writ-collect-gcp-'));
}, 300_000);
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});
beforeEach(async () => {
  fake = await fakeGcp();
  home = mkdtempSync(join(root, 'run-'));
  writeFileSync(join(home, 'subject'), 'subject-token-never-to-be-written');
  writeFileSync(join(home, 'credentials.json'), JSON.stringify(credentialsOf(fake, join(home, 'subject'))));
});
afterEach(() => fake.close());

const start = (more: readonly string[] = []): ReturnType<typeof startCollect> =>
  startCollect(
    'gcp',
    home,
    {
      ...environmentOf(fake),
      GOOGLE_APPLICATION_CREDENTIALS: join(home, 'credentials.json'),
      GOOGLE_CLOUD_PROJECT: PROJECT,
    },
    more,
  );

const out = (): string => join(home, 'out/gcp');
const files = (): string[] =>
  readdirSync(out(), { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name));
const read = (name: string): unknown => JSON.parse(readFileSync(join(out(), name), 'utf8'));
const LIST = `iam GET /v1/projects/${PROJECT}/serviceAccounts`;
const edges = (stdout: string): readonly string[] =>
  (JSON.parse(stdout) as { edges: { kind: string; from: string; to: string }[] }).edges.map(
    ({ kind, from, to }) => `${kind} ${from} ${to}`,
  );

describe('scan --collect gcp', () => {
  it('pages, waits out throttling, tells what was refused, and scans what it wrote', async () => {
    const { status, stdout, stderr } = await start(['--collect-region', 'europe-west4']).done;
    expect(fake.calls.filter((one) => one.startsWith(LIST) && !one.includes('@'))).toEqual([LIST, LIST, `${LIST} p2`]);
    const told = edges(stdout);
    expect(told.filter((one) => one.startsWith('SA_TOKEN_CREATOR'))).not.toEqual([]);
    expect(told).toContain('CONTROLS gcp:Organization:99 gcp:Folder:77');
    expect(told).toContain(`RUNS_WITH_ROLE gcp:RunService:${PROJECT}/europe-west4/agent gcp:ServiceAccount:${PROJECT}/${email('second')}`); // prettier-ignore
    expect(read(`projects/${PROJECT}/project.json`)).toMatchObject({ projectNumber: '123456789012', parent: { type: 'folder', id: '77' } }); // prettier-ignore
    expect(read(`projects/${PROJECT}/service-accounts/${email('first')}.json`)).toMatchObject({ etag: 'BwU=' });
    expect(read('folders/77/iam-policy.json')).toMatchObject({ bindings: [{ role: 'roles/owner' }] });
    expect(fake.calls).toContain('cloudresourcemanager POST /v3/organizations/99:getIamPolicy');
    expect(stderr).toContain('secretmanager.projects.secrets.list was refused (IAM_PERMISSION_DENIED)');
    // An API that is switched off is no gap.
    expect(stderr).not.toContain('notebooks');
    // Refused calls are gaps: the scan says that not everything was read.
    expect(status).toBe(3);
    const written = files();
    expect(new Set(written.map((file) => statSync(file).mode & 0o777))).toEqual(new Set([0o600]));
    expect([stdout, stderr, ...written.map((file) => readFileSync(file, 'utf8'))].join()).not.toContain('never-to-be');
  });

  it('does not take its token where a redirect points', async () => {
    const { stderr } = await start().done;
    expect(fake.calls.filter((one) => one.includes('stolen'))).toEqual([]);
    expect(stderr).toContain('container.projects.locations.clusters.list failed (HTTP-302)');
  });

  it('reads an organisation down to its projects, without those that are deleted', async () => {
    await start(['--collect-organization', '99', '--collect-region', 'europe-west4']).done;
    expect(read('organizations/99/folders.json')).toMatchObject([{ name: 'folders/77', lifecycleState: 'ACTIVE' }]);
    expect(read('organizations/99/folders/77/iam-policy.json')).toMatchObject({ bindings: [{ role: 'roles/owner' }] });
    expect(fake.calls).toContain(LIST);
    expect(fake.calls.filter((one) => one.includes('acme-gone-1'))).toEqual([]);
  });

  it('killed in the middle, asks only what was not answered', async () => {
    fake.hang = `${LIST} p2`;
    const first = start();
    while (!fake.calls.includes(fake.hang)) await new Promise((tick) => setTimeout(tick, 20));
    first.child.kill('SIGKILL');
    await first.done;
    fake.hang = undefined;
    fake.calls.length = 0;
    const { stdout } = await start().done;
    expect(fake.calls).not.toContain(LIST);
    expect(fake.calls).toContain(`${LIST} p2`);
    expect(stdout).toContain(email('first'));
    expect(stdout).toContain(email('second'));
  });

  it('stops where nobody is signed in, with what the token endpoint says', async () => {
    fake.door.signsIn = false;
    const { status, stderr } = await start().done;
    expect(status).toBe(4);
    expect(stderr).toContain('invalid_grant');
    expect(stderr).not.toContain('never-to-be');
    expect(fake.calls.filter((one) => !one.startsWith('sts '))).toEqual([]);
  });
});
