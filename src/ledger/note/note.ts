import { COSIGNATURE, isSignedBy, signBytes, type Signer, type Verifier } from './keys.ts';

/** A text with its signatures (C2SP signed-note). Nothing in it counts before `verified`. */
export interface Note {
  /** Ends in a newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export interface NoteSignature {
  readonly name: string;
  readonly id: Buffer;
  /** What stands after the key id. */
  readonly bytes: Buffer;
}

const LARGEST = 1 << 20;
/** Verifiers accept at least 16; more are nobody's. */
const MOST_SIGNATURES = 64;
const NEWLINE = 0x0a;
const SIGNATURE = /^— ([^\s+]{1,255}) ([A-Za-z0-9+/]+={0,2})$/u;

/** A note from its bytes; undefined when it is none. */
export function parseNote(bytes: Uint8Array): Note | undefined {
  if (bytes.length > LARGEST || bytes.some((byte) => byte < 0x20 && byte !== NEWLINE)) return undefined;
  const all = decoded(bytes);
  const end = all?.lastIndexOf('\n\n') ?? -1;
  if (all === undefined || end < 0 || !all.endsWith('\n')) return undefined;
  const lines = all.slice(end + 2, -1).split('\n');
  const signatures = lines.slice(0, MOST_SIGNATURES).map(parseSignature);
  if (lines.length > MOST_SIGNATURES || signatures.some((one) => one === undefined)) return undefined;
  return { text: all.slice(0, end + 1), signatures: signatures.filter((one) => one !== undefined) };
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function parseSignature(line: string): NoteSignature | undefined {
  const [, name, base64] = SIGNATURE.exec(line) ?? [];
  if (name === undefined || base64 === undefined) return undefined;
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length < 5 || bytes.toString('base64') !== base64) return undefined;
  return { name, id: bytes.subarray(0, 4), bytes: bytes.subarray(4) };
}

export const printNote = ({ text, signatures }: Note): string => `${text}\n${printSignatures(signatures)}`;

export const printSignatures = (signatures: readonly NoteSignature[]): string =>
  signatures.map(({ name, id, bytes }) => `— ${name} ${Buffer.concat([id, bytes]).toString('base64')}\n`).join('');

/** The text signed by keys of type Ed25519. */
export function signNote(text: string, signers: readonly Signer[]): Note {
  const message = Buffer.from(text);
  return {
    text,
    signatures: signers.map((signer) => ({
      name: signer.verifier.name,
      id: signer.verifier.id,
      bytes: signBytes(signer, message),
    })),
  };
}

/** A signature that a known key made, and when, where the kind says so. */
export interface Verified {
  readonly verifier: Verifier;
  /** Seconds since the epoch; of cosignatures. */
  readonly time?: number;
}

/**
 * Which of the known keys signed the note. Signatures of unknown keys are ignored; undefined when one of a known key is wrong: the note is then
 * worth nothing (C2SP signed-note, "Signatures").
 */
export function verified(note: Note, known: readonly Verifier[]): readonly Verified[] | undefined {
  const found: Verified[] = [];
  for (const { name, id, bytes } of note.signatures) {
    const verifier = known.find((one) => one.name === name && one.id.equals(id));
    if (!verifier) continue;
    if (verifier.type === COSIGNATURE) {
      const time = cosignedAt(verifier, note.text, bytes);
      if (time === undefined) return undefined;
      found.push({ verifier, time });
    } else if (isSignedBy(verifier, Buffer.from(note.text), bytes)) found.push({ verifier });
    else return undefined;
  }
  return found;
}

/** C2SP tlog-cosignature, "Ed25519 signed message". */
const cosigned = (text: string, time: bigint): Buffer => Buffer.from(`cosignature/v1\ntime ${time}\n${text}`);

export function cosign(text: string, signer: Signer, seconds: number): NoteSignature {
  const time = BigInt(seconds);
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(time);
  const { name, id } = signer.verifier;
  return { name, id, bytes: Buffer.concat([bytes, signBytes(signer, cosigned(text, time))]) };
}

function cosignedAt(verifier: Verifier, text: string, bytes: Buffer): number | undefined {
  if (bytes.length !== 72) return undefined;
  const time = bytes.readBigUInt64BE();
  if (time > BigInt(Number.MAX_SAFE_INTEGER)) return undefined;
  return isSignedBy(verifier, cosigned(text, time), bytes.subarray(8)) ? Number(time) : undefined;
}
