import type { Disk } from '../disk/disk.ts';
import { leafHash, type Hash } from '../merkle/hash.ts';
import { consistencyRanges, inclusionRanges, verifyInclusion } from '../merkle/proofs.ts';
import type { Verifier } from '../note/keys.ts';
import { parseNote, verified } from '../note/note.ts';
import { parseTreeHead, type TreeHead } from '../note/tree-head.ts';
import type { TileCache } from './tile-cache.ts';
import { TileStore } from './tile-store.ts';

const FIRST_LINE = 'c2sp.org/tlog-proof@v1';

/** Proofs about the log under one signed tree head. */
export class Prover {
  readonly #tiles: TileStore;
  readonly #note: Buffer;
  readonly head: TreeHead;

  /** `note`: the tree head as it was read, with its signatures. `cache`: of the provers of one log, one after the other. */
  constructor(disk: Disk, note: Buffer, head: TreeHead, cache?: TileCache) {
    this.#tiles = new TileStore(disk, head, cache);
    this.#note = note;
    this.head = head;
  }

  /** Hashes from the leaf's sibling up. Throws RangeError for an entry that is not under this head. */
  inclusion(index: number): Promise<readonly Hash[]> {
    return this.#tiles.roots(inclusionRanges(index, this.head.size));
  }

  consistency(old: number): Promise<readonly Hash[]> {
    return this.#tiles.roots(consistencyRanges(old, this.head.size));
  }

  /** A proof that can be checked without the log (C2SP tlog-proof). */
  async proofText(index: number): Promise<string> {
    const hashes = await this.inclusion(index);
    const lines = [FIRST_LINE, `index ${index}`, ...hashes.map((hash) => hash.toString('base64')), ''];
    return `${lines.join('\n')}\n${this.#note.toString()}`;
  }
}

export interface Proof {
  readonly index: number;
  readonly hashes: readonly Hash[];
  readonly note: Buffer;
  readonly head: TreeHead;
}

const PROOF =
  /^c2sp\.org\/tlog-proof@v1\n(?:extra [A-Za-z0-9+/]*={0,2}\n)?index (0|[1-9]\d{0,15})\n((?:[A-Za-z0-9+/]{43}=\n){0,64})\n/u;

/** A proof from its text; undefined when it is none. */
export function parseProof(text: string): Proof | undefined {
  const [before = '', index, hashes = ''] = PROOF.exec(text) ?? [];
  const note = Buffer.from(text.slice(before.length));
  const head = parseTreeHead(parseNote(note)?.text ?? '');
  if (index === undefined || !head) return undefined;
  const lines = hashes.split('\n').slice(0, -1);
  return { index: Number(index), hashes: lines.map((line) => Buffer.from(line, 'base64')), note, head };
}

/** Whether the proof shows that the log of one of these keys holds the entry. */
export function isProvenBy(
  { index, hashes, note, head }: Proof,
  entry: Uint8Array,
  keys: readonly Verifier[],
): boolean {
  const parsed = parseNote(note);
  const signed = parsed && verified(parsed, keys);
  return (
    signed !== undefined && signed.length > 0 && verifyInclusion(leafHash(entry), index, head.size, hashes, head.root)
  );
}
