import { createPublicKey } from 'node:crypto';
import { WritError } from '../model/errors.ts';
import type { Bundle } from '../spiffe/bundle/bundle.ts';
import { due, type Slot, type Step } from '../spiffe/authority/rotation.ts';
import { parseTrustDomain, type TrustDomain } from '../spiffe/id.ts';
import type { SigningKey } from '../spiffe/keys/port.ts';
import { JwtMinter } from '../spiffe/jwt/mint.ts';
import { Refusal } from '../spiffe/refusal.ts';
import { parseCertificate } from '../spiffe/x509/certificate.ts';
import { X509Minter } from '../spiffe/x509/leaf.ts';
import { selfSigned } from '../spiffe/x509/self-signed.ts';
import {
  activateAuthority,
  addAuthority,
  authoritiesOf,
  loseAuthority,
  nameTrustDomain,
  removeAuthority,
  trustDomainOf,
  type Authority,
} from '../store/rows/authorities.ts';
import type { Store } from '../store/store.ts';
import type { AuthorityUsage } from '../store/tables.ts';
import type { KeyCustody } from './custody/custody.ts';
import { checkPolicy, rotationOf, type IssuingPolicy } from './policy.ts';

export interface IssuerParts {
  readonly store: Store;
  readonly custody: KeyCustody;
  readonly policy: IssuingPolicy;
  readonly now: () => Date;
  /** A name for a store that has none yet. Another one than it has is refused. */
  readonly name: { readonly text: string; readonly given: boolean };
}

/** What signs, until when what it signs counts, and for how long at most. */
export interface Signing<M> {
  readonly authority: string;
  readonly minter: M;
  readonly notAfter: number;
}

/** What it signs with and is known by at a moment. */
interface Standing {
  readonly authorities: readonly Authority[];
  readonly bundle: Bundle;
  readonly x509?: Signing<X509Minter> | undefined;
  readonly jwt?: Signing<JwtMinter> | undefined;
}

const USAGES = ['x509', 'jwt'] as const;
/** Clocks of verifiers are behind by less. */
const BEHIND_MS = 60_000;
/** First key, second key, what is over: more steps than that are never due at once. */
const ROUNDS = 16;
const BY = 'writ';

/**
 * The authority of a trust domain. What is published stands in the store, where every other server reads it; private halves lie in its custody alone. It
 * looks at what is due when it is told to, and does one step after the other: each is durable before the next begins, so that it may die between any two.
 */
export class Issuer {
  readonly domain: TrustDomain;
  readonly #parts: IssuerParts;
  #standing: Standing;
  #running: Promise<void> | undefined;
  #again = false;
  readonly #listeners = new Set<() => void>();

  private constructor(parts: IssuerParts, domain: TrustDomain) {
    this.#parts = parts;
    this.domain = domain;
    this.#standing = { authorities: [], bundle: { domain, x509: [], jwt: new Map() } };
  }

  /** Ready to sign when it resolves. */
  static async open(parts: IssuerParts): Promise<Issuer> {
    checkPolicy(parts.policy);
    const issuer = new Issuer(parts, await named(parts));
    await issuer.turn();
    return issuer;
  }

  get bundle(): Bundle {
    return this.#standing.bundle;
  }

  /** Undefined for the moment between a key that is distrusted and the next one. */
  get x509(): Signing<X509Minter> | undefined {
    return this.#standing.x509;
  }

  get jwt(): Signing<JwtMinter> | undefined {
    return this.#standing.jwt;
  }

