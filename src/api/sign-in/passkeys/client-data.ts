import { Type } from '@sinclair/typebox';
import { checks } from '../../validators.ts';

/** The challenge is one of ours; no page of another origin stood around the one that asked. */
const ClientData = Type.Object({
  challenge: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
  crossOrigin: Type.Optional(Type.Literal(false)),
});

const isClientData = checks().compile<{ readonly challenge: string }>(ClientData);

/** The challenge that was signed, from what a browser says of its request; undefined where it says none. Type and origin are checked with the signature. */
export function challengeIn(clientDataJSON: string): string | undefined {
  try {
    const data: unknown = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8'));
    return isClientData(data) ? data.challenge : undefined;
  } catch {
    return undefined;
  }
}
