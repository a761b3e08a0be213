import { Type, type Static } from '@sinclair/typebox';
import { PasskeyId, Text } from '../../shapes.ts';

const Bytes = (maxLength: number, description: string) =>
  Type.String({ pattern: '^[A-Za-z0-9_-]+$', maxLength, description: `${description}, base64url.` });

const ClientData = Bytes(4096, 'What the browser signed of the request');

/** What a device answers when it made a key; as much of it as is used. */
export const MadeAnswer = Type.Object(
  {
    name: Text(100),
    id: PasskeyId,
    clientDataJSON: ClientData,
    attestationObject: Bytes(16_384, 'The key, by the device'),
    transports: Type.Optional(
      Type.Array(Type.String({ pattern: '^[a-z-]{1,32}$' }), {
        maxItems: 10,
        description: 'How the device is reached.',
      }),
    ),
  },
  { title: 'NewPasskey' },
);
export type MadeAnswer = Static<typeof MadeAnswer>;

/** What a device answers when it signed. */
export const SignedAnswer = Type.Object(
  {
    id: PasskeyId,
    clientDataJSON: ClientData,
    authenticatorData: Bytes(4096, 'Flags and counter'),
    signature: Bytes(8192, 'Over both'),
    userHandle: Bytes(128, 'Whose it is'),
  },
  { additionalProperties: false },
);
export type SignedAnswer = Static<typeof SignedAnswer>;
