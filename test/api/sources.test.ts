import { createHmac } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scan } from '../../src/inventory/scan.ts';
import { seenOf, type Seen } from '../../src/records/seen.ts';
import { Scans } from '../../src/server/scanning/scans.ts';
import { controlPlane, type ControlPlane, type SignedIn } from './control-plane.ts';

const EVERYWHERE = { environment: '*', team: '*' } as const;
const EXAMPLE = join(import.meta.dirname, '../../examples/estate');
const account = (name: string) => `apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: ${name}, namespace: ml }\n`;

interface Source {
  readonly name: string;
  readonly waiting: boolean;
  readonly seenLast: string | null;
  readonly failure: string | null;
}

describe('sources', () => {
  let plane: ControlPlane;
  let operator: SignedIn;
  let owner: SignedIn;
  let scans: Scans;
  let make: () => Scans;
  const root = mkdtempSync(join(tmpdir(), 'writ-sources-'));
  let [running, most] = [0, 0];
  const kept = new Map<string, string>();
  /** What a scan waits for, until it is stopped. */
  let held: Promise<unknown> = Promise.resolve();
  const scanner = async (paths: readonly string[], signal?: AbortSignal): Promise<Seen> => {
    most = Math.max(most, ++running);
    await new Promise(setImmediate);
    const stopped = new Promise((resolve) => {
      if (signal?.aborted === true) resolve(undefined);
      signal?.addEventListener('abort', resolve);
    });
    await Promise.race([held, stopped]);
    running -= 1;
    signal?.throwIfAborted();
    return { ...seenOf(scan(paths)), report: `report of ${paths.length}` };
  };
  beforeAll(async () => {
    plane = await controlPlane({ runningSince: (name) => scans.runningSince(name) });
    operator = await plane.person('oto', [{ role: 'operator', ...EVERYWHERE }]);
    owner = await plane.person('olga', [{ role: 'owner', ...EVERYWHERE }]);
    mkdirSync(join(root, 'deploy'));
    writeFileSync(join(root, 'deploy/a.yaml'), account('trainer'));
    symlinkSync(tmpdir(), join(root, 'out'));
    const told = (problem: unknown): never => { throw problem; };
    const sources = [{ name: 'example', paths: [EXAMPLE], everyMs: 3_600_000 }];
    make = () => new Scans({ sources, roots: [root], scanner, store: plane.store, now: () => new Date(), told, keep: (name, html) => Promise.resolve(void kept.set(name, html)) });
    scans = make();
    await scans.start();
    await scans.look();
  }, 120_000);
  afterAll(async () => {
    await scans.stop();
    await plane.close();
    rmSync(root, { recursive: true });
  });

  const source = async (name: string): Promise<Source | undefined> =>
    ((await operator.ask('GET', '/api/sources')).body as { readonly items: readonly Source[] }).items.find((one) => one.name === name);

  it('what the server is started with is scanned when its time comes, is fresh, and is not removed', async () => {
    expect(await source('example')).toMatchObject({ everyMinutes: 60, givenBy: 'serve', failure: null, seenLast: expect.any(String) as string });
    const { body } = await owner.ask('GET', '/api/identities?limit=500');
    expect((body as { readonly items: readonly unknown[] }).items).toHaveLength(16);
    expect(kept.get('example')).toBe('report of 1');
    const seenLast = (await source('example'))?.seenLast;
    await scans.look();
    expect((await source('example'))?.seenLast).toBe(seenLast);
    expect((await operator.ask('DELETE', '/api/sources/example')).status).toBe(409);
    expect((await operator.ask('GET', '/api/scans?source=example&limit=1')).body).toMatchObject({ items: [{ counts: { added: 16, identities: 16 } }] });
  });

  it('one of the API is scanned when it is asked for, and only below the folder that was given', async () => {
    const add = (name: string, paths: readonly string[]) => operator.ask('POST', '/api/sources', { name, paths });
    for (const path of ['/etc', '../up', 'a/../b', 'a/..', '.', 'C:\\x']) expect([path, (await add('bad', [path])).status]).toEqual([path, 400]);
    expect((await add('deploy', ['deploy'])).status).toBe(201);
    expect((await add('deploy', ['deploy'])).status).toBe(409);
    expect((await operator.ask('POST', '/api/sources/deploy/scan')).body).toMatchObject({ waiting: true });
    await Promise.all([scans.look(), scans.look()]);
    expect(await source('deploy')).toMatchObject({ waiting: false, failure: null });
    expect(most).toBe(1);
    await add('link', ['out']);
    await operator.ask('POST', '/api/sources/link/scan');
    await scans.look();
    expect(await source('link')).toMatchObject({ failure: 'out is not below a folder of --scan-root', seenLast: null });
  });

  it('a hook asks for a scan with a signed body, and tells nobody else anything', async () => {
    const made = (await operator.ask('POST', '/api/sources/deploy/hook')).body as { readonly path: string; readonly secret: string };
    const body = '{"ref":"refs/heads/main"}';
    const post = (path: string, secret: string, headers: Record<string, string> = {}) =>
      fetch(`${plane.url}${path}`, {
        method: 'POST', body,
        headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`, ...headers },
      });
    const said = async (answer: Promise<Response>) => {
      const got = await answer;
      return [got.status, { ...((await got.json()) as object), instance: '' }];
    };
    expect(await said(post(made.path, 'wrong'))).toEqual(await said(post('/hooks/scan/nothing', made.secret)));
    expect((await post(made.path, made.secret, { 'x-hub-signature-256': 'sha256=00' })).status).toBe(401);
    expect((await post('/hooks/scan/example', '')).status).toBe(401);
    expect((await source('deploy'))?.waiting).toBe(false);
    expect((await post(made.path, made.secret, { 'x-github-event': 'ping' })).status).toBe(202);
    expect((await source('deploy'))?.waiting).toBe(false);
    for (const delivery of ['1', '2', '3']) expect((await post(made.path, made.secret, { 'x-github-delivery': delivery })).status).toBe(202);
    expect((await source('deploy'))?.waiting).toBe(true);
    writeFileSync(join(root, 'deploy/b.yaml'), account('second'));
    await scans.look();
    const told = (await plane.entries()).filter(({ object }) => object === 'deploy');
    expect(told.filter(({ kind }) => kind === 'scan-requested')).toHaveLength(2);
    expect(told.at(-1)).toMatchObject({ kind: 'scan-done', actor: 'hook:deploy' });
    const again = (await operator.ask('POST', '/api/sources/deploy/hook')).body as { readonly secret: string };
    expect((await post(made.path, made.secret)).status).toBe(401);
    expect((await post(made.path, again.secret)).status).toBe(202);
  });

  it('what is asked for is not lost by a stop in the middle, nor by a scan that runs already', async () => {
    const waiting = async (): Promise<boolean | undefined> => (await source('deploy'))?.waiting;
    const { path, secret } = (await operator.ask('POST', '/api/sources/deploy/hook')).body as { readonly path: string; readonly secret: string };
    const signature = createHmac('sha256', secret).update('{}').digest('hex');
    const push = () => fetch(`${plane.url}${path}`, { method: 'POST', body: '{}', headers: { 'x-hub-signature-256': `sha256=${signature}` } });
    const asked = async (): Promise<number> => (await plane.entries()).filter(({ kind, object }) => kind === 'scan-requested' && object === 'deploy').length;
    await scans.look();
    let goOn = (): void => undefined;
    held = new Promise((resolve) => { goOn = () => { resolve(undefined); }; });
    await push();
    const first = scans.look();
    while (running === 0) await new Promise(setImmediate);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const before = await asked();
    expect((await push()).status).toBe(202);
    expect((await push()).status).toBe(202);
    expect(await asked()).toBe(before + 1);
    // What runs next is held until it is stopped.
    held = new Promise(() => undefined);
    goOn();
    await first;
    expect(await waiting()).toBe(true);
    void scans.look();
    while (running === 0) await new Promise(setImmediate);
    await scans.stop();
    expect([await waiting(), (await source('deploy'))?.failure]).toEqual([true, null]);
    held = Promise.resolve();
    scans = make();
    await scans.start();
    await scans.look();
    expect(await waiting()).toBe(false);
  });

  it('a failure is a failure of the source; what is known stays', async () => {
    rmSync(join(root, 'deploy'), { recursive: true });
    await operator.ask('POST', '/api/sources/deploy/scan');
    await scans.look();
    expect((await source('deploy'))?.failure).toMatch(/deploy/u);
    const get = () => owner.ask('GET', `/api/identities/${encodeURIComponent('k8s:ServiceAccount:default/ml/trainer')}`);
    expect((await get()).body).toMatchObject({ goneSince: null });
    expect((await operator.ask('DELETE', '/api/sources/deploy')).status).toBe(204);
    expect((await get()).body).toMatchObject({ goneSince: expect.any(String) as string });
    expect(await source('deploy')).toBeUndefined();
  });
}); // prettier-ignore
