import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { putIdentity } from '../../src/store/rows/identities.ts';
import { pruneOutbox } from '../../src/store/rows/outbox.ts';
import { putSetting } from '../../src/store/rows/meta.ts';
import { identity } from '../store/contract/samples.ts';
import { controlPlane, type ControlPlane, type SignedIn } from './control-plane.ts';

const EVERYWHERE = { environment: '*', team: '*' } as const;

interface Event {
  readonly id: string;
  readonly event: string;
  readonly data: { readonly object: string; readonly actor: string };
}

/** Reads a stream as a browser would, until it has so many events or is over. */
async function read(response: Response, many: number): Promise<readonly Event[]> {
  let text = '';
  const events: Event[] = [];
  if (!response.body) return events;
  for await (const part of response.body.pipeThrough(new TextDecoderStream())) {
    text += part;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = new Map(
        block
          .split('\n')
          .map((line): [string, string] => [line.split(': ')[0] ?? '', line.slice(line.indexOf(': ') + 2)]),
      );
      const [id = '', event = '', data = '{}'] = ['id', 'event', 'data'].map((field) => fields.get(field));
      if (event !== '') events.push({ id, event, data: JSON.parse(data) as Event['data'] });
      if (events.length === many) return events;
    }
  }
  return events;
}

describe('events', () => {
  let plane: ControlPlane;
  let auditor: SignedIn;
  beforeAll(async () => {
    plane = await controlPlane();
    auditor = await plane.person('aud', [{ role: 'auditor', ...EVERYWHERE }]);
  }, 120_000);
  afterAll(() => plane.close());

  const put = (name: string, owner: string) =>
    plane.store.change({ actor: 'test', now: new Date() }, (change) => putIdentity(change, identity(name, { owner, declared: {} })));
  const follow = (who: SignedIn, query = '', headers: Record<string, string> = {}, signal?: AbortSignal) =>
    fetch(`${plane.url}/api/events${query}`, { headers: { authorization: `Bearer ${who.token}`, ...headers }, ...(signal ? { signal } : {}) });

  it('come as they happen, to those who may see them and to nobody else', async () => {
    const owner = await plane.person('olga', [{ role: 'owner', environment: '*', team: 'team-a' }]);
    const [all, own] = await Promise.all([follow(auditor), follow(owner)]);
    expect([all.headers.get('content-type'), own.status]).toEqual(['text/event-stream; charset=utf-8', 200]);
    const reading = [read(all, 3), read(own, 2)] as const;
    await put('one', 'team-a');
    await put('other', 'team-b');
    await put('two', 'team-a');
    const names = (await Promise.all(reading)).map((events) => events.map(({ event, data }) => `${event} ${data.object.split('/').at(-1) ?? ''}`));
    expect(names).toEqual([['identity-added one', 'identity-added other', 'identity-added two'], ['identity-added one', 'identity-added two']]);
    expect((await follow(await plane.person('nobody'))).status).toBe(403);
    await plane.store.change({ actor: 'test', now: new Date() }, (change) => putSetting(change, 'x', 1));
    const since = (await plane.store.revision()) - 1;
    expect(await read(await follow(owner, `?follow=false&after=${since}.9`), 9)).toEqual([]);
    expect(await read(await follow(auditor, `?follow=false&after=${since}.9`), 9)).toMatchObject([{ event: 'setting-changed' }]);
  });

  it('go on after the last one, over what the ledger took meanwhile', async () => {
    const { revision } = await put('before', 'team-a');
    const first = await put('after', 'team-a');
    const second = await put('then', 'team-a');
    await plane.entries();
    const events = await read(await follow(auditor, '?follow=false', { 'last-event-id': `${revision}.0` }), 9);
    expect(events.map(({ id }) => id)).toEqual([`${first.revision}.0`, `${second.revision}.0`]);
    expect((await follow(auditor, '', { 'last-event-id': 'x' })).status).toBe(400);
  });

  it('say when what was missed is no longer kept, and go on from now', async () => {
    const { revision } = await put('old', 'team-a');
    await put('lost', 'team-a');
    await plane.entries();
    await plane.store.maintain((db) => pruneOutbox(db));
    const over = new AbortController();
    const stream = await follow(auditor, '', { 'last-event-id': `${revision}.0` }, over.signal);
    const reading = read(stream, 2);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const next = await put('next', 'team-a');
    expect(await reading).toMatchObject([{ event: 'reset' }, { event: 'identity-added', id: `${next.revision}.0` }]);
    over.abort();
  });

  it('a person has so many streams and no more', async () => {
    const many = await plane.person('many', [{ role: 'auditor', ...EVERYWHERE }]);
    const over = new AbortController();
    const open = await Promise.all(Array.from({ length: 10 }, () => follow(many, '', {}, over.signal)));
    expect(open.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
    expect((await follow(many)).status).toBe(429);
    over.abort();
  });

  it('ends when the server stops, and for who may no more', async () => {
    const other = await controlPlane();
    const one = await other.person('aud', [{ role: 'auditor', ...EVERYWHERE }]);
    const admin = await other.person('ada', [{ role: 'administrator', ...EVERYWHERE }]);
    const left = await other.person('lea', [{ role: 'auditor', ...EVERYWHERE }]);
    const go = (who: SignedIn) => fetch(`${other.url}/api/events`, { headers: { authorization: `Bearer ${who.token}` } });
    const [stays, leaves] = await Promise.all([go(one), go(left)]);
    const cut = read(leaves, 99);
    const etag = (await admin.ask('GET', `/api/people/${left.id}`)).headers.get('etag') ?? '';
    await admin.ask('PATCH', `/api/people/${left.id}`, { active: false }, { 'if-match': etag });
    // What comes before it is still told; what comes after is not.
    expect((await cut).filter(({ event }) => event === 'setting-changed')).toEqual([]);
    const reading = read(stays, 99);
    await other.close();
    expect((await reading).length).toBeGreaterThan(0);
  });
}); // prettier-ignore
