import type { TokenCredential } from '@azure/identity';
import { WritError } from '../../model/errors.ts';
import { callerOf } from '../caller.ts';
import type { CollectOptions } from '../port.ts';
import { brokenCode, MOST_BYTES, type Send } from '../rest/ask.ts';
import { sdk } from '../sdk.ts';
import type { Host, Place } from './hosts.ts';

/** What `npm install` needs: the official packages that sign in and that send. */
export const PACKAGES = ['@azure/identity', '@azure/core-rest-pipeline'] as const;

export interface SignedIn {
  readonly send: Send;
  /** Of the token of Resource Manager: tenant and object. */
  readonly caller: string;
}

/** Whoever the SDK finds: the environment, workload identity, managed identity, `az login`. */
export async function signIn(places: Readonly<Record<Host, Place>>, options: CollectOptions): Promise<SignedIn> {
  const [{ DefaultAzureCredential }, rest] = await sdk(
    () => Promise.all([import('@azure/identity'), import('@azure/core-rest-pipeline')]),
    PACKAGES,
  );
  const credential = new DefaultAzureCredential();
  const all = Object.values(places).map((place) => ({ ...place, token: tokens(credential, place.scope, options) }));
  const caller = callerOf((await all[0]?.token()) ?? '');
  // No policy that follows redirects, retries or writes logs: the first would carry the token along, the others are not ours to repeat.
  const pipeline = rest.createEmptyPipeline();
  pipeline.addPolicy(rest.proxyPolicy());
  pipeline.addPolicy(rest.decompressResponsePolicy());
  const client = rest.createDefaultHttpClient();
  const send: Send = async ({ method, url, body }) => {
    const { origin } = new URL(url);
    const token = await all.find(({ base }) => new URL(base).origin === origin && url.startsWith(base))?.token();
    if (token === undefined) throw new WritError('not-reached', `${origin} is no address of Azure`);
    const request = rest.createPipelineRequest({
      url, method, timeout: options.timeout, allowInsecureConnection: url.startsWith('http:'),
      ...(body === undefined ? {} : { body }),
      headers: rest.createHttpHeaders({
        Authorization: `Bearer ${token}`, Accept: 'application/json',
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      }),
      // Every body is a stream, so that its size can be bounded.
      streamResponseStatusCodes: new Set([Number.POSITIVE_INFINITY]),
    }); // prettier-ignore
    const response = await pipeline.sendRequest(client, request);
    const after = response.headers.get('retry-after');
    const text = response.readableStreamBody ? await bounded(response.readableStreamBody) : (response.bodyAsText ?? '');
    return { status: response.status, text, ...(after === undefined ? {} : { retryAfter: after }) };
  };
  return { send, caller };
}

/** A token until five minutes before it ends: not every credential of the SDK keeps one. */
function tokens(
  credential: TokenCredential,
  scope: string,
  { now }: Pick<CollectOptions, 'now'>,
): () => Promise<string> {
  let known: Promise<{ readonly token: string; readonly expiresOnTimestamp: number }> | undefined;
  return async () => {
    const last = await known;
    if (last === undefined || last.expiresOnTimestamp - now().getTime() < 300_000) known = fetched(credential, scope);
    return (await (known ?? fetched(credential, scope))).token;
  };
}

/** Only the name of a refusal is told: what the SDK says around it may hold what was refused. */
async function fetched(
  credential: TokenCredential,
  scope: string,
): Promise<{ readonly token: string; readonly expiresOnTimestamp: number }> {
  let token;
  try {
    token = await credential.getToken(scope);
  } catch (error) {
    throw new WritError('no-sign-in', `@azure/identity says ${brokenCode(error)}`);
  }
  if (token === null) throw new WritError('no-sign-in', '@azure/identity has no token');
  return token;
}

async function bounded(stream: NodeJS.ReadableStream): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of stream) {
    const buffer = Buffer.from(part);
    bytes += buffer.length;
    if (bytes > MOST_BYTES) throw Object.assign(new Error('the answer is too large'), { code: 'answer-is-too-large' });
    parts.push(buffer);
  }
  return Buffer.concat(parts).toString('utf8');
}
