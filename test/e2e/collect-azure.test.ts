import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ASSIGNMENTS, environmentOf, fakeAzure, SUB, type FakeAzure } from '../fakes/azure.ts';
import { builtProgram } from '../sessions/build.ts';
import { startCollect } from './collect-run.ts';

let fake: FakeAzure;
let root = '';
let home = '';

beforeAll(() => {
  builtProgram();
  root = mkdtempSync(join(tmpdir(), 'writ-collect-azure-'));
}, 300_000);
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});
beforeEach(async () => {
  fake = await fakeAzure();
  home = mkdtempSync(join(root, 'run-'));
});
afterEach(() => fake.close());

const start = (): ReturnType<typeof startCollect> => startCollect('azure', home, environmentOf(fake));
const out = (): string => join(home, 'out/azure');
const files = (): string[] =>
  readdirSync(out(), { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name));
const read = (name: string): unknown => JSON.parse(readFileSync(join(out(), name), 'utf8'));
const edges = (stdout: string): readonly string[] =>
  (JSON.parse(stdout) as { edges: { kind: string; from: string; to: string }[] }).edges.map(
    ({ kind, from, to }) => `${kind} ${from} ${to}`,
  );

describe('scan --collect azure', () => {
  it('pages, waits out throttling, tells what was refused, and scans what it wrote', async () => {
    const { status, stdout, stderr } = await start().done;
    expect(fake.calls.filter((one) => one.startsWith(ASSIGNMENTS))).toEqual([ASSIGNMENTS, ASSIGNMENTS, `${ASSIGNMENTS} page2`]); // prettier-ignore
    expect(read(`subscriptions/${SUB}/role-assignments.json`)).toMatchObject([{ name: 'a1' }, { name: 'a2' }]);
    // What is assigned above stands in the list of the group and of each subscription; it is written once.
    expect(read('role-assignments.json')).toMatchObject([{ name: 'a0', scope: '/providers/Microsoft.Management/managementGroups/root' }]); // prettier-ignore
    expect(read('directory/subscriptions.json')).toMatchObject([{ id: SUB, name: 'ml prod' }]);
    expect(read(`subscriptions/${SUB}/resources.json`)).toHaveLength(1);
    const told = edges(stdout);
    expect(told.some((one) => /^CONTROLS azure:ManagementGroup:\S+ azure:Subscription:/u.test(one))).toBe(true);
    for (const kind of ['ACCOUNT_ADMIN', 'RUNS_WITH_ROLE', 'CONTROLS'])
      expect(told.some((one) => one.startsWith(kind))).toBe(true);
    expect(stderr).toContain('Vaults_ListBySubscription was refused (AuthorizationFailed)');
    // A resource provider that is not registered has nothing.
    expect(stderr).not.toContain('Workspaces_ListBySubscription');
    expect(status).toBe(3);
    const written = files();
    expect(new Set(written.map((file) => statSync(file).mode & 0o777))).toEqual(new Set([0o600]));
    expect([stdout, stderr, ...written.map((file) => readFileSync(file, 'utf8'))].join()).not.toContain('never-to-be');
    expect(fake.calls.filter((one) => /list\w*(?:keys|secrets|credentials)/iu.test(one))).toEqual([]);
  });

  it('does not take its token where a redirect or the link of a next page points', async () => {
    const thief = await fakeAzure();
    try {
      fake.door.elsewhere = `${thief.url}/arm/subscriptions`;
      const { stderr } = await start().done;
      expect(thief.calls).toEqual([]);
      expect(fake.calls.filter((one) => one.includes('stolen'))).toEqual([]);
      expect(stderr).toContain('RoleAssignments_ListForSubscription failed (next-page-is-elsewhere)');
      expect(stderr).toContain('ManagedClusters_List failed (HTTP-307)');
      // What came before the bad link is kept.
      expect(read(`subscriptions/${SUB}/role-assignments.json`)).toMatchObject([{ name: 'a1' }]);
    } finally {
      await thief.close();
    }
  });

  it('killed in the middle, asks only what was not answered', async () => {
    fake.hang = `${ASSIGNMENTS} page2`;
    const first = start();
    while (!fake.calls.includes(fake.hang)) await new Promise((tick) => setTimeout(tick, 20));
    first.child.kill('SIGKILL');
    await first.done;
    expect(existsSync(join(out(), `subscriptions/${SUB}/role-assignments.json`))).toBe(false);
    fake.hang = undefined;
    fake.calls.length = 0;
    await start().done;
    expect(fake.calls).not.toContain(ASSIGNMENTS);
    expect(fake.calls).toContain(`${ASSIGNMENTS} page2`);
    expect(read(`subscriptions/${SUB}/role-assignments.json`)).toMatchObject([{ name: 'a1' }, { name: 'a2' }]);
  });

  it('stops where nobody is signed in', async () => {
    fake.door.signsIn = false;
    const { status, stderr } = await start().done;
    expect(status).toBe(4);
    expect(stderr).not.toContain('never-to-be');
    expect(fake.calls.filter((one) => !one.startsWith('msi '))).toEqual([]);
  });
});
