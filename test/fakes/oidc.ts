import { createHmac, generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto';

/** A labelled fake of an OpenID provider, as a `fetch`: it speaks discovery, JWKS and the token endpoint, and signs what a test tells it to. */
export class FakeProvider {
  readonly issuer: string;
  readonly key: KeyObject;
  readonly publicJwk: Record<string, unknown>;
  /** What the ID token says beside what the protocol demands; a test changes it. */
  claims: Record<string, unknown> = {};
  header: Record<string, unknown> = {};
  /** In place of the private key: a text is the secret of HS256, null signs nothing. */
  signWith: KeyObject | string | null;
  down = false;
  readonly metadata: Record<string, unknown>;
  /** By code: what the authorization request said. */
  readonly #codes = new Map<string, URLSearchParams>();

  constructor(issuer: string, metadata: Record<string, unknown> = {}) {
    this.issuer = issuer;
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    this.key = privateKey;
    this.signWith = privateKey;
    this.publicJwk = { ...publicKey.export({ format: 'jwk' }), kid: 'k1', use: 'sig', alg: 'RS256' };
    this.metadata = metadata;
  }

  /** What the browser does there: signs in and comes back with a code. */
  authorize(to: string): URL {
    const asked = new URL(to).searchParams;
    const code = randomUUID();
    this.#codes.set(code, asked);
    const back = new URL(asked.get('redirect_uri') ?? '');
    back.search = new URLSearchParams({ code, state: asked.get('state') ?? '', iss: this.issuer }).toString();
    return back;
  }

  readonly fetch = (url: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const { href } = new URL(url instanceof Request ? url.url : url);
    if (this.down) return Promise.reject(new TypeError('fetch failed', { cause: new Error('ECONNREFUSED') }));
    if (href === `${this.issuer}/.well-known/openid-configuration`) return Promise.resolve(Response.json(this.#discovery()));
    if (href === `${this.issuer}/keys`) return Promise.resolve(Response.json({ keys: [this.publicJwk] }));
    const { body } = init ?? {};
    if (href === `${this.issuer}/token`) return Promise.resolve(this.#token(new URLSearchParams(typeof body === 'string' ? body : (body as URLSearchParams).toString())));
    return Promise.resolve(new Response(null, { status: 404 }));
  };

  #discovery(): object {
    const { issuer } = this;
    return {
      issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/keys`,
      response_types_supported: ['code'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'], authorization_response_iss_parameter_supported: true, ...this.metadata,
    };
  }

  #token(form: URLSearchParams): Response {
    const code = form.get('code') ?? '';
    const asked = this.#codes.get(code);
    this.#codes.delete(code);
    if (!asked || form.get('redirect_uri') !== asked.get('redirect_uri') || !form.has('code_verifier'))
      return Response.json({ error: 'invalid_grant' }, { status: 400 });
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: this.issuer, aud: asked.get('client_id'), nonce: asked.get('nonce'), sub: 's1', iat: now, exp: now + 300, ...this.claims };
    return Response.json({ access_token: 'a', token_type: 'Bearer', expires_in: 300, id_token: this.#signed(claims) });
  }

  #signed(claims: object): string {
    const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
    const text = `${encode({ alg: 'RS256', kid: 'k1', typ: 'JWT', ...this.header })}.${encode(claims)}`;
    if (this.signWith === null) return `${text}.`;
    if (typeof this.signWith === 'string') return `${text}.${createHmac('sha256', this.signWith).update(text).digest('base64url')}`;
    return `${text}.${sign('sha256', Buffer.from(text), this.signWith).toString('base64url')}`;
  }
} // prettier-ignore

/** One network of several providers. */
export const network = (...providers: readonly FakeProvider[]): typeof fetch => (url, init) => {
  const { href } = new URL(url instanceof Request ? url.url : url);
  const found = providers.find(({ issuer }) => href.startsWith(`${issuer}/`));
  return found ? found.fetch(url, init) : Promise.reject(new TypeError('fetch failed', { cause: new Error('ENOTFOUND') }));
}; // prettier-ignore
