import { readdirSync, readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { clientFiles, committedDocument } from '../../scripts/client-files.ts';
import { ROUTES as OPERATIONS } from '../../src/client/generated/routes.ts';
import {
  client,
  ProblemError,
  Token,
  UnansweredError,
  type Client,
  type ClientOptions,
} from '../../src/client/main.ts';
import { ROLES } from '../../src/governance/roles.ts';
import { ROUTES } from '../../src/api/routes/catalogue.ts';
import type { RoleName } from '../../src/governance/roles.ts';
import { putIdentity } from '../../src/store/rows/identities.ts';
import { identity } from '../store/contract/samples.ts';
import { between, type Between } from './client/between.ts';
import { controlPlane, type ControlPlane, type SignedIn } from './control-plane.ts';
import { written } from './fuzz/draft.ts';
import { OBJECTS, type Make } from './matrix/objects.ts';
import { matrix } from './matrix/table.ts';

const GENERATED = 'src/client/generated';
const makeOf = (object: string): Make => OBJECTS[object] ?? (() => Promise.resolve({}));
const camel = (id: string): string => id.replaceAll(/-(\w)/gu, (_, letter: string) => letter.toUpperCase());

/** What a token is told that asks for it. */
const SESSIONS_ONLY: Readonly<Record<string, string>> = {
  'add-my-token': 'a token makes no tokens',
  'begin-my-passkey': 'a token adds no passkeys',
  'add-my-passkey': 'a token adds no passkeys',
};

describe('the client', () => {
  let plane: ControlPlane;
  let way: Between;
  let all: SignedIn;
  let writ: Client;
  const over = (more: Partial<ClientOptions> = {}): Client => client({ url: way.url, token: new Token(all.token), random: () => 0, ...more });
  const put = (name: string) => plane.store.change({ actor: 'test', now: new Date() }, (change) => putIdentity(change, identity(name, { declared: {} })));
  beforeAll(async () => {
    plane = await controlPlane();
    way = await between(plane.url);
    all = await plane.person('all', (Object.keys(ROLES) as RoleName[]).map((role) => ({ role, environment: '*', team: '*' })));
    writ = over();
  });
  afterEach(() => {
    way.next.length = 0;
    way.seen.length = 0;
  });
  afterAll(async () => {
    await way.close();
    await plane.close();
  });

  it('is made of the document, which a file holds (npm run docs)', async () => {
    const made = await clientFiles(committedDocument());
    expect(readdirSync(GENERATED).sort()).toEqual(Object.keys(made).sort());
    for (const [name, text] of Object.entries(made)) expect(readFileSync(`${GENERATED}/${name}`, 'utf8'), name).toBe(text);
  });

  it('has every route but those of SCIM and the stream', () => {
    const rows = ROUTES.filter(({ tag }) => tag !== 'scim' && tag !== 'events').map(({ id }) => camel(id));
    expect(Object.keys(OPERATIONS).sort()).toEqual([...rows, 'healthz', 'readyz', 'metrics', 'getBundle', 'getKeys', 'getOpenidConfiguration'].sort());
  });

  it.each(ROUTES.filter(({ id }) => Object.hasOwn(OPERATIONS, camel(id))).map((row) => [row.id, row] as const))('asks %s as it is asked', async (id, row) => {
    const { lines, requests } = matrix();
    const { object = '-' } = lines.find((line) => line.route === id && line.object !== 'self' && line.cells.some(([, word]) => word === 'ok')) ?? {};
    const made = await plane.store.change({ actor: 'test', now: new Date() }, (change) => makeOf(object)(change, all.id, plane.url));
    const { params, query, body } = written(requests[id] ?? {}, made);
    const named = Object.fromEntries(Object.entries(made).filter(([name]) => row.path.includes(`{${name}}`)));
    const seen = row.guarded ? ((await all.ask('GET', row.path.replace('{id}', encodeURIComponent(made['id'] ?? '')))).body as { readonly revision: number }).revision : undefined;
    const method = (writ as unknown as Record<string, (input: object) => Promise<unknown>>)[camel(id)];
    const input = { ...named, ...params, ...query, ...(body === undefined ? {} : { body }), ...(seen === undefined ? {} : { ifMatch: seen }) };
    const answer = await method?.(input).catch((error: unknown) => error);
    // A token makes no way in; everything else is done.
    if (Object.hasOwn(SESSIONS_ONLY, id)) expect(answer).toMatchObject({ code: 'forbidden', detail: SESSIONS_ONLY[id] });
    else expect(answer).not.toBeInstanceOf(Error);
    expect(way.seen).toHaveLength(1);
    expect('idempotency-key' in (way.seen[0]?.headers ?? {})).toBe('write' in row && row.once !== true);
  });

  it('walks lists over their pages', async () => {
    for (const name of ['p1', 'p2', 'p3', 'p4', 'p5']) await put(name);
    way.seen.length = 0;
    const names: string[] = [];
    for await (const { name } of writ.all.listIdentities({ limit: 2, owner: 'team-a' })) names.push(name);
    const { items } = await writ.listIdentities({ limit: 500, owner: 'team-a' });
    expect(names).toEqual(items.map(({ name }) => name));
    expect(way.seen.length).toBeGreaterThan(3);
    const entries: number[] = [];
    for await (const { index } of writ.all.listEntries({ limit: 10 })) if (entries.push(index) === 25) break;
    expect(entries).toEqual(Array.from({ length: 25 }, (_, at) => (entries[0] ?? 0) - at));
  });

  it('changes over what was seen, and says why it is refused', async () => {
    const person = await writ.addPerson({ body: { name: 'Ada', userName: 'ada@acme.test' } });
    const renamed = await writ.changePerson({ id: person.id, ifMatch: person.revision, body: { name: 'Ada L.' } });
    expect(renamed).toMatchObject({ name: 'Ada L.', userName: 'ada@acme.test' });
    const refused: unknown = await writ.changePerson({ id: person.id, ifMatch: person.revision, body: { name: 'X' } }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ProblemError);
    expect(refused).toMatchObject({ code: 'changed-meanwhile', status: 412, title: expect.any(String) as string, instance: expect.any(String) as string });
    await expect(writ.getPerson({ id: 'x' })).rejects.toMatchObject({ code: 'bad-request', status: 400, detail: 'params/id must match format "uuid"' });
    await expect(writ.getPerson({ id: '..' })).rejects.toThrow(TypeError);
  });

  it('does a change once though its answer was lost, under one key', async () => {
    way.next.push({ kind: 'lose' }, { kind: 'lose' });
    const { userName } = await writ.addPerson({ body: { name: 'Once', userName: 'once@acme.test' } });
    expect(userName).toBe('once@acme.test');
    expect(way.seen.map(({ headers }) => headers['idempotency-key'])).toEqual(Array.from({ length: 3 }, () => way.seen[0]?.headers['idempotency-key']));
    const own = await writ.addPerson({ body: { name: 'Own', userName: 'own@acme.test' } }, { idempotencyKey: 'mine' });
    expect(await writ.addPerson({ body: { name: 'Own', userName: 'own@acme.test' } }, { idempotencyKey: 'mine' })).toEqual(own);
  });

  it('comes back when it is told to, so many times, and never with what may have been done and has no key', async () => {
    const busy = { kind: 'answer', status: 503, headers: { 'retry-after': '0' } } as const;
    way.next.push(busy, { ...busy, status: 429 });
    expect((await writ.getMe()).name).toBe('all');
    expect(way.seen).toHaveLength(3);
    way.next.push(busy, busy, busy, busy, busy);
    await expect(writ.getMe()).rejects.toMatchObject({ code: 'not-writ', status: 503 });
    expect(way.seen).toHaveLength(7);
    way.next.length = 0;
    way.next.push({ kind: 'lose' });
    await expect(writ.addMyToken({ body: { name: 'x', scopes: ['read'], days: 1 } })).rejects.toMatchObject({ code: 'unreachable' });
    expect(way.seen).toHaveLength(8);
    way.next.push({ kind: 'answer', status: 500, headers: {} });
    await expect(writ.getMe()).rejects.toMatchObject({ code: 'not-writ', status: 500 });
    expect(way.seen).toHaveLength(9);
  });

  it('ends when its time is over or its signal says so', async () => {
    way.next.push({ kind: 'hang' });
    await expect(writ.getMe({}, { timeoutMs: 50 })).rejects.toMatchObject({ name: 'TimeoutError' });
    way.next.push({ kind: 'answer', status: 503, headers: { 'retry-after': '100' } });
    await expect(writ.getMe({}, { signal: AbortSignal.timeout(50) })).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(way.seen).toHaveLength(2);
  });

  it('takes no answer without bound, follows no redirect, and knows what is not Writ', async () => {
    await expect(over({ mostBytes: 100 }).listPeople()).rejects.toMatchObject({ code: 'answer-too-large' });
    way.next.push({ kind: 'answer', status: 302, headers: { location: `${way.url}/api/me` } });
    await expect(over({ tries: 1 }).getMe()).rejects.toMatchObject({ code: 'unreachable' });
    way.next.push({ kind: 'answer', status: 502, body: '<html>' }, { kind: 'answer', status: 200, body: '<html>' });
    await expect(writ.getMe()).rejects.toMatchObject({ code: 'not-writ', status: 502 });
    await expect(writ.getMe()).rejects.toMatchObject({ code: 'not-writ', status: 200 });
    expect(way.seen).toHaveLength(4);
  });

  it('prints no token, sends none in the clear, and none where nobody needs one', async () => {
    const token = new Token(all.token);
    const gone = client({ url: 'http://127.0.0.1:1', token, tries: 1 });
    const error: unknown = await gone.getMe().catch((one: unknown) => one);
    expect(error).toBeInstanceOf(UnansweredError);
    const printed = [inspect({ token, gone, error }, { depth: 9, showHidden: true }), JSON.stringify({ token }), token.toString()].join();
    expect(printed).not.toContain(all.token);
    expect(() => client({ url: 'http://writ.acme.test', token })).toThrow('https');
    expect(() => new Token('a\r\nb')).toThrow(TypeError);
    expect(await writ.healthz()).toEqual({ status: 'ok' });
    expect(await writ.metrics()).toContain('writ_ledger_entries');
    expect(way.seen.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined]);
  });
}); // prettier-ignore