  /** Calls after each change of the bundle or of what signs. Returns a function that ends it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Does what is due, and sees what others did to the authorities. Calls while one runs are one more after it. */
  turn(): Promise<void> {
    this.#again = true;
    return (this.#running ??= this.#turn().finally(() => (this.#running = undefined)));
  }

  async #turn(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      for (let round = 0; round < ROUNDS; round++) {
        await this.#look();
        const [step] = this.#due();
        if (!step) break;
        await this.#perform(step.usage, step.step);
      }
    }
  }

  #due(): readonly { readonly usage: AuthorityUsage; readonly step: Step }[] {
    const { policy, now } = this.#parts;
    return USAGES.flatMap((usage) => {
      const slots = this.#standing.authorities.filter((one) => one.usage === usage).map(slotOf);
      return due(slots, now().getTime(), rotationOf(policy, usage)).map((step) => ({ usage, step }));
    });
  }

  async #perform(usage: AuthorityUsage, step: Step): Promise<void> {
    const { store, custody, now } = this.#parts;
    const by = { actor: BY, now: now() };
    switch (step.step) {
      case 'prepare': {
        const made = await this.#made(usage, by.now);
        await store.change(by, (change) => addAuthority(change, made));
        break;
      }
      case 'activate':
        await store.change(by, (change) => activateAuthority(change, step.id));
        break;
      case 'drop':
        await store.change(by, (change) => removeAuthority(change, step.id, 'dropped'));
        await custody.drop(step.id);
        break;
    }
  }

  async #made(usage: AuthorityUsage, now: Date): Promise<Omit<Authority, 'since' | 'retiring'>> {
    const { custody, policy } = this.#parts;
    const key = await custody.make(policy.keys[usage]);
    // A certificate counts whole seconds.
    const notBefore = new Date(Math.floor(now.getTime() / 1000) * 1000);
    const notAfter = new Date(notBefore.getTime() + policy.authorityTtl);
    const from = new Date(notBefore.getTime() - BEHIND_MS);
    const certificate = usage === 'x509' ? (await selfSigned(this.domain, key, from, notAfter)).certificate.raw : null;
    const publicKey = key.publicKey.export({ type: 'spki', format: 'der' });
    return { id: key.id, usage, kind: key.kind, publicKey, certificate, state: 'prepared', notBefore, notAfter };
  }

  /** Reads the authorities, and signs with what is active there; what is gone is of nobody here either. */
  async #look(): Promise<void> {
    const { store, custody, policy, now: clock } = this.#parts;
    const { authorities, sequence } = await store.read(async (db) => ({
      authorities: await authoritiesOf(db),
      sequence: (await trustDomainOf(db))?.sequence,
    }));
    for (const { id } of this.#standing.authorities)
      if (!authorities.some((one) => one.id === id)) await custody.drop(id);
    for (const { id, state } of authorities)
      if (state !== 'old' && !(await custody.key(id))) {
        await store.change({ actor: BY, now: clock() }, (change) => loseAuthority(change, id));
        return this.#look();
      }
    const [before, active] = [this.#standing, (usage: AuthorityUsage) => signerIn(authorities, usage)];
    const [x509, jwt] = [active('x509'), active('jwt')];
    this.#standing = {
      authorities,
      bundle: bundleOf(this.domain, authorities, sequence, policy.refresh),
      x509: x509?.id === before.x509?.authority ? before.x509 : await signing(x509, custody, x509Minter),
      jwt: jwt?.id === before.jwt?.authority ? before.jwt : await signing(jwt, custody, jwtMinter),
    };
    const { bundle, ...now } = this.#standing;
    if (bundle.sequence !== before.bundle.sequence || now.x509 !== before.x509 || now.jwt !== before.jwt)
      for (const listener of this.#listeners) listener();
  }
}

const signerIn = (authorities: readonly Authority[], usage: AuthorityUsage): Authority | undefined =>
  authorities.find((one) => one.usage === usage && one.state === 'active');

async function signing<M>(
  active: Authority | undefined,
  custody: KeyCustody,
  minter: (active: Authority, key: SigningKey) => M,
): Promise<Signing<M> | undefined> {
  const key = active && (await custody.key(active.id));
  return active && key && { authority: active.id, minter: minter(active, key), notAfter: active.notAfter.getTime() };
}

const x509Minter = ({ certificate }: Authority, key: SigningKey): X509Minter =>
  new X509Minter({ certificate: parseCertificate(certificate ?? Buffer.alloc(0)), key });

const jwtMinter = ({ id }: Authority, key: SigningKey): JwtMinter => new JwtMinter({ keyId: id, key });

const slotOf = ({ id, state, notBefore, notAfter, since, retiring }: Authority): Slot => ({
  ...{ id, state, retiring, notBefore: notBefore.getTime(), notAfter: notAfter.getTime(), since: since.getTime() },
});

function bundleOf(
  domain: TrustDomain,
  authorities: readonly Authority[],
  sequence: number | undefined,
  refresh: number,
): Bundle {
  return {
    domain,
    x509: authorities.flatMap(({ certificate }) => (certificate ? [parseCertificate(certificate)] : [])),
    jwt: new Map(
      authorities
        .filter(({ usage }) => usage === 'jwt')
        .map(({ id, publicKey }) => [id, createPublicKey({ key: publicKey, format: 'der', type: 'spki' })]),
    ),
    refreshHint: Math.ceil(refresh / 1000),
    ...(sequence === undefined ? {} : { sequence }),
  };
}

async function named({ store, name, now }: IssuerParts): Promise<TrustDomain> {
  const known = await store.read(trustDomainOf);
  if (known && name.given && known.name !== name.text)
    throw new WritError(
      'bad-configuration',
      `the trust domain of this store is ${known.name}, not ${name.text}: a trust domain is never renamed`,
    );
  const domain = parsed(known?.name ?? name.text);
  if (!known) await store.change({ actor: BY, now: now() }, (change) => nameTrustDomain(change, domain));
  return domain;
}

function parsed(name: string): TrustDomain {
  try {
    return parseTrustDomain(name);
  } catch (error) {
    if (error instanceof Refusal) throw new WritError('bad-configuration', `trustDomain.name: ${error.message}`);
    throw error;
  }
}
