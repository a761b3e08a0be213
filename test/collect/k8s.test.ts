import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fakeKubernetes, TOKEN, VALUE, type FakeKubernetes } from '../fakes/kubernetes.ts';
import { builtProgram } from '../sessions/build.ts';
import { killAt, mode, scanned, start, written } from './run.ts';

let fake: FakeKubernetes;
let root = '';
let home = '';

// The program may have to be built first.
beforeAll(() => {
  builtProgram();
  root = mkdtempSync(join(tmpdir(), 'writ-collect-k8s-'));
}, 400_000);
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});
beforeEach(async () => {
  fake = await fakeKubernetes();
  home = mkdtempSync(join(root, 'run-'));
  writeFileSync(join(home, 'kubeconfig'), fake.kubeconfig);
});
afterEach(() => fake.close());

const run = (...more: readonly string[]): ReturnType<typeof start> =>
  start(home, ['--collect', 'k8s', ...more], { KUBECONFIG: join(home, 'kubeconfig') });
const pods = (): string => join(home, 'out/k8s/prod-eu/pods.json');
const asked = (path: string): string[] => fake.calls.filter((one) => one.startsWith(path));

describe('scan --collect k8s', () => {
  it('pages, waits, tries again, tells what was refused, and scans what it wrote in the realm of the context', async () => {
    const { status, stdout, stderr } = await run().done;
    expect(stderr).toContain('list clusterroles.rbac.authorization.k8s.io was refused (Forbidden)');
    expect(status).toBe(3);
    expect(asked('/api/v1/pods')).toHaveLength(3);
    expect(asked('/api/v1/serviceaccounts')).toHaveLength(2);
    expect(asked('/apis/rbac.authorization.k8s.io/v1/roles')).toHaveLength(3);
    const { nodes } = scanned(stdout);
    const ids = nodes.map(({ id }) => id);
    for (const id of ['k8s:Deployment:prod-eu/team/agents', 'k8s:Pod:prod-eu/team/first', 'k8s:Pod:prod-eu/team/second', 'k8s:Pod:prod-eu/team/mirror', 'k8s:ServiceAccount:prod-eu/team/agent'])
      expect(ids).toContain(id); // prettier-ignore
    // What a controller made says what the controller says; what has ended holds nothing.
    for (const id of ['k8s:ReplicaSet:prod-eu/team/rs', 'k8s:Pod:prod-eu/team/owned', 'k8s:Pod:prod-eu/team/over'])
      expect(ids).not.toContain(id);
    // Evidence is the object at its version, and names the file.
    expect(nodes.find(({ id }) => id === 'k8s:Pod:prod-eu/team/first')?.evidence).toEqual([
      { object: 'k8s:Pod:prod-eu/team/first', at: '15, out/k8s/prod-eu/pods.json:2' },
    ]);
    // Only what is installed is asked for, in the version that serves it, and no Secret.
    expect(asked('/apis/serving.kserve.io/').sort()).toEqual([
      '/apis/serving.kserve.io/v1alpha1',
      '/apis/serving.kserve.io/v1alpha1/llminferenceservices',
      '/apis/serving.kserve.io/v1beta1',
      '/apis/serving.kserve.io/v1beta1/inferenceservices',
    ]);
    for (const path of ['/apis/nobody.example.com', '/apis/ray.io', '/api/v1/secrets']) expect(asked(path)).toEqual([]);
  });

  it('asked for Secrets takes names and types alone: no value is written, nor a copy of one, nor the token', async () => {
    fake.expire = true;
    const { stdout, stderr } = await run('--collect-secret-names').done;
    expect(asked('/api/v1/secrets')).toHaveLength(1);
    const ids = scanned(stdout).nodes.map(({ id }) => id);
    expect(ids).toContain('k8s:Secret:prod-eu/team/keys');
    const files = written(join(home, 'out'));
    expect([...files.keys()]).toContain('k8s/prod-eu/secrets.json');
    for (const text of [...files.values(), stdout, stderr])
      for (const secret of [VALUE, TOKEN, 'managedFields', '"images"']) expect(text).not.toContain(secret);
    for (const name of files.keys()) expect(mode(join(home, 'out', name))).toBe(0o600);
    // The token of a page was over: the list began again.
    expect(asked('/api/v1/pods').length).toBeGreaterThan(3);
    expect(ids).toContain('k8s:Pod:prod-eu/team/mirror');
  });

  it('killed in the middle, asks only what was not answered', async () => {
    fake.hang = '/api/v1/pods&continue=2';
    const first = run();
    await killAt(first.child, first.done, fake.calls, fake.hang);
    expect(existsSync(pods())).toBe(false);
    expect([...written(join(home, 'out')).values()].join('\n')).not.toContain(VALUE);
    fake.hang = undefined;
    fake.calls.length = 0;
    const { stdout } = await run().done;
    expect(asked('/api/v1/pods')).toEqual(['/api/v1/pods&continue=2', '/api/v1/pods&continue=4']);
    expect(asked('/apis').filter((one) => one === '/apis')).toEqual([]);
    const ids = scanned(stdout).nodes.map(({ id }) => id);
    for (const name of ['first', 'second', 'mirror']) expect(ids).toContain(`k8s:Pod:prod-eu/team/${name}`);
  });

  it('credentials that are over stop it with 4, a context that is not there with 2', async () => {
    const expired = await run('--collect-context', 'expired').done;
    expect([expired.status, expired.stderr]).toEqual([4, expect.stringContaining('does not take the credentials')]);
    const unknown = await run('--collect-context', 'nowhere').done;
    expect([unknown.status, unknown.stderr]).toEqual([2, expect.stringContaining('prod-eu, expired')]);
    expect(`${expired.stderr}${unknown.stderr}`).not.toContain(TOKEN);
  });
});
