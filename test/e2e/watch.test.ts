import { spawn } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, it } from 'vitest';
import { builtProgram } from '../sessions/build.ts';

const folder = mkdtempSync(join(tmpdir(), 'writ-watched-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const ACCOUNT = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a, namespace: n}\n';
const ADMIN = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: b}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects: [{kind: ServiceAccount, name: a, namespace: n}]
`;

interface Line {
  readonly type: string;
  readonly reach: { readonly gained: readonly { readonly identity: string }[]; readonly lost: readonly object[] };
}

describe('writ watch', () => {
  it('prints what a changed, a new and a removed file do, and ends with Ctrl-C', { timeout: 120_000 }, async () => {
    writeFileSync(join(folder, 'a.yaml'), ACCOUNT);
    const child = spawn(process.execPath, [builtProgram(), 'watch', '.', '-o', 'jsonl'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise<number | null>((resolve) => child.once('close', (code) => { resolve(code); })); // prettier-ignore
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const next = async (): Promise<Line> => JSON.parse(String((await lines.next()).value)) as Line;

    expect((await next()).type).toBe('watching');
    mkdirSync(join(folder, 'new'));
    writeFileSync(join(folder, 'new', 'b.yaml'), ADMIN);
    let change = await next();
    // The folder may be seen before its file.
    if (change.reach.gained.length === 0) change = await next();
    expect(change.reach.gained.map(({ identity }) => identity)).toEqual(['k8s:ServiceAccount:default/n/a']);
    rmSync(join(folder, 'new', 'b.yaml'));
    expect((await next()).reach.lost).toHaveLength(1);
    child.kill('SIGINT');
    expect(await ended).toBe(130);
  });
});
