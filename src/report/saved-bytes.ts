import type { EndsAhead } from '../graph/incident.ts';

/** A saved scan that was read already. */
export interface SavedBytes {
  readonly bytes: Buffer;
  /** SHA-256 of all but the last 32 bytes where somebody else has summed it. */
  readonly digest: () => Uint8Array | undefined;
  /** Whether somebody else has checked the tables and found nothing wrong; whoever hears no checks them, and says what is. */
  readonly sound: () => boolean;
  /** Edges by their ends, made of the same bytes. */
  readonly ends?: EndsAhead;
}
