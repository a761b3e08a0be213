import { verifyAuthenticationResponse } from '@simplewebauthn/server';
import type { Passkey } from '../../../store/rows/passkeys.ts';
import type { RelyingParty } from './relying-party.ts';
import type { SignedAnswer } from './shapes.ts';

/**
 * The counter of a good signature: by this key, of this challenge, here, after the device checked who holds it. Throws what is wrong with it. The counter
 * is not compared: that is done where it is kept, so that of two with the same one of them gets in.
 */
export async function verifySigned(
  { id, ...response }: SignedAnswer,
  { publicKey }: Pick<Passkey, 'publicKey'>,
  challenge: string,
  { id: rpId, origin }: RelyingParty,
): Promise<number> {
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} },
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpId,
    requireUserVerification: true,
    credential: { id, publicKey: Uint8Array.from(publicKey), counter: 0 },
  });
  if (!verified) throw new Error('the signature is not of this key');
  return authenticationInfo.newCounter;
}
