import type { Verifier } from '../ledger/note/keys.ts';
import { HttpCosigner, type Cosigner, type HttpWitness } from '../ledger/witness/cosigner.ts';
import type { Signing } from '../ledger/write/sequencer.ts';

/** The witnesses of the log. That one is away is told when it begins and when another reason takes its place, not at every head. */
export class Witnesses {
  readonly verifiers: readonly Verifier[];
  readonly #cosigners: readonly Cosigner[];
  readonly #told: (says: string) => void;
  readonly #last = new Map<string, string>();

  constructor(witnesses: readonly HttpWitness[], told: (says: string) => void) {
    this.verifiers = witnesses.map(({ verifier }) => verifier);
    this.#cosigners = witnesses.map((one) => this.#watched(new HttpCosigner(one)));
    this.#told = told;
  }

  get signing(): Pick<Signing, 'cosigners' | 'onUncosigned'> {
    return {
      cosigners: this.#cosigners,
      onUncosigned: ({ name }, error) => {
        const why = reasonOf(error);
        if (this.#last.get(name) !== why) this.#told(`witness ${name} did not sign the tree head: ${why}`);
        this.#last.set(name, why);
      },
    };
  }

  #watched(cosigner: Cosigner): Cosigner {
    const { name } = cosigner;
    return {
      name,
      cosign: async (...head) => {
        const signatures = await cosigner.cosign(...head);
        if (this.#last.delete(name)) this.#told(`witness ${name} signs again`);
        return signatures;
      },
    };
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // `fetch failed` says nothing; its cause does.
  return error.cause instanceof Error ? error.cause.message : error.message;
}
