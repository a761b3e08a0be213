import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/** What an attacker, or a device that is none, says otherwise than it should. */
export interface Said {
  readonly rpId?: string;
  readonly origin?: string;
  readonly type?: string;
  readonly challenge?: string;
  readonly crossOrigin?: boolean;
  readonly flags?: number;
  readonly counter?: number;
  readonly id?: string;
  readonly userHandle?: string;
  readonly signWith?: KeyObject;
  readonly format?: string;
}

const [PRESENT, VERIFIED, KEY] = [0x01, 0x04, 0x40];
const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const sha256 = (bytes: string | Buffer): Buffer => createHash('sha256').update(bytes).digest();
/** CBOR: bytes, and a text, both shorter than 64 KiB. */
const cborBytes = (bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0x59, bytes.length >> 8, bytes.length & 255]), bytes]);
const cborText = (text: string): Buffer => Buffer.concat([Buffer.from([0x60 + text.length]), Buffer.from(text)]);

/** A device that holds one key of one person, as WebAuthn describes it: it answers in the bytes that a real one answers in. */
export class Authenticator {
  readonly id = base64url(randomBytes(32));
  readonly #key = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly #rpId: string;
  readonly #origin: string;
  counter = 0;
  /** Base64url, as it was told when the key was made. */
  userHandle = '';

  constructor(origin: string) {
    this.#origin = origin;
    this.#rpId = new URL(origin).hostname;
  }

  made(challenge: string, said: Said = {}) {
    const { flags = PRESENT | VERIFIED | KEY, format = 'none' } = said;
    const id = Buffer.from(this.id, 'base64url');
    const { x = '', y = '' } = this.#key.publicKey.export({ format: 'jwk' });
    const cose = Buffer.concat([
      Buffer.from('a5010203262001215820', 'hex'),
      Buffer.from(x, 'base64url'),
      Buffer.from('225820', 'hex'),
      Buffer.from(y, 'base64url'),
    ]);
    const data = Buffer.concat([this.#data(flags, said), Buffer.alloc(16), Buffer.from([0, id.length]), id, cose]);
    const attestation = [
      Buffer.from([0xa3]),
      cborText('fmt'),
      cborText(format),
      cborText('attStmt'),
      STATEMENTS[format] ?? EMPTY,
      cborText('authData'),
      cborBytes(data),
    ];
    return {
      id: said.id ?? this.id,
      clientDataJSON: this.#client('webauthn.create', challenge, said),
      attestationObject: base64url(Buffer.concat(attestation)),
    };
  }

  signed(challenge: string, said: Said = {}) {
    const data = this.#data(said.flags ?? PRESENT | VERIFIED, { counter: ++this.counter, ...said });
    const client = this.#client('webauthn.get', challenge, said);
    const over = Buffer.concat([data, sha256(Buffer.from(client, 'base64url'))]);
    return {
      id: said.id ?? this.id,
      clientDataJSON: client,
      authenticatorData: base64url(data),
      signature: base64url(sign('sha256', over, said.signWith ?? this.#key.privateKey)),
      userHandle: said.userHandle ?? this.userHandle,
    };
  }

  #data(flags: number, { rpId = this.#rpId, counter = this.counter }: Said): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count]);
  }

  #client(type: string, challenge: string, said: Said): string {
    const { crossOrigin = false } = said;
    const data = {
      type: said.type ?? type,
      challenge: said.challenge ?? challenge,
      origin: said.origin ?? this.#origin,
      crossOrigin,
    };
    return base64url(Buffer.from(JSON.stringify(data)));
  }
}

const EMPTY = Buffer.from([0xa0]);
/** Statements that nobody asked for, with something in the place of certificates. */
const STATEMENTS: Readonly<Record<string, Buffer>> = {
  packed: Buffer.concat([Buffer.from([0xa1]), cborText('x5c'), Buffer.from([0x80])]),
}; // prettier-ignore
