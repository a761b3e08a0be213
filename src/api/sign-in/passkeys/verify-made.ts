import { verifyRegistrationResponse } from '@simplewebauthn/server';
import { decodeAttestationObject } from '@simplewebauthn/server/helpers';
import type { Passkey } from '../../../store/rows/passkeys.ts';
import { Refused } from '../../refused.ts';
import { ALGORITHMS } from './options.ts';
import type { RelyingParty } from './relying-party.ts';
import type { MadeAnswer } from './shapes.ts';

type Key = Pick<Passkey, 'id' | 'publicKey' | 'counter' | 'transports'>;

/** The key that a device made for this challenge, here, after it checked who holds it. */
export async function verifyMade(answer: MadeAnswer, challenge: string, { id: rpId, origin }: RelyingParty): Promise<Key> {
  const { id, clientDataJSON, attestationObject, transports = [] } = answer;
  try {
    withoutCertificates(attestationObject);
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: {
        id,
        rawId: id,
        type: 'public-key',
        response: { clientDataJSON, attestationObject },
        clientExtensionResults: {},
      },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    if (!verified) throw new Error('it is not verified');
    const { credential } = registrationInfo;
    if (credential.id !== id) throw new Error('the id is not that of the key');
    return { id, publicKey: Buffer.from(credential.publicKey), counter: credential.counter, transports };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Refused('forbidden', 'the answer of the passkey is not good; begin again', `passkey-new: ${why.slice(0, 300)}`);
  }
} // prettier-ignore

/** Nobody was asked for certificates. Reading those that come all the same would fetch addresses that they name. */
function withoutCertificates(attestationObject: string): void {
  const read = decodeAttestationObject(Uint8Array.from(Buffer.from(attestationObject, 'base64url')));
  const [format, said] = [read.get('fmt'), read.get('attStmt')];
  if (format === 'none' || (format === 'packed' && said.get('x5c') === undefined)) return;
  throw new Error('it comes with certificates');
}
