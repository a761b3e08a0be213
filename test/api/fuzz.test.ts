import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RoleName } from '../../src/governance/roles.ts';
import { Random } from '../e2e/fuzz/random.ts';
import { controlPlane, type ControlPlane, type SignedIn } from './control-plane.ts';
import { HOSTILE, NEARLY } from './fuzz/changes.ts';
import { readDocument, type Operation } from './fuzz/document.ts';
import { draftOf, written } from './fuzz/draft.ts';
import { faultsOf, takenFaults } from './fuzz/faults.ts';
import { send, sentOf, type Sent } from './fuzz/wire.ts';
import { OBJECTS, type Made } from './matrix/objects.ts';
import { matrix } from './matrix/table.ts';

/**
 * Requests of every operation of the OpenAPI document: good, nearly good and hostile. Each is made of its own seed, which every message names:
 * `API_FUZZ_SEED=7 API_FUZZ_CASES=1` is that one again, `API_FUZZ_CASES=100000` looks for longer.
 */
const SEED = Number(process.env['API_FUZZ_SEED'] ?? 20_261_201);
const document = readDocument();
const { operations } = document;
const CASES = Number(process.env['API_FUZZ_CASES'] ?? operations.length * 8);
const { lines, requests } = matrix();

const ROLES = ['administrator', 'owner', 'approver', 'auditor', 'operator'] as const;
const everywhere = (role: RoleName) => ({ role, environment: '*', team: '*' });
/** Hashes the whole log each time. */
const SLOW: ReadonlySet<string> = new Set(['verify-ledger']);

describe('requests made of the OpenAPI document', () => {
  let plane: ControlPlane;
  const people = new Map<string, SignedIn>();
  beforeAll(async () => {
    plane = await controlPlane();
    people.set('all', await plane.person('all', ROLES.map(everywhere)));
    for (const role of ['administrator', 'auditor', 'owner'] as const) people.set(role, await plane.person(role, [everywhere(role)]));
    people.set('none', await plane.person('none'));
  });
  afterAll(() => plane.close());

  /** Mostly somebody who may, so that requests go through; also who may not, who nobody is, and what is no credential. */
  const WHO = ['all', 'all', 'all', 'all', 'session', 'administrator', 'auditor', 'owner', 'none', 'nobody', 'forged'] as const;

  async function asker(who: (typeof WHO)[number]): Promise<{ readonly id: string; readonly credential: Readonly<Record<string, string>> }> {
    const somebody = people.get('none')?.id ?? '';
    if (who === 'nobody') return { id: somebody, credential: {} };
    if (who === 'forged') return { id: somebody, credential: { authorization: `Bearer writ_${'A'.repeat(43)}` } };
    // It may end all sessions of whoever asks.
    const one = who === 'session' ? await plane.person(who, ROLES.map(everywhere)) : people.get(who);
    if (!one) throw new Error('nobody is called so');
    return { id: one.id, credential: who === 'session' ? one.session : { authorization: `Bearer ${one.token}` } };
  }

  /** Never about the one who asks, who would leave; of a plain request about something that somebody may. */
  async function madeFor(random: Random, { operationId }: Operation, self: string, plain: boolean): Promise<Made> {
    const objects = lines.filter(
      ({ route, object, cells }) => route === operationId && object !== 'self' && (!plain || cells.some(([, word]) => word === 'ok')),
    );
    const make = OBJECTS[objects.length === 0 ? '-' : random.one(objects).object];
    const made = make ? await plane.store.change({ actor: 'test', now: new Date() }, (change) => make(change, self, plane.url)) : {};
    return { ...made, revision: String(await plane.store.revision()) };
  }

  async function tried(seed: number, reached: Set<string>): Promise<readonly string[]> {
    const random = new Random(seed);
    const operation = operations[seed % operations.length];
    if (!operation || (SLOW.has(operation.operationId) && random.chance(80))) return [];
    // Each operation is done now and then as somebody wrote it: what only ever meets refusals proves little.
    const plain = Math.floor(seed / operations.length) % 6 === 0;
    const by = requests[operation.operationId]?.by === 'session' ? 'session' : 'all';
    const who = plain ? by : random.one(WHO);
    const { id, credential } = await asker(who);
    const made = await madeFor(random, operation, id, plain);
    const request = written(requests[operation.operationId] ?? {}, made);
    const kind = plain ? 'good' : random.one(['good', 'nearly', 'hostile'] as const);
    let draft = draftOf(operation, { random, document, made, request, plain });
    const changes = kind === 'nearly' ? NEARLY : HOSTILE;
    for (let left = kind === 'good' ? 0 : kind === 'nearly' ? 1 : 1 + random.below(3); left > 0; left--) draft = random.one(changes)(draft, random);
    const sent = sentOf(draft, credential);
    const named = operations.find(({ path, method }) => path === operation.path && (method === sent.method || (sent.method === 'HEAD' && method === 'GET')));
    try {
      const got = await send(plane.url, sent);
      if (!got) return kind === 'good' ? [`${told(seed, who, sent)}: closed without an answer`] : [];
      if (got.status < 300) reached.add(operation.operationId);
      const faults = [...faultsOf(document, named, sent, got), ...takenFaults(document, named, sent, got)];
      if ((who === 'nobody' || who === 'forged') && got.status < 300 && named?.security.length !== 0) faults.push('nobody signed it, and it is done');
      return faults.map((fault) => `${told(seed, who, sent)}: ${fault}: ${got.status} ${got.text.slice(0, 300)}`);
    } catch (error) {
      return [`${told(seed, who, sent)}: ${String(error)}`];
    }
  }

  it('are answered as the document says, without a fault of the server, within bounds; the ledger is sound after them', async () => {
    const reached = new Set<string>();
    const found: string[] = [];
    for (let seed = SEED; seed < SEED + CASES && found.length < 20; seed++) found.push(...(await tried(seed, reached)));
    expect(found).toEqual([]);
    expect((await fetch(`${plane.url}/readyz`)).status).toBe(200);
    const auditor = people.get('auditor');
    expect((await auditor?.ask('GET', '/api/ledger/verification'))?.body).toMatchObject({ sound: true, faults: [] });
    expect(plane.log().split('\n').filter((line) => line.includes('"level":50'))).toEqual([]);
    if (CASES < operations.length * 7) return;
    expect(operations.map(({ operationId }) => operationId).filter((id) => !reached.has(id) && !SLOW.has(id))).toEqual([]);
  }, Math.max(120_000, CASES * 100));
}); // prettier-ignore

const told = (seed: number, who: string, { method, target, headers, body }: Sent): string =>
  `seed ${seed}, ${who}: ${method} ${target.slice(0, 300)} ${JSON.stringify({ ...headers, authorization: undefined, cookie: undefined }).slice(0, 300)} ${body?.toString().slice(0, 200) ?? ''}`;
