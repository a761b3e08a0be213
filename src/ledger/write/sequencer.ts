import type { Disk } from '../disk/disk.ts';
import { leafHash, type Hash } from '../merkle/hash.ts';
import { consistencyRanges } from '../merkle/proofs.ts';
import type { Signer, Verifier } from '../note/keys.ts';
import { parseNote, printNote, signNote, verified, type Note, type NoteSignature } from '../note/note.ts';
import { parseTreeHead, printTreeHead, type TreeHead } from '../note/tree-head.ts';
import { LogDamage, LogFiles } from '../read/log-files.ts';
import { TileStore } from '../read/tile-store.ts';
import { encodeBundle } from '../tiles/bundle.ts';
import { rightmost, TILE, tileLevels, tilePath } from '../tiles/path.ts';
import type { Cosigner } from '../witness/cosigner.ts';
import { Frontier } from './frontier.ts';

export const HEAD_FILE = 'checkpoint';

/** Files that are written at once. */
const AT_ONCE = 8;

/** Who signs the heads of a log. */
export interface Signing {
  readonly origin: string;
  readonly signers: readonly Signer[];
  /** Keys that signed heads before: the last head may be theirs. */
  readonly formerly?: readonly Verifier[];
  /** Asked before a head is published; one that does not answer holds nothing up for long, and is told of. */
  readonly cosigners?: readonly Cosigner[];
  readonly onUncosigned?: (cosigner: Cosigner, error: unknown) => void;
}

interface Pending {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * The one writer of a tree. The order is what readers rely on: bundles and tiles are durable, then the tree head is signed, then the head is
 * durable in its place; only then does anybody hear of it.
 */
export class Sequencer {
  readonly #disk: Disk;
  readonly #signing: Signing;
  #frontier: Frontier;
  /** Entries of the partial bundle at the end. */
  #tail: readonly Buffer[];
  /** Last published tree head. Advanced only after its entries are durable: a reader must never see a root whose leaves could still be lost. */
  #head: TreeHead;

  private constructor(disk: Disk, signing: Signing, frontier: Frontier, tail: readonly Buffer[], head: TreeHead) {
    this.#disk = disk;
    this.#signing = signing;
    this.#frontier = frontier;
    this.#tail = tail;
    this.#head = head;
  }

  /** Goes on where the last signed head ends; what lies on disk beyond it was never published and is written again. Throws `LogDamage`. */
  static async open(disk: Disk, signing: Signing): Promise<Sequencer> {
    const { origin } = signing;
    const head = await readHead(disk, [
      ...signing.signers.map(({ verifier }) => verifier),
      ...(signing.formerly ?? []),
    ]);
    if (!head)
      return new Sequencer(disk, signing, new Frontier(), [], { origin, size: 0, root: new Frontier().root() });
    if (head.origin !== origin) throw new LogDamage(HEAD_FILE, `it is of the log ${head.origin}, not of ${origin}`);
    const files = new LogFiles(disk, head.size);
    const levels: (readonly Hash[])[] = [];
    for (let level = 0; level < tileLevels(head.size); level++) {
      const { full, width } = rightmost(head.size, level);
      levels.push(width === 0 ? [] : await files.tile(level, full));
    }
    const frontier = new Frontier(head.size, levels);
    if (!frontier.root().equals(head.root))
      throw new LogDamage(HEAD_FILE, 'the tiles at the end of the tree do not have the root that was signed');
    const { full, width } = rightmost(head.size, 0);
    return new Sequencer(disk, signing, frontier, width === 0 ? [] : await files.entries(full), head);
  }

  get head(): TreeHead {
    return this.#head;
  }

