import type { CustomFetch } from 'openid-client';

const LARGEST = 1 << 20;

/** A provider's answer is small, and comes from the provider: redirects are not followed. */
export function boundedFetch(how: typeof fetch): CustomFetch {
  return async (url, { body, ...options }) => {
    const response = await how(url, {
      ...options,
      redirect: 'manual',
      body: (body ?? null) as NonNullable<RequestInit['body']> | null,
    });
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      size += part.length;
      if (size > LARGEST) throw new Error('the answer of the provider is too large');
      parts.push(part);
    }
    const { status, statusText, headers } = response;
    const empty = status === 204 || status === 304;
    const whole = new Response(empty ? null : Buffer.concat(parts), { status, statusText, headers });
    Object.defineProperty(whole, 'url', { value: response.url });
    return whole;
  };
}
