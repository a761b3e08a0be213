import type { Hash } from '../merkle/hash.ts';
import type { Verifier } from '../note/keys.ts';
import { parseNote, printNote, verified, type Note, type NoteSignature } from '../note/note.ts';
import type { TreeHead } from '../note/tree-head.ts';
import { printRequest } from './request.ts';

/** Somebody who signs tree heads that go on from each other. Rejects when there is no cosignature. */
export interface Cosigner {
  readonly name: string;
  /** `proof`: that the tree of `old` entries is the start of the one that is signed. */
  cosign(
    note: Note,
    head: TreeHead,
    proof: (old: number) => Promise<readonly Hash[]>,
  ): Promise<readonly NoteSignature[]>;
}

export interface HttpWitness {
  /** Submission prefix: `add-checkpoint` is asked below it. */
  readonly url: URL;
  readonly verifier: Verifier;
  /** Milliseconds that an answer may take. */
  readonly patience?: number;
}

const PATIENCE = 2000;
const LARGEST_ANSWER = 64 << 10;

/** A witness that is asked over HTTP (C2SP tlog-witness). */
export class HttpCosigner implements Cosigner {
  readonly #witness: HttpWitness;
  /** Of the head that it cosigned last, as far as is known. */
  #seen = 0;

  constructor(witness: HttpWitness) {
    this.#witness = witness;
  }

  get name(): string {
    return this.#witness.verifier.name;
  }

  async cosign(
    note: Note,
    head: TreeHead,
    proof: (old: number) => Promise<readonly Hash[]>,
  ): Promise<readonly NoteSignature[]> {
    const first = await this.#ask(note, Math.min(this.#seen, head.size), proof);
    // A witness that knows another size says which; a proof from there is tried once.
    const answer =
      first.size === undefined || first.size > head.size ? first : await this.#ask(note, first.size, proof);
    if (answer.status !== 200)
      throw new Error(
        answer.size !== undefined && answer.size > head.size
          ? `it has seen ${answer.size} entries of this log, which has ${head.size}`
          : `it answered ${answer.status}`,
      );
    const signatures = this.#own(note, answer.body);
    this.#seen = head.size;
    return signatures;
  }

  async #ask(note: Note, old: number, proof: (old: number) => Promise<readonly Hash[]>): Promise<WitnessAnswer> {
    const { url, patience = PATIENCE } = this.#witness;
    const response = await fetch(new URL('add-checkpoint', url.href.endsWith('/') ? url : `${url.href}/`), {
      method: 'POST',
      body: new Uint8Array(printRequest({ old, proof: await proof(old), note: Buffer.from(printNote(note)) })),
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    });
    const body = await bounded(response);
    const size = response.status === 409 && /^(?:0|[1-9]\d{0,15})\n$/u.test(body) ? Number(body) : undefined;
    return { status: response.status, body, ...(size === undefined ? {} : { size }) };
  }

  /** Only signatures of the key that is known, and only when they are right. */
  #own({ text }: Note, lines: string): readonly NoteSignature[] {
    const { verifier } = this.#witness;
    const answered = parseNote(Buffer.from(`${text}\n${lines}`));
    if (!answered || (verified(answered, [verifier]) ?? []).length === 0)
      throw new Error('it did not sign the tree head');
    return answered.signatures.filter(({ name, id }) => name === verifier.name && id.equals(verifier.id));
  }
}

interface WitnessAnswer {
  readonly status: number;
  readonly body: string;
  /** Of the head that it cosigned last, when that is not the one that was named. */
  readonly size?: number;
}

async function bounded(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    const bytes = part as Uint8Array;
    length += bytes.length;
    if (length > LARGEST_ANSWER) throw new Error('its answer is too long');
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString();
}
