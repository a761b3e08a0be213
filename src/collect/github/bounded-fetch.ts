/** Bytes of one answer. */
const LARGEST = 64 * 1024 * 1024;

/** `fetch` that reads no more than a bound. */
export async function boundedFetch(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  if (response.body === null) return response;
  const parts: Uint8Array[] = [];
  let bytes = 0;
  // The types of the platform do not say that a body can be walked; Node's can.
  for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += part.byteLength;
    if (bytes > LARGEST) throw Object.assign(new Error('too large'), { code: 'TOOLARGE' });
    parts.push(part);
  }
  const { status, headers } = response;
  const decoded = new Headers(headers);
  // The body is as it was before it was packed.
  for (const name of ['content-encoding', 'content-length']) decoded.delete(name);
  return new Response(status === 204 || status === 304 ? null : Buffer.concat(parts), { status, headers: decoded });
}
