import { generateAuthenticationOptions, generateRegistrationOptions } from '@simplewebauthn/server';
import { WAITS } from '../../../governance/sessions.ts';
import type { Passkey } from '../../../store/rows/passkeys.ts';
import type { RelyingParty } from './relying-party.ts';

/** EdDSA, ES256, RS256 (COSE): what every device of today signs with one of. */
export const ALGORITHMS = [-8, -7, -257];

/** By this a device knows its person, and says it with each signature: the id, which is random and tells nothing of whoever it is. */
export const userHandleOf = (person: string): Buffer => Buffer.from(person, 'utf8');

const bytes = (challenge: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(challenge, 'base64url'));

/** What a device is asked to make: a key that it finds by itself later, behind its own check of who holds it. Which make of device it is is not asked. */
export const toMake = (
  { id }: RelyingParty,
  person: { readonly id: string; readonly name: string },
  known: readonly Passkey[],
  challenge: string,
) =>
  generateRegistrationOptions({
    rpName: 'Writ',
    rpID: id,
    userID: Uint8Array.from(userHandleOf(person.id)),
    userName: person.name,
    userDisplayName: person.name,
    challenge: bytes(challenge),
    timeout: WAITS.passkeyMs,
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: known.map((one) => ({ id: one.id, transports: [...one.transports] })),
    supportedAlgorithmIDs: ALGORITHMS,
  });

/** What a device is asked to sign. Nobody is named: it knows who it is for. */
export const toSign = ({ id }: RelyingParty, challenge: string) =>
  generateAuthenticationOptions({
    rpID: id,
    challenge: bytes(challenge),
    timeout: WAITS.passkeyMs,
    userVerification: 'required',
  });
