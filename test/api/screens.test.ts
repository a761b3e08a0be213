import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { putIdentity } from '../../src/store/rows/identities.ts';
import { keepScan } from '../../src/store/rows/sources.ts';
import { identity } from '../store/contract/samples.ts';
import { controlPlane, type ControlPlane, type SignedIn } from './control-plane.ts';

const EVERYWHERE = { environment: '*', team: '*' } as const;
const EVIL = `<img src=x onerror=alert(1)>"'`;

describe('the pages', () => {
  let plane: ControlPlane;
  let auditor: SignedIn;
  let team: SignedIn;
  beforeAll(async () => {
    plane = await controlPlane();
    auditor = await plane.person('audrey', [{ role: 'auditor', ...EVERYWHERE }]);
    team = await plane.person('olga', [{ role: 'owner', environment: '*', team: 'team-a' }]);
    const now = new Date();
    await plane.store.change({ actor: 'test', now }, async (change) => {
      await putIdentity(change, identity('mine', { purpose: EVIL }));
      await putIdentity(change, identity('yours', { owner: 'team-b' }));
      await keepScan(change, { id: crypto.randomUUID(), source: 'prod', kind: 'files', began: now, ended: now, counts: {} });
    });
    await plane.reports.keep('prod', '<!doctype html><title>the report</title>');
  }, 120_000);
  afterAll(() => plane.close());

  const open = async (path: string, who?: SignedIn) => {
    const headers: Record<string, string> = who ? { cookie: who.session.cookie } : {};
    const response = await fetch(`${plane.url}${path}`, { headers, redirect: 'manual' });
    return { status: response.status, text: await response.text(), headers: response.headers };
  };
  const at = (name: string) => `/identities/${encodeURIComponent(identity(name).id)}`;

  it('are behind the sign-in, and one comes back to them', async () => {
    for (const path of ['/', '/identities', at('mine'), '/ledger', '/estate/prod/report']) {
      const { status, headers } = await open(path);
      expect([path, status, headers.get('location')]).toEqual([path, 303, `/sign-in?${new URLSearchParams({ return: path }).toString()}`]);
    }
    const nobody = await plane.person('nobody');
    expect((await open('/identities', nobody)).status).toBe(403);
    expect((await open('/', nobody)).text).toContain('You hold no role yet');
    expect((await open('/', nobody)).text).not.toContain('prod');
  });

  it('show identities that one may see, as text', async () => {
    const list = await open('/identities', team);
    expect(list.text).toContain('>mine</a>');
    expect(list.text).not.toContain('yours');
    const one = await open(at('mine'), team);
    expect(one.text).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;');
    expect(one.text).not.toContain('<img');
    expect((await open(at('yours'), team)).status).toBe(404);
    expect((await open(at('yours'), auditor)).status).toBe(200);
    expect((await open('/identities?state=active&owner=team-b', auditor)).text).toContain('>yours</a>');
    expect((await open('/identities?cursor=%FF%00&state=x&owner=', auditor)).status).toBeLessThan(500);
  });

  it('show the ledger to those who audit, and verify it when asked', async () => {
    await plane.entries();
    const { status, text } = await open('/ledger?verify=1', auditor);
    expect([status, text]).toEqual([200, expect.stringContaining('✓ Sound')]);
    expect(text).toContain('identity-added');
    expect((await open('/ledger', team)).status).toBe(403);
  });

  it('show the report of a source in a box that reaches nothing of ours, to those who may see all of it', async () => {
    expect((await open('/', auditor)).text).toContain('href="/estate/prod/report"');
    const report = await open('/estate/prod/report', auditor);
    expect(report.text).toContain('the report');
    expect(report.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox allow-scripts$/u);
    expect((await open('/', team)).text).not.toContain('/report"');
    expect((await open('/estate/prod/report', team)).status).toBe(404);
    for (const name of ['none', '..%2F..%2Flog-key.json', 'a'.repeat(2000)]) expect((await open(`/estate/${name}/report`, auditor)).status).toBe(404);
  });
}); // prettier-ignore
