/** Longer tokens are not looked into. */
const LONGEST = 64 * 1024;

/**
 * Words that stay the same while the same caller signs in again: whose a token is where it says so (RFC 7519: `iss`, `sub`; Entra: `tid`,
 * `oid`), else the token itself. Only for `Journal`, which keeps a salted digest: what is returned here may be a credential.
 */
export function callerOf(token: string): string {
  const claims = token.length > LONGEST ? undefined : claimsOf(token);
  const named = ['iss', 'sub', 'tid', 'oid'].map((name) => claims?.[name] ?? null);
  return typeof claims?.['sub'] === 'string' || typeof claims?.['oid'] === 'string' ? JSON.stringify(named) : token;
}

function claimsOf(token: string): Readonly<Record<string, unknown>> | undefined {
  const parts = token.split('.');
  if (parts.length !== 3) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8'));
    return typeof claims === 'object' && claims !== null ? (claims as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}
