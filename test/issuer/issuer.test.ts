import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { diskCustody } from '../../src/issuer/custody/disk.ts';
import { localWrapping } from '../../src/issuer/custody/envelope.ts';
import { memoryCustody } from '../../src/issuer/custody/memory.ts';
import type { KeyCustody } from '../../src/issuer/custody/custody.ts';
import { Issuer, type IssuerParts } from '../../src/issuer/issuer.ts';
import { USUAL } from '../../src/issuer/policy.ts';
import { NothingSigns, Svids, type SvidParts } from '../../src/issuer/svids.ts';
import { Bundles } from '../../src/spiffe/bundle/bundle.ts';
import { parseBundle } from '../../src/spiffe/bundle/parse.ts';
import { printBundle } from '../../src/spiffe/bundle/print.ts';
import { parseSpiffeId, parseTrustDomain } from '../../src/spiffe/id.ts';
import { verifyJwt } from '../../src/spiffe/jwt/verify.ts';
import { Refusal } from '../../src/spiffe/refusal.ts';
import { verifyX509 } from '../../src/spiffe/x509/verify.ts';
import { openStore } from '../../src/store/open.ts';
import { authoritiesOf, removeAuthority, retireAuthority, trustDomainOf } from '../../src/store/rows/authorities.ts';
import { eventsAfter } from '../../src/store/rows/outbox.ts';
import type { Store } from '../../src/store/store.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.parse('2026-12-01T12:00:00Z');
const home = mkdtempSync(join(tmpdir(), 'writ-issuer-'));
const wrapping = localWrapping('test', Buffer.alloc(32, 1));

let store: Store;
let folders = 0;
let now = START;
let custody: KeyCustody;
let keys: string;
/** The revision that a test begins at. */
let from = 0;

const parts = (more: Partial<IssuerParts> = {}): IssuerParts => ({
  ...{ store, custody, policy: USUAL, now: () => new Date(now), name: { text: 'example.org', given: false } },
  ...more,
});
const states = async (usage: string): Promise<readonly string[]> =>
  (await store.read(authoritiesOf))
    .filter((one) => one.usage === usage)
    .map(({ state }) => state)
    .sort();

beforeAll(async () => {
  store = await openStore({ data: join(home, 'data') });
}, 60_000);
beforeEach(async () => {
  now = START;
  from = (await store.revision()) + 1;
  keys = join(home, String(folders++));
  custody = diskCustody(keys, wrapping);
});
afterEach(async () => {
  await store.change({ actor: 'test', now: new Date(now) }, async ({ db }) => {
    await db.deleteFrom('authorities').execute();
    await db.deleteFrom('trust_domain').execute();
  });
});
afterAll(async () => {
  await store.close();
  rmSync(home, { recursive: true, force: true });
});

/** What a workload that asks now is given, and whether somebody believes it that looked at the bundle then. */
class Shown {
  readonly x509: Buffer;
  readonly jwt: string;

  private constructor(x509: Buffer, jwt: string) {
    this.x509 = x509;
    this.jwt = jwt;
  }

  static async by(issuer: Issuer): Promise<Shown> {
    const svids = new Svids({ issuer, policy: USUAL, now: () => new Date(now) });
    const { chain } = await svids.x509({ id: ID, key: SPKI });
    const { token } = await svids.jwt({ id: ID, audience: ['db'] });
    return new Shown(chain[0] ?? Buffer.alloc(0), token);
  }

  isBelieved(published: string, at = now): boolean {
    const bundles = new Bundles([parseBundle(parseTrustDomain('example.org'), published)]);
    return [() => verifyX509([this.x509], bundles.x509, at), () => verifyJwt(this.jwt, ['db'], bundles.jwt, at)].every(
      (verified) => {
        try {
          return verified().id === ID;
        } catch (error) {
          if (error instanceof Refusal) return false;
          throw error;
        }
      },
    );
  }
}

const ID = parseSpiffeId('spiffe://example.org/serving/a');
const SPKI = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'der' });
const events = async (): Promise<readonly string[]> =>
  (await store.read((db) => eventsAfter(db, { revision: from, position: -1 }, 1000))).map(({ kind }) => kind);

