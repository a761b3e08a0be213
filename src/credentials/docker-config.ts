/** The passwords of a `.dockerconfigjson`; undefined when the text is none. */
export function dockerPasswords(
  text: string,
): readonly { readonly registry: string; readonly value: string }[] | undefined {
  const parsed = parse(text);
  if (!isRecord(parsed)) return undefined;
  const auths = isRecord(parsed['auths']) ? parsed['auths'] : undefined;
  if (!auths) return undefined;
  const found: { registry: string; value: string }[] = [];
  for (const [registry, entry] of Object.entries(auths)) {
    if (!isRecord(entry)) continue;
    const password = entry['password'];
    const auth = entry['auth'];
    if (typeof password === 'string') found.push({ registry, value: password });
    else if (typeof auth === 'string') {
      const pair = Buffer.from(auth.slice(0, 10_000), 'base64').toString('utf8');
      const colon = pair.indexOf(':');
      if (colon > 0) found.push({ registry, value: pair.slice(colon + 1) });
    }
  }
  return found;
}

/** A Google service account key: the private key inside, and whose it is. */
export function googleKey(text: string): { readonly value: string; readonly account: string } | undefined {
  if (!text.includes('service_account')) return undefined;
  const parsed = parse(text);
  if (!isRecord(parsed) || parsed['type'] !== 'service_account') return undefined;
  const value = parsed['private_key'];
  const account = parsed['client_email'];
  return typeof value === 'string' ? { value, account: typeof account === 'string' ? account : '' } : undefined;
}

const LARGEST = 256 * 1024;

function parse(text: string): unknown {
  if (text.length > LARGEST || !text.trimStart().startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