  /** Adds entries and publishes the head over them. When it throws, the head is the one before. */
  async seal(entries: readonly Buffer[], leaves: readonly Hash[] = entries.map(leafHash)): Promise<TreeHead> {
    if (entries.length === 0) return this.#head;
    const frontier = this.#frontier.copy();
    const files: Pending[] = [];
    for (const leaf of leaves)
      frontier.add(
        leaf,
        (level, index, hashes) => void files.push({ path: tilePath(level, index, TILE), bytes: Buffer.concat(hashes) }),
      );
    files.push(...partials(frontier, partials(this.#frontier)));
    const tail = this.#bundles([...this.#tail, ...entries], files);
    await this.#write(files);
    const head = { origin: this.#head.origin, size: frontier.size, root: frontier.root() };
    await this.#publish(head);
    const before = this.#frontier;
    this.#frontier = frontier;
    this.#tail = tail;
    this.#head = head;
    await this.#dropPartials(before);
    return head;
  }

  /** Entries from the start of the partial bundle on, into bundles; returns those of the last, partial one. */
  #bundles(entries: readonly Buffer[], files: Pending[]): readonly Buffer[] {
    let index = rightmost(this.#head.size, 0).full;
    for (let at = 0; ; at += TILE, index++) {
      const some = entries.slice(at, at + TILE);
      if (some.length > 0) files.push({ path: tilePath('entries', index, some.length), bytes: encodeBundle(some) });
      if (some.length < TILE) return some;
    }
  }

  async #write(files: readonly Pending[]): Promise<void> {
    const left = [...files];
    const some = async (): Promise<void> => {
      for (let one = left.pop(); one; one = left.pop()) await this.#disk.create(one.path, one.bytes);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, some));
    const folders = new Set(files.map(({ path }) => path.slice(0, path.lastIndexOf('/'))));
    await Promise.all([...folders].map((folder) => this.#disk.syncFolder(folder)));
  }

  async #publish(head: TreeHead): Promise<void> {
    const note = signNote(printTreeHead(head), this.#signing.signers);
    const cosignatures = await this.#cosigned(note, head);
    const whole = printNote({ ...note, signatures: [...note.signatures, ...cosignatures] });
    await this.#disk.create(`${HEAD_FILE}.new`, Buffer.from(whole));
    await this.#disk.rename(`${HEAD_FILE}.new`, HEAD_FILE);
    await this.#disk.syncFolder('.');
  }

  /** Tiles are durable by now, so that proofs can be made from them. */
  async #cosigned(note: Note, head: TreeHead): Promise<readonly NoteSignature[]> {
    const { cosigners = [], onUncosigned } = this.#signing;
    if (cosigners.length === 0) return [];
    const tiles = new TileStore(this.#disk, head);
    const proof = (old: number): Promise<readonly Hash[]> => tiles.roots(consistencyRanges(old, head.size));
    const all = await Promise.allSettled(cosigners.map((one) => one.cosign(note, head, proof)));
    return all.flatMap((one, index) => {
      if (one.status === 'fulfilled') return one.value;
      const cosigner = cosigners[index];
      if (cosigner) onUncosigned?.(cosigner, one.reason);
      return [];
    });
  }

  /** Partial tiles stay as long as the full one is not there (C2SP tlog-tiles, "Partial Tiles"). */
  async #dropPartials(before: Frontier): Promise<void> {
    for (const { level, index } of before.partials())
      if (index < rightmost(this.#head.size, level).full)
        for (const kind of level === 0 ? ([0, 'entries'] as const) : [level])
          await this.#disk.remove(`${tilePath(kind, index, TILE)}.p`);
  }
}

/**
 * The partial tiles of the right edge but those `published` before: a file that a signed head needs is never opened for writing again, since the
 * power may go while it is empty.
 */
function partials(frontier: Frontier, published: readonly Pending[] = []): Pending[] {
  const there = new Set(published.map(({ path }) => path));
  return frontier
    .partials()
    .map(({ level, index, hashes }) => ({ path: tilePath(level, index, hashes.length), bytes: Buffer.concat(hashes) }))
    .filter(({ path }) => !there.has(path));
}

/** The head as one of these keys signed it; undefined when the log has none. Throws `LogDamage`. */
async function readHead(disk: Disk, keys: readonly Verifier[]): Promise<TreeHead | undefined> {
  const bytes = await disk.read(HEAD_FILE);
  if (!bytes) return undefined;
  const note = parseNote(bytes);
  const head = note && parseTreeHead(note.text);
  if (!head) throw new LogDamage(HEAD_FILE, 'it is no signed tree head');
  if ((verified(note, keys) ?? []).length === 0) throw new LogDamage(HEAD_FILE, 'no key of this log signed it');
  return head;
}
