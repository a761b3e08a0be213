// Made of schemas/openapi.json by `npm run docs`; a test holds it to that.
import type { CallOptions, Operation } from '../operation.ts';
import type { Account, Passkey, PublicKeyCredentialCreationOptionsJSON, Role, Token } from './shapes.ts';

export interface MeMethods {
  /** Who is signed in, and what that person holds. Everyone who is signed in. Scope of a token: read. */
  getMe(
    input?: Readonly<Record<string, never>>,
    options?: CallOptions,
  ): Promise<{ readonly id: string; readonly name: string; readonly roles: readonly Role[] }>;

  /** Your sessions that go on. Everyone who is signed in. Scope of a token: read. */
  listMySessions(
    input?: Readonly<Record<string, never>>,
    options?: CallOptions,
  ): Promise<{
    readonly items: readonly {
      readonly created: string;
      readonly usedLast: string;
      readonly expires: string;
      readonly how: string;
      readonly current: boolean;
    }[];
  }>;

  /** End all your sessions, this one too. Everyone who is signed in. Scope of a token: write. */
  endMySessions(input?: Readonly<Record<string, never>>, options?: CallOptions): Promise<{ readonly ended: number }>;

  /** Your API tokens that are good. Everyone who is signed in. Scope of a token: read. */
  listMyTokens(
    input?: Readonly<Record<string, never>>,
    options?: CallOptions,
  ): Promise<{ readonly items: readonly Token[] }>;

  /** Make an API token; it is shown this once. Everyone who is signed in. Scope of a token: administer. */
  addMyToken(
    input: {
      readonly body: {
        readonly name: string;
        readonly scopes: readonly ('read' | 'write' | 'administer' | 'provision')[];
        /** Until it expires. */
        readonly days: number;
      };
    },
    options?: CallOptions,
  ): Promise<{
    readonly token: string;
    readonly id: string;
    readonly name: string;
    readonly scopes: readonly ('read' | 'write' | 'administer' | 'provision')[];
    readonly created: string;
    readonly expires: string;
  }>;

  /** Revoke an API token: your own, or as administrator anyone’s. Roles: administrator. Scope of a token: administer. */
  revokeToken(input: { readonly id: string }, options?: CallOptions): Promise<undefined>;

  /** End one of your sessions. Everyone who is signed in. Scope of a token: write. */
  endMySession(input: { readonly id: string }, options?: CallOptions): Promise<undefined>;

  /** Accounts that are known to be yours. Everyone who is signed in. Scope of a token: read. */
  listMyAccounts(
    input?: Readonly<Record<string, never>>,
    options?: CallOptions,
  ): Promise<{ readonly items: readonly Account[] }>;

  /** Your passkeys. Everyone who is signed in. Scope of a token: read. */
  listMyPasskeys(
    input?: Readonly<Record<string, never>>,
    options?: CallOptions,
  ): Promise<{ readonly items: readonly Passkey[] }>;

  /** Add the passkey that a device made. Everyone who is signed in. Scope of a token: administer. */
  addMyPasskey(
    input: {
      readonly body: {
        readonly name: string;
        readonly id: string;
        /** What the browser signed of the request, base64url. */
        readonly clientDataJSON: string;
        /** The key, by the device, base64url. */
        readonly attestationObject: string;
        /** How the device is reached. */
        readonly transports?: readonly string[] | undefined;
      };
    },
    options?: CallOptions,
  ): Promise<Passkey>;

  /** What a browser asks a device for, to make a passkey (WebAuthn); good for five minutes, in this session. Everyone who is signed in. Scope of a token: administer. */
  beginMyPasskey(
    input?: Readonly<Record<string, never>>,
    options?: CallOptions,
  ): Promise<PublicKeyCredentialCreationOptionsJSON>;

  /** Remove one of your passkeys. Everyone who is signed in. Scope of a token: administer. */
  removeMyPasskey(
    input: {
      /** True: also when you have no other way to sign in. */
      readonly last?: boolean | undefined;
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<undefined>;
}

export const me = {
  getMe: { method: 'GET', path: '/api/me', answer: 'json' },
  listMySessions: { method: 'GET', path: '/api/me/sessions', answer: 'json' },
  endMySessions: { method: 'DELETE', path: '/api/me/sessions', keyed: true, answer: 'json' },
  listMyTokens: { method: 'GET', path: '/api/me/tokens', answer: 'json' },
  addMyToken: { method: 'POST', path: '/api/me/tokens', answer: 'json' },
  revokeToken: { method: 'DELETE', path: '/api/tokens/{id}', keyed: true, answer: 'none' },
  endMySession: { method: 'DELETE', path: '/api/me/sessions/{id}', keyed: true, answer: 'none' },
  listMyAccounts: { method: 'GET', path: '/api/me/accounts', answer: 'json' },
  listMyPasskeys: { method: 'GET', path: '/api/me/passkeys', answer: 'json' },
  addMyPasskey: { method: 'POST', path: '/api/me/passkeys', keyed: true, answer: 'json' },
  beginMyPasskey: { method: 'POST', path: '/api/me/passkeys/options', answer: 'json' },
  removeMyPasskey: { method: 'DELETE', path: '/api/me/passkeys/{id}', query: ['last'], keyed: true, answer: 'none' },
} as const satisfies Readonly<Record<string, Operation>>;