describe('the authority of a trust domain', () => {
  it('signs at once what its published bundle verifies, and tells what it made', async () => {
    const issuer = await Issuer.open(parts());
    expect([await states('x509'), await states('jwt')]).toEqual([['active'], ['active']]);
    expect(issuer.bundle).toMatchObject({ domain: 'example.org', refreshHint: 300 });
    expect((await Shown.by(issuer)).isBelieved(printBundle(issuer.bundle))).toBe(true);
    expect(await events()).toEqual([
      'trust-domain-named',
      ...['authority-prepared', 'authority-activated', 'authority-prepared', 'authority-activated'],
    ]);
  });

  it('is the same after a start, and its name is for good', async () => {
    const first = await Issuer.open(parts());
    const again = await Issuer.open(
      parts({ custody: diskCustody(keys, wrapping), name: { text: 'x.y', given: false } }),
    );
    expect(printBundle(again.bundle)).toBe(printBundle(first.bundle));
    expect((await Shown.by(again)).isBelieved(printBundle(first.bundle))).toBe(true);
    await expect(Issuer.open(parts({ name: { text: 'else.org', given: true } }))).rejects.toThrow(
      /is example\.org, not else\.org/u,
    );
  });

  it.each(['Example.org', '', 'a/b', 'a'.repeat(256)])('is not called "%s"', async (text) => {
    await expect(Issuer.open(parts({ name: { text, given: true } }))).rejects.toThrow(/trustDomain\.name/u);
    expect(await store.read(trustDomainOf)).toBeUndefined();
  });

  it('goes on from key to key, and whoever looks in time believes everything that lives', async () => {
    const issuer = await Issuer.open(parts());
    const seen: { readonly at: number; readonly text: string }[] = [];
    const alive: { readonly shown: Shown; readonly until: number }[] = [];
    const signers = new Set<string | undefined>();
    for (; now < START + 15 * DAY; now += 0.25 * HOUR) {
      await issuer.turn();
      signers.add(issuer.x509?.authority);
      seen.push({ at: now, text: printBundle(issuer.bundle) });
      // Each hour somebody asks; JWT-SVIDs live five minutes, so they are shown at once.
      if ((now - START) % HOUR === 0) alive.push({ shown: await Shown.by(issuer), until: now });
    }
    for (const { shown, until } of alive)
      for (const late of [0, 15 * 60_000]) {
        const text = seen.findLast((one) => one.at <= Math.max(START, until - late))?.text ?? '';
        expect(shown.isBelieved(text, until)).toBe(true);
      }
    // One is made at half the life of the one before, and signs for the second half of its own.
    expect(signers.size).toBe(4);
    const left = (await store.read(authoritiesOf)).map(({ id }) => `${id}.key`);
    expect(readdirSync(keys).sort()).toEqual([...left].sort());
  }, 120_000);

  it('rises in sequence with each change of the bundle', async () => {
    const issuer = await Issuer.open(parts());
    const before = issuer.bundle.sequence ?? 0;
    await issuer.turn();
    expect(issuer.bundle.sequence).toBe(before);
    now += 4 * DAY;
    await issuer.turn();
    expect(await states('x509')).toEqual(['active', 'prepared']);
    expect(issuer.bundle.sequence).toBeGreaterThan(before);
  });

  it('is believed no more at once when it is distrusted, and the next one signs', async () => {
    const issuer = await Issuer.open(parts());
    const stolen = await Shown.by(issuer);
    const { x509, jwt } = issuer;
    let told = 0;
    const end = issuer.onChange(() => told++);
    await store.change({ actor: 'ada', now: new Date(now) }, async (change) => {
      for (const one of [x509, jwt]) await removeAuthority(change, one?.authority ?? '', 'distrusted');
    });
    await issuer.turn();
    end();
    expect(told).toBeGreaterThan(0);
    expect(stolen.isBelieved(printBundle(issuer.bundle))).toBe(false);
    expect((await Shown.by(issuer)).isBelieved(printBundle(issuer.bundle))).toBe(true);
    expect(readdirSync(keys)).not.toContain(`${x509?.authority ?? ''}.key`);
    expect((await events()).filter((kind) => kind === 'authority-distrusted')).toHaveLength(2);
  });

  it('that retires goes on until everybody can know the next one', async () => {
    const issuer = await Issuer.open(parts());
    const id = issuer.x509?.authority ?? '';
    await store.change({ actor: 'ada', now: new Date(now) }, (change) => retireAuthority(change, id));
    await issuer.turn();
    expect([await states('x509'), issuer.x509?.authority]).toEqual([['active', 'prepared'], id]);
    now += 15 * 60_000;
    await issuer.turn();
    expect(await states('x509')).toEqual(['active', 'old']);
    now += 2 * HOUR;
    await issuer.turn();
    expect(await states('x509')).toEqual(['active']);
  });

  it('whose key is lost signs no more, and what it signed is believed', async () => {
    const before = await Shown.by(await Issuer.open(parts()));
    rmSync(keys, { recursive: true });
    const issuer = await Issuer.open(parts({ custody: diskCustody(keys, wrapping) }));
    expect(await states('x509')).toEqual(['active', 'old']);
    expect(before.isBelieved(printBundle(issuer.bundle))).toBe(true);
    expect((await Shown.by(issuer)).isBelieved(printBundle(issuer.bundle))).toBe(true);
    expect((await events()).filter((kind) => kind === 'authority-key-lost')).toHaveLength(2);
  });

  it('whose key was changed is not given another one in silence', async () => {
    await Issuer.open(parts());
    for (const file of readdirSync(keys)) writeFileSync(join(keys, file), '{}');
    await expect(Issuer.open(parts({ custody: diskCustody(keys, wrapping) }))).rejects.toThrow(/is no key/u);
    expect(await states('x509')).toEqual(['active']);
  });

  it.each([1, 2, 3, 4, 5])('goes on after it died at its change number %i', async (number) => {
    let left = number;
    const dying: Store = {
      kind: store.kind,
      maintain: (work) => store.maintain(work),
      read: (work) => store.read(work),
      readOne: (work) => store.readOne(work),
      revision: () => store.revision(),
      follow: (seen) => store.follow(seen),
      close: () => store.close(),
      change: (by, work) => (--left === 0 ? Promise.reject(new Error('died')) : store.change(by, work)),
    };
    await expect(Issuer.open(parts({ store: dying }))).rejects.toThrow('died');
    const issuer = await Issuer.open(parts({ custody: diskCustody(keys, wrapping) }));
    expect([await states('x509'), await states('jwt')]).toEqual([['active'], ['active']]);
    expect((await Shown.by(issuer)).isBelieved(printBundle(issuer.bundle))).toBe(true);
  });

  it('refuses a policy by which authorities end before what they sign', async () => {
    const policy = { ...USUAL, authorityTtl: 2 * HOUR };
    await expect(Issuer.open(parts({ policy }))).rejects.toThrow(/half the life of an authority is shorter/u);
  });
});

