import type { EntryAt, LedgerDesk, Verified } from '../api/services.ts';
import type { Disk } from '../ledger/disk/disk.ts';
import { leafHash } from '../ledger/merkle/hash.ts';
import type { Verifier } from '../ledger/note/keys.ts';
import { parseNote } from '../ledger/note/note.ts';
import { parseTreeHead, type TreeHead } from '../ledger/note/tree-head.ts';
import { backwards } from '../ledger/read/entries.ts';
import { Prover } from '../ledger/read/prove.ts';
import { TileCache } from '../ledger/read/tile-cache.ts';
import { verifyLog } from '../ledger/read/verify.ts';
import type { Ledger } from '../ledger/write/ledger.ts';

/** Answers about the ledger from its files: what it says is what a verifier elsewhere would see. */
export class Desk implements LedgerDesk {
  readonly #ledger: Ledger;
  readonly #disk: Disk;
  readonly #keys: readonly Verifier[];
  readonly #witnesses: readonly Verifier[];
  readonly #tiles = new TileCache();
  #verifying: Promise<Verified> | undefined;

  constructor(ledger: Ledger, disk: Disk, keys: readonly Verifier[], witnesses: readonly Verifier[] = []) {
    this.#ledger = ledger;
    this.#disk = disk;
    this.#keys = keys;
    this.#witnesses = witnesses;
  }

  get head(): TreeHead {
    return this.#ledger.head;
  }

  get unsealed(): number {
    return this.#ledger.unsealed;
  }

  async entries(before: number | undefined, limit: number): Promise<readonly EntryAt[]> {
    const { size } = this.head;
    const found: EntryAt[] = [];
    for await (const { index, bytes, entry } of backwards(this.#disk, size, Math.min(before ?? size, size))) {
      if (entry) found.push({ index, id: leafHash(bytes).toString('hex'), entry });
      if (found.length >= limit) break;
    }
    return found;
  }

  async entry(index: number): Promise<EntryAt | undefined> {
    if (index >= this.head.size) return undefined;
    for await (const { bytes, entry } of backwards(this.#disk, this.head.size, index + 1))
      return entry && { index, id: leafHash(bytes).toString('hex'), entry };
    return undefined;
  }

  async proof(index: number): Promise<string> {
    const note = await this.#disk.read('checkpoint');
    const head = note && parseTreeHead(parseNote(note)?.text ?? '');
    if (!note || !head) throw new Error('the log has no signed head');
    return new Prover(this.#disk, note, head, this.#tiles).proofText(index);
  }

  verify(): Promise<Verified> {
    return (this.#verifying ??= this.#verify().finally(() => (this.#verifying = undefined)));
  }

  async #verify(): Promise<Verified> {
    const began = performance.now();
    const verification = await verifyLog(this.#disk, { keys: this.#keys, witnesses: this.#witnesses });
    return { ...verification, at: new Date(), milliseconds: Math.round(performance.now() - began) };
  }
}
