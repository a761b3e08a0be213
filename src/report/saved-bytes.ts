import type { EndsAhead } from '../graph/incident.ts';

/** A saved scan that was read already. */
export interface SavedBytes {
  readonly bytes: Buffer;
  /** SHA-256 of all but the last 32 bytes where somebody else has summed it. */
  readonly digest: () => Uint8Array | undefined;
  /** Edges by their ends, made of the same bytes. */
  readonly ends?: EndsAhead;
}
