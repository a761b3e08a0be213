import { createHash } from 'node:crypto';
import type { Disk } from '../disk/disk.ts';
import { verifyConsistency } from '../merkle/proofs.ts';
import type { Signer, Verifier } from '../note/keys.ts';
import { cosign, parseNote, printSignatures, verified, type Note } from '../note/note.ts';
import { parseTreeHead, type TreeHead } from '../note/tree-head.ts';
import { parseRequest, type AddCheckpoint } from './request.ts';

export interface WitnessOptions {
  readonly disk: Disk;
  /** Of type COSIGNATURE. */
  readonly signer: Signer;
  /** Keys of the logs that are watched; the name of a key is the origin of its log. */
  readonly logs: readonly Verifier[];
  readonly now: () => Date;
}

/** What an HTTP server answers. */
export interface Answer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly type: 'text/plain; charset=utf-8' | 'text/x.tlog.size';
  readonly body: string;
}

/**
 * Cosigns the tree heads of logs, each only when it goes on from the last one that was cosigned (C2SP tlog-witness). What it has seen is durable
 * before it signs: after a crash it never signs a second history.
 */
export class Witness {
  readonly #options: WitnessOptions;
  /** The last request of each log: checking and keeping are one step. */
  readonly #turns = new Map<string, Promise<Answer>>();

  constructor(options: WitnessOptions) {
    this.#options = options;
  }

  async addCheckpoint(body: Buffer): Promise<Answer> {
    const request = parseRequest(body);
    const note = request && parseNote(request.note);
    const head = note && parseTreeHead(note.text);
    if (!request || !note || !head) return refused(400, 'it is no request to add a checkpoint');
    const keys = this.#options.logs.filter(({ name }) => name === head.origin);
    if (keys.length === 0) return refused(404, 'the log is not one of those that are watched');
    if ((verified(note, keys) ?? []).length === 0) return refused(403, 'no key of the log signed it');
    if (request.old > head.size) return refused(400, 'the old size is larger than the new one');
    const before = this.#turns.get(head.origin);
    const turn = Promise.resolve(before)
      .catch(() => undefined)
      .then(() => this.#next(request, note, head));
    this.#turns.set(head.origin, turn);
    return turn;
  }

  async #next({ old, proof, note: bytes }: AddCheckpoint, note: Note, head: TreeHead): Promise<Answer> {
    const file = `witness/${createHash('sha256').update(head.origin).digest('hex')}`;
    const last = await this.#last(file, head.origin);
    if (old !== last.size || (head.size === last.size && last.size > 0 && !head.root.equals(last.root)))
      return { status: 409, type: 'text/x.tlog.size', body: `${last.size}\n` };
    if (old === 0 ? proof.length > 0 : !verifyConsistency(last, head, proof))
      return refused(422, 'the proof does not show that it goes on from the last one');
    await this.#keep(file, bytes);
    const { signer, now } = this.#options;
    const signature = cosign(note.text, signer, Math.floor(now().getTime() / 1000));
    return { status: 200, type: 'text/plain; charset=utf-8', body: printSignatures([signature]) };
  }

  async #last(file: string, origin: string): Promise<TreeHead> {
    const bytes = await this.#options.disk.read(file);
    if (!bytes) return { origin, size: 0, root: Buffer.alloc(0) };
    const head = parseTreeHead(parseNote(bytes)?.text ?? '');
    // Without its memory a witness would sign whatever comes.
    if (head?.origin !== origin) throw new Error(`what the witness keeps of ${origin} in ${file} is damaged`);
    return head;
  }

  async #keep(file: string, note: Buffer): Promise<void> {
    const { disk } = this.#options;
    await disk.create(`${file}.new`, note);
    await disk.rename(`${file}.new`, file);
    await disk.syncFolder('witness');
  }
}

const refused = (status: 400 | 403 | 404 | 422, why: string): Answer => ({
  status,
  type: 'text/plain; charset=utf-8',
  body: `${why}\n`,
});