describe('SVIDs', () => {
  const made = async (more: Partial<SvidParts> = {}): Promise<Svids> =>
    new Svids({
      issuer: await Issuer.open(parts({ custody: memoryCustody() })),
      policy: USUAL,
      now: () => new Date(now),
      ...more,
    });

  it('never live beyond the authority that signs them', async () => {
    const svids = await made();
    now += 7 * DAY - 60_000;
    const { notAfter } = await svids.x509({ id: ID, key: SPKI });
    const { expiresAt } = await svids.jwt({ id: ID, audience: ['db'] });
    expect([notAfter, expiresAt]).toEqual([new Date(START + 7 * DAY), new Date(START + 7 * DAY)]);
  });

  it.each([
    ['another trust domain', 'spiffe://else.org/a', /else\.org/u],
    ['the trust domain itself', 'spiffe://example.org', /has a path/u],
  ])('are not made for %s', async (_, id, says) => {
    const svids = await made();
    await expect(svids.x509({ id: parseSpiffeId(id), key: SPKI })).rejects.toThrow(says);
    await expect(svids.jwt({ id: parseSpiffeId(id), audience: ['db'] })).rejects.toThrow(says);
  });

  it('are not made for weak keys, nor where nothing signs', async () => {
    const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ type: 'spki', format: 'der' });
    await expect((await made()).x509({ id: ID, key: weak })).rejects.toThrow(/RSA key of 1024 bits/u);
    const issuer = { domain: parseTrustDomain('example.org'), x509: undefined, jwt: undefined };
    const svids = new Svids({ issuer, policy: USUAL, now: () => new Date(now) });
    await expect(svids.x509({ id: ID, key: SPKI })).rejects.toThrow(NothingSigns);
    await expect(svids.jwt({ id: ID, audience: ['db'] })).rejects.toThrow(NothingSigns);
  });
});
