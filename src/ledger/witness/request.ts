import { HASH_BYTES, type Hash } from '../merkle/hash.ts';

/** Proof lines that a client may send (C2SP tlog-witness, "add-checkpoint"). */
const MOST_HASHES = 63;

/** A tree head to be cosigned, and the proof that it goes on from the one of `old` entries. */
export interface AddCheckpoint {
  readonly old: number;
  readonly proof: readonly Hash[];
  /** The signed note. */
  readonly note: Buffer;
}

export const printRequest = ({ old, proof, note }: AddCheckpoint): Buffer =>
  Buffer.concat([
    Buffer.from([`old ${old}`, ...proof.map((hash) => hash.toString('base64')), '', ''].join('\n')),
    note,
  ]);

const REQUEST = new RegExp(`^old (0|[1-9]\\d{0,15})\\n((?:[A-Za-z0-9+/]{43}=\\n){0,${MOST_HASHES}})\\n`, 'u');

/** A request from its bytes; undefined when it is none. */
export function parseRequest(body: Buffer): AddCheckpoint | undefined {
  // The bytes before the note are ASCII, so that their length is the text's.
  const [before, size, lines] = REQUEST.exec(body.toString('latin1')) ?? [];
  if (before === undefined || lines === undefined) return undefined;
  const old = Number(size);
  const proof = lines
    .split('\n')
    .slice(0, -1)
    .map((line) => Buffer.from(line, 'base64'));
  if (!Number.isSafeInteger(old) || proof.some((hash) => hash.length !== HASH_BYTES)) return undefined;
  return { old, proof, note: body.subarray(before.length) };
}
