import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { client, Token, type Client, type ChangeEvent, type GapEvent } from '../../src/client/main.ts';
import { putIdentity } from '../../src/store/rows/identities.ts';
import { pruneOutbox } from '../../src/store/rows/outbox.ts';
import { identity } from '../store/contract/samples.ts';
import { between, type Between } from './client/between.ts';
import { controlPlane, type ControlPlane, type SignedIn } from './control-plane.ts';

describe('events of the client', () => {
  let plane: ControlPlane;
  let way: Between;
  let auditor: SignedIn;
  let writ: Client;
  beforeAll(async () => {
    plane = await controlPlane();
    way = await between(plane.url);
    auditor = await plane.person('aud', [{ role: 'auditor', environment: '*', team: '*' }]);
    writ = client({ url: way.url, token: new Token(auditor.token), random: () => 0 });
  });
  afterAll(async () => {
    await way.close();
    await plane.close();
  });

  const put = (name: string) =>
    plane.store.change({ actor: 'test', now: new Date() }, (change) => putIdentity(change, identity(name, { declared: {} })));
  const taken = async (events: AsyncGenerator<ChangeEvent | GapEvent, void>, many: number) => {
    const all: (ChangeEvent | GapEvent)[] = [];
    while (all.length < many) {
      const step = await events.next();
      if (step.done === true) break;
      all.push(step.value);
    }
    return all;
  };
  const objects = (all: readonly (ChangeEvent | GapEvent)[]) => all.map((one) => (one.gap ? 'gap' : one.object.split('/').at(-1)));
  const start = () => plane.store.revision().then((revision) => `${revision}.2147483647`);

  it('come once each, in order, over streams that break before, between and after them', async () => {
    way.next.push({ kind: 'cut', after: 1 }, { kind: 'cut', after: 2 }, { kind: 'answer', status: 503, headers: { 'retry-after': '0' } });
    const over = new AbortController();
    const events = writ.events({ signal: over.signal });
    const first = events.next();
    // Once it is said where the stream begins nothing is missed: it may be cut off right after.
    await expect.poll(() => way.seen.length, { timeout: 30_000 }).toBeGreaterThan(1);
    for (const name of ['a', 'b', 'c', 'd', 'e']) await put(name);
    const step = await first;
    expect(objects([...(step.done === true ? [] : [step.value]), ...(await taken(events, 4))])).toEqual(['a', 'b', 'c', 'd', 'e']);
    over.abort();
    expect(await events.next()).toEqual({ value: undefined, done: true });
  });

  it('go on after what was seen, and end after what is there', async () => {
    const after = await start();
    for (const name of ['f', 'g']) await put(name);
    const [first] = await taken(writ.events({ after, follow: false }), 1);
    expect(objects(await taken(writ.events({ after: first?.id, follow: false }), 9))).toEqual(['g']);
  });

  it('say that there is a gap, and go on from there', async () => {
    await put('h');
    await plane.entries();
    await plane.store.maintain((db) => pruneOutbox(db));
    way.seen.length = 0;
    const events = writ.events({ after: '1.0' });
    const reading = taken(events, 1);
    const [gap] = await reading;
    await put('i');
    expect(objects([...(gap ? [gap] : []), ...(await taken(events, 1))])).toEqual(['gap', 'i']);
    await events.return(undefined);
  });

  it('are an error where coming back does not help', async () => {
    const nobody = client({ url: way.url, token: new Token(`writ_${'A'.repeat(43)}`) });
    await expect(nobody.events().next()).rejects.toMatchObject({ code: 'unauthenticated', status: 401 });
    await expect(writ.events({ after: 'x' }).next()).rejects.toMatchObject({ code: 'bad-request' });
  });
}); // prettier-ignore
