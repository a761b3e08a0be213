/** A route as it is asked. The tables of `generated/` are made of the OpenAPI document. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Parameters as `{name}`. */
  readonly path: string;
  readonly query?: readonly string[];
  /** It takes `If-Match`. */
  readonly guarded?: true;
  /** It takes `Idempotency-Key`. */
  readonly keyed?: true;
  readonly answer: 'json' | 'text' | 'none';
  /** A list, and the parameter that says where its next page begins. */
  readonly pages?: 'cursor' | 'before';
  /** Anybody may ask: no token is sent. */
  readonly open?: true;
}

/** What one call may say beside what its route takes. */
export interface CallOptions {
  /** Ends the call, with all that it would have tried. */
  readonly signal?: AbortSignal | undefined;
  /** Longest time of the whole call in milliseconds, tries and waits too. */
  readonly timeoutMs?: number | undefined;
  /** Its own key, kept by you over a restart of your process; without one the call makes one for its tries. */
  readonly idempotencyKey?: string | undefined;
}

/** Path, query, body and the revision that was seen. */
export type Input = Readonly<Record<string, unknown>>;

/** Address and content of a request. Throws `TypeError` for what the route does not take. */
export function requestOf(base: string, operation: Operation, { body, ifMatch, ...rest }: Input) {
  const left = new Map(Object.entries(rest));
  const path = operation.path.replaceAll(/\{(\w+)\}/gu, (_, name: string) => {
    const value = left.get(name);
    left.delete(name);
    if (typeof value !== 'string' && typeof value !== 'number') throw new TypeError(`${name} is missing`);
    // A part that is empty or dots would be another address.
    if (/^\.{0,2}$/u.test(String(value))) throw new TypeError(`${name} cannot be "${value}"`);
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams();
  for (const [name, value] of left) {
    if (operation.query?.includes(name) !== true) throw new TypeError(`${operation.path} takes no ${name}`);
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      query.set(name, String(value));
    else if (value !== undefined) throw new TypeError(`${name} is no text`);
  }
  const headers: Record<string, string> = {};
  if (operation.guarded) headers['if-match'] = tagOf(ifMatch);
  if (body !== undefined) headers['content-type'] = 'application/json';
  const search = query.toString();
  return {
    url: `${base}${path}${search === '' ? '' : `?${search}`}`,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
}

/** A revision as its ETag. */
function tagOf(seen: unknown): string {
  if (typeof seen === 'number') return `"${seen}"`;
  if (typeof seen !== 'string') throw new TypeError('ifMatch is missing: the revision that was seen');
  return seen;
}
