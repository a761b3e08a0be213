import type { EntryAt, LedgerDesk, Verified } from '../api/services.ts';
import type { Disk } from '../ledger/disk/disk.ts';
import { decodeEntry } from '../ledger/entry/entry.ts';
import { leafHash } from '../ledger/merkle/hash.ts';
import type { Verifier } from '../ledger/note/keys.ts';
import { parseNote } from '../ledger/note/note.ts';
import { parseTreeHead, type TreeHead } from '../ledger/note/tree-head.ts';
import { LogFiles } from '../ledger/read/log-files.ts';
import { Prover } from '../ledger/read/prove.ts';
import { TileCache } from '../ledger/read/tile-cache.ts';
import { verifyLog } from '../ledger/read/verify.ts';
import { TILE } from '../ledger/tiles/path.ts';
import type { Ledger } from '../ledger/write/ledger.ts';

/** Answers about the ledger from its files: what it says is what a verifier elsewhere would see. */
export class Desk implements LedgerDesk {
  readonly #ledger: Ledger;
  readonly #disk: Disk;
  readonly #keys: readonly Verifier[];
  readonly #tiles = new TileCache();
  #verifying: Promise<Verified> | undefined;

  constructor(ledger: Ledger, disk: Disk, keys: readonly Verifier[]) {
    this.#ledger = ledger;
    this.#disk = disk;
    this.#keys = keys;
  }

  get head(): TreeHead {
    return this.#ledger.head;
  }

  get unsealed(): number {
    return this.#ledger.unsealed;
  }

  async entries(before: number | undefined, limit: number): Promise<readonly EntryAt[]> {
    const { size } = this.head;
    const files = new LogFiles(this.#disk, size);
    const end = Math.min(before ?? size, size);
    const found: EntryAt[] = [];
    for (let bundle = Math.ceil(end / TILE) - 1; bundle >= 0 && found.length < limit; bundle--) {
      const bytes = (await files.entries(bundle)).slice(0, end - bundle * TILE);
      for (let at = bytes.length - 1; at >= 0 && found.length < limit; at--) {
        const one = entryAt(bundle * TILE + at, bytes[at]);
        if (one) found.push(one);
      }
    }
    return found;
  }

  async entry(index: number): Promise<EntryAt | undefined> {
    const { size } = this.head;
    if (index >= size) return undefined;
    const bytes = await new LogFiles(this.#disk, size).entries(Math.floor(index / TILE));
    return entryAt(index, bytes[index % TILE]);
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
    const verification = await verifyLog(this.#disk, { keys: this.#keys });
    return { ...verification, at: new Date(), milliseconds: Math.round(performance.now() - began) };
  }
}

function entryAt(index: number, bytes: Buffer | undefined): EntryAt | undefined {
  const entry = bytes && decodeEntry(bytes);
  return entry && { index, id: leafHash(bytes).toString('hex'), entry };
}
