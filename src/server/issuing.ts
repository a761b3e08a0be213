import { join } from 'node:path';
import type { TrustDomainDesk } from '../api/services.ts';
import { diskCustody } from '../issuer/custody/disk.ts';
import { wrappingKey } from '../issuer/custody/wrapping-key.ts';
import { Issuer } from '../issuer/issuer.ts';
import type { IssuingPolicy } from '../issuer/policy.ts';
import { algorithmOf, printBundle, printKeys } from '../spiffe/bundle/print.ts';
import type { Store } from '../store/store.ts';

export interface TrustDomainSetting {
  /** The one of the store, and at first boot a name for no other than this machine, where it is left out. */
  readonly name?: string | undefined;
  readonly policy: IssuingPolicy;
  /** A file with the key that encrypts the keys on the disk; one in the data folder where it is left out. */
  readonly wrappingKeyFile?: string | undefined;
}

/** The top-level domain for names that are of nobody else (ICANN, resolution 2024.07.29.06). */
const UNNAMED = 'writ.internal';
const KEYS = 'authority-keys';
const LOOK_EVERY_MS = 10_000;

/** The authority of the trust domain, at work: ready to sign when this resolves, and looking at what is due until it is stopped. */
export async function openIssuing(
  { store, data, now }: { readonly store: Store; readonly data: string; readonly now: () => Date },
  { name, policy, wrappingKeyFile }: TrustDomainSetting,
  told: (problem: unknown) => void,
): Promise<Issuing> {
  const folder = join(data, KEYS);
  const wrapping = wrappingKey(wrappingKeyFile ?? join(folder, 'wrapping.key'), wrappingKeyFile !== undefined);
  const issuer = await Issuer.open({
    ...{ store, policy, now, custody: diskCustody(folder, wrapping) },
    name: { text: name ?? UNNAMED, given: name !== undefined },
  });
  return new Issuing(issuer, told);
}

export class Issuing implements TrustDomainDesk {
  readonly issuer: Issuer;
  readonly #timer: NodeJS.Timeout;
  readonly #told: (problem: unknown) => void;
  #running = Promise.resolve();
  #printed: { readonly bundle: string; readonly keys: ReturnType<TrustDomainDesk['keys']> };
  /** Why the last look failed; undefined when it did not. */
  problem: unknown;

  constructor(issuer: Issuer, told: (problem: unknown) => void) {
    this.issuer = issuer;
    this.#told = told;
    this.#printed = printed(issuer);
    issuer.onChange(() => (this.#printed = printed(issuer)));
    this.#timer = setInterval(() => {
      this.soon();
    }, LOOK_EVERY_MS);
    this.#timer.unref();
  }

  bundle(): string {
    return this.#printed.bundle;
  }

  keys(): ReturnType<TrustDomainDesk['keys']> {
    return this.#printed.keys;
  }

  get refresh(): number {
    return this.issuer.bundle.refreshHint ?? 0;
  }

  soon(): void {
    this.#running = this.issuer.turn().then(
      () => {
        this.problem = undefined;
      },
      (problem: unknown) => {
        this.problem = problem;
        this.#told(problem);
      },
    );
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }
}

function printed({ bundle }: Issuer) {
  const algorithms = [...new Set(Array.from(bundle.jwt.values(), algorithmOf))].sort();
  return { bundle: printBundle(bundle), keys: { text: printKeys(bundle), algorithms } };
}
