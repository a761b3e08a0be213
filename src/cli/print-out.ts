import type { Io } from './io.ts';
import { batched } from './output-file.ts';

/** Writes pieces as the reader takes them, and stops making them when nobody reads any more. */
export async function printOut(io: Io, pieces: Iterable<string | Uint8Array>): Promise<void> {
  for (const piece of batched(pieces)) {
    if (io.outClosed()) return;
    await io.out(piece);
  }
}
