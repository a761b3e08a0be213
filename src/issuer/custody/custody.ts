import type { KeyKind, SigningKey } from '../../spiffe/keys/port.ts';

/** Where the private halves of authorities lie (the key-manager port). Each kind keeps to `testing/custody-contract.ts`. */
export interface KeyCustody {
  /** A new key. It is kept for good when this resolves. */
  make(kind: KeyKind): Promise<SigningKey>;
  /** Undefined where there is none of this id. Rejects where there is one that cannot be used: another in its place would hide that. */
  key(id: string): Promise<SigningKey | undefined>;
  /** Nobody has it any more. That there is none is no failure. */
  drop(id: string): Promise<void>;
}
